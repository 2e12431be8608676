import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Instant } from '../../core/index.ts'
import { dateText, standingText } from '../format.ts'
import type { Moments, PeriodOver } from '../moments.ts'
import { type FilterEntry, queryOf } from '../query.ts'

export interface AsOfProps {
  asOf: Instant | null
  timeZone: string
  /** The same page as things stand now. */
  nowHref: string
  /** What else a page of figures can be asked for with one click. */
  offers?: Offers
}

interface Offers {
  /** The page itself. */
  readonly action: string
  /** Its filters, but for the moment. */
  readonly others: readonly FilterEntry[]
  readonly moments: Moments
}

/** Chooses the moment that the figures are asked for; part of the filters' form. */
export function AsOfPick(props: AsOfProps): JSX.Element {
  const { asOf, timeZone, nowHref, offers } = props
  return (
    <details class="pick" data-closes>
      <summary>
        As of <b>{asOf ? standingText(asOf, timeZone) : 'now'}</b>
      </summary>
      <div class="pick-panel">
        <label class="field">
          <span>Show how things stood at</span>
          <input
            type="datetime-local"
            name="asOf"
            value={asOf ? format(new TZDate(asOf, timeZone), "yyyy-MM-dd'T'HH:mm") : ''}
            data-waits
          />
        </label>
        <div class="buttons">
          <button class="button main tight" type="submit">
            Show
          </button>
          {asOf ? (
            <a class="button tight" href={nowHref}>
              Back to now
            </a>
          ) : null}
        </div>
        {offers ? <QuickChoices {...offers} /> : null}
        <p class="muted small">By the clocks of {timeZone}. History keeps every change.</p>
      </div>
    </details>
  )
}

function QuickChoices({ action, others, moments }: Offers): JSX.Element {
  return (
    <ul class="quick">
      {moments.ends.map(({ label, date }) => (
        <li>
          <a href={action + queryOf([...others, ['asOf', date]])}>
            <span>{label}</span> <span class="muted">{dateText(date)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** Says plainly that what follows is history; and of a period that is over, whether it is shown as it stood or stands. */
export function AsOfBanner(props: AsOfProps): JSX.Element | null {
  const { asOf, timeZone, nowHref, offers } = props
  const over = offers?.moments.over
  const choice = offers && over ? <StoodOrStands {...offers} asOf={asOf} timeZone={timeZone} over={over} /> : null
  if (!asOf) return choice
  return (
    <>
      <p class="banner note">
        <span>
          As of <strong>{standingText(asOf, timeZone)}</strong>: history, not today.
        </span>
        <a href={nowHref}>Back to now</a>
      </p>
      {choice}
    </>
  )
}

type StoodOrStandsProps = Pick<AsOfProps, 'asOf' | 'timeZone'> & Offers & { over: PeriodOver }

/** The figures of a period that is over, at its end and now. */
function StoodOrStands({ asOf, timeZone, action, others, over }: StoodOrStandsProps): JSX.Element {
  const kept = others.filter(([key]) => !['period', 'from', 'to'].includes(key))
  const stands = [...kept, ...over.dates]
  const choices = [
    { label: 'as it stood at its end', href: [...stands, ['asOf', over.end] as const], chosen: asOf === over.end },
    { label: 'as it stands now', href: stands, chosen: asOf === null },
  ]
  const end = format(new TZDate(over.end, timeZone), 'd MMM yyyy')
  return (
    <nav class="stood" aria-label="A period that is over">
      <span class="muted">
        {over.label}
        {over.label.endsWith(end) ? ' is over' : ` ended on ${end}`}. See it
      </span>
      <span class="segments">
        {choices.map(({ label, href, chosen }) => (
          <a href={action + queryOf(href)} {...(chosen ? { 'aria-current': 'true' } : {})}>
            {label}
          </a>
        ))}
      </span>
    </nav>
  )
}
