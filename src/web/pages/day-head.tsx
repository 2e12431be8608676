import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { type Instant, type LocalDate, localDateOf } from '../../core/index.ts'
import { AsOfBanner, AsOfPick } from './as-of.tsx'
import type { DayFrame } from './day-data.ts'
import { Refused } from './fields.tsx'
import { UndoForm } from './undo.tsx'

/** Whose day it is and of when, what of it waits, and the choice of another. */
export function DayHead({ data, sum, title }: { data: DayFrame; sum: string; title?: string }): JSX.Element {
  const { asOf, back } = data
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{title ?? greeting(data)}</h1>
          <p class="sub" data-live="day-sum" data-quiet>
            {title ? `${dayOf(data)} · ` : ''}
            {longDate(todayIn(data))} · {sum}
          </p>
        </div>
        <DayPick {...data} />
      </div>
      <Refused message={data.refused} />
      <AsOfBanner {...asOf} />
      {asOf.asOf ? (
        <p class="muted small past-note">
          Nothing can be changed here: this is how the day stood then. Tasks stand under the dates that they have now.
        </p>
      ) : (
        <UndoForm undo={data.undo} back={back} />
      )}
    </>
  )
}

/** The day that the page is about, by the workspace's calendar. */
export function todayIn({ asOf, now, workspace }: DayFrame): LocalDate {
  return localDateOf(asOf.asOf ?? now, workspace.timeZone)
}

/** A deal's page, as of the same moment. */
export function dealHref(number: number, asOf: Instant | null): string {
  return `/deals/${number}${asOf ? `?asOf=${encodeURIComponent(asOf)}` : ''}`
}

function DayPick({ others, member, isOwn, asOf, entries }: DayFrame): JSX.Element {
  const fixed = entries.filter(([key]) => key !== 'asOf' && !(key === 'of' && others.length > 0))
  return (
    <form class="filters" method="get" action="/my-day" data-filters aria-label="Whose day, and when">
      {fixed.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {others.length > 0 ? (
        <label class="pick">
          <span>Day of</span>
          <select name="of">
            <option value="" selected={isOwn}>
              Me
            </option>
            <option value="team" selected={member === null}>
              The team
            </option>
            {others.map(({ id, name }) => (
              <option value={id} selected={!isOwn && member?.id === id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <AsOfPick {...asOf} />
      <button class="button without-scripts" type="submit">
        Show
      </button>
    </form>
  )
}

function greeting(data: DayFrame): string {
  const { isOwn, member, asOf } = data
  if (!isOwn || asOf.asOf) return dayOf(data)
  return `Good ${partOfDay(data)}, ${(member?.name ?? '').split(/\s+/)[0]}`
}

function dayOf({ isOwn, member }: DayFrame): string {
  if (isOwn) return 'Your day'
  return member ? `The day of ${member.name}` : 'The day of the team'
}

function partOfDay({ now, workspace }: DayFrame): string {
  const hour = new TZDate(now, workspace.timeZone).getHours()
  return hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
}

function longDate(date: LocalDate): string {
  return format(new TZDate(`${date}T00:00:00Z`, 'UTC'), 'EEEE, d MMMM')
}
