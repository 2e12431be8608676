import { TZDate } from '@date-fns/tz'
import { differenceInCalendarDays, endOfMonth, endOfWeek, format } from 'date-fns'
import type { Calendar } from '../../period.ts'
import { type Instant, type LocalDate, localDateOf, startOfLocalDate } from '../../time.ts'
import { dayAfter } from './pieces.ts'

export type Grouping = 'day' | 'week' | 'month'

/** A day, and the last instant of it that figures are known of. */
export interface DayEnd {
  readonly day: LocalDate
  readonly at: Instant
}

/** Days, as long as they can be told apart; then weeks, then months. */
export function groupingOf(from: Instant, until: Instant): Grouping {
  const days = differenceInCalendarDays(new Date(until), new Date(from))
  return days <= 62 ? 'day' : days <= 366 ? 'week' : 'month'
}

/** The ends of every day, week or month from `from` until `until`; the last one is cut off there. */
export function dayEnds(from: Instant, until: Instant, grouping: Grouping, calendar: Calendar): DayEnd[] {
  const ends: DayEnd[] = []
  const last = localDateOf(until, calendar.timeZone)
  for (let day = localDateOf(from, calendar.timeZone); day <= last; day = dayAfter(day)) {
    day = lastDay(day, grouping, calendar)
    if (day > last) day = last
    const midnight = lastBefore(startOfLocalDate(dayAfter(day), calendar.timeZone))
    ends.push({ day, at: midnight < until ? midnight : until })
  }
  return ends
}

/** The last instant before this one. */
export function lastBefore(instant: Instant): Instant {
  return new Date(Date.parse(instant) - 1).toISOString()
}

function lastDay(date: LocalDate, grouping: Grouping, { firstWeekday }: Calendar): LocalDate {
  const day = new TZDate(`${date}T00:00:00Z`, 'UTC')
  const weekStartsOn = firstWeekday as 0 | 1 | 2 | 3 | 4 | 5 | 6
  const ends = { day, week: endOfWeek(day, { weekStartsOn }), month: endOfMonth(day) }
  return format(ends[grouping], 'yyyy-MM-dd')
}
