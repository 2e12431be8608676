import { type Calendar, customPeriod, overlap, type Period } from '../../period.ts'
import type { LocalDate } from '../../time.ts'

/** "2026-11" */
export type Month = string

/** The month that a local date lies in. */
export function monthOf(date: LocalDate): Month {
  return date.slice(0, 7)
}

/** The month after, or that many after, or before. */
export function monthAfter(month: Month, by = 1): Month {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const months = year * 12 + number - 1 + by
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`
}

/** The month's first day. */
export function firstDay(month: Month): LocalDate {
  return `${month}-01`
}

/** Every month of the period; an open end reaches as far as the months that were seen. */
export function monthsOf({ fromDate, toDate }: Period, seen: readonly Month[]): Month[] {
  const ordered = [...seen].sort()
  const first = fromDate ? monthOf(fromDate) : ordered[0]
  const last = ordered.at(-1)
  const end = toDate ?? (last ? firstDay(monthAfter(last)) : null)
  const months: Month[] = []
  if (!first || !end) return months
  for (let month = first; firstDay(month) < end; month = monthAfter(month)) months.push(month)
  return months
}

/** What the period has of the month. */
export function monthWithin(month: Month, period: Period, calendar: Calendar): Period {
  return overlap(customPeriod(firstDay(month), firstDay(monthAfter(month)), calendar), period)
}
