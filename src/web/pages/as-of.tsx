import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Instant } from '../../core/index.ts'
import { momentText } from '../format.ts'

interface AsOfProps {
  asOf: Instant | null
  timeZone: string
  /** The same page as things stand now. */
  nowHref: string
}

/** Chooses the moment that the figures are asked for; part of the filters' form. */
export function AsOfPick({ asOf, timeZone, nowHref }: AsOfProps): JSX.Element {
  return (
    <details class="pick" data-closes>
      <summary>
        As of <b>{asOf ? momentText(asOf, timeZone) : 'now'}</b>
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
        <p class="muted small">By the clocks of {timeZone}. History keeps every change.</p>
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
      </div>
    </details>
  )
}

/** Says plainly that what follows is history. */
export function AsOfBanner({ asOf, timeZone, nowHref }: AsOfProps): JSX.Element | null {
  if (!asOf) return null
  return (
    <p class="banner note">
      <span>
        As of <strong>{momentText(asOf, timeZone)}</strong>: history, not today.
      </span>
      <a href={nowHref}>Back to now</a>
    </p>
  )
}
