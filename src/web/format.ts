import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns'
import { type Cell, type ColumnType, formatMoney, type Instant, type LocalDate, type Ratio } from '../core/index.ts'

const SECONDS_OF_DAY = 86_400

/** How a cell reads on a page; "–" where there is nothing to show. */
export function cellText(
  cell: Cell | undefined,
  type: ColumnType,
  money: { currency: string; timeZone: string },
): string {
  if (cell === null || cell === undefined) return '–'
  if (typeof cell === 'object') return ratioText(cell)
  if (typeof cell === 'string') {
    if (type === 'date') return dateText(cell)
    return type === 'instant' ? momentText(cell, money.timeZone) : cell
  }
  switch (type) {
    case 'money':
      return formatMoney(cell, money.currency)
    case 'duration':
      return daysText(cell)
    default:
      return countText(cell)
  }
}

/** 6711 as "6,711". */
export function countText(count: number): string {
  return count.toLocaleString('en-US', { maximumFractionDigits: 2 })
}

/** "1 deal", "318 deals". */
export function dealsText(count: number): string {
  return `${countText(count)} ${count === 1 ? 'deal' : 'deals'}`
}

/** A share as "63.2 %"; "–" when there was nothing to divide by. */
export function ratioText({ value }: Ratio): string {
  return value === null ? '–' : percentText(value)
}

/** 0.632 as "63.2 %". */
export function percentText(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

/** Seconds as "51.8 days". */
function daysText(seconds: number): string {
  return `${(seconds / SECONDS_OF_DAY).toFixed(1)} days`
}

/** How long something lasted: "51.8 days", and below a day "4 h" or "12 min". */
export function lastedText(seconds: number): string {
  if (seconds >= SECONDS_OF_DAY) return daysText(seconds)
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h`
}

/** "31 Dec 2026" */
export function dateText(date: LocalDate): string {
  return format(new TZDate(`${date}T00:00:00Z`, 'UTC'), 'd MMM yyyy')
}

/** "1 Sep 2026 12:00" by the clocks of `timeZone`. */
export function momentText(instant: Instant, timeZone: string): string {
  return format(new TZDate(instant, timeZone), 'd MMM yyyy HH:mm')
}

/** A moment that figures are asked for: "the end of 30 Sep 2026", or with its clock time. */
export function standingText(instant: Instant, timeZone: string): string {
  const text = momentText(instant, timeZone)
  return endsDay(instant, timeZone) ? `the end of ${text.slice(0, -' 23:59'.length)}` : text
}

function endsDay(instant: Instant, timeZone: string): boolean {
  return format(new TZDate(instant, timeZone), 'HH:mm:ss.SSS') === '23:59:59.999'
}

/** "today 14:05" or, on another day, "1 Sep 2026 12:00". */
export function momentFromNow(instant: Instant, now: Instant, timeZone: string): string {
  const [then, today] = [new TZDate(instant, timeZone), new TZDate(now, timeZone)]
  const sameDay = format(then, 'yyyy-MM-dd') === format(today, 'yyyy-MM-dd')
  return sameDay ? `today ${format(then, 'HH:mm')}` : standingText(instant, timeZone)
}

/** How long ago in one short word: "12 s", "4 min", "3 h", "2 d". */
export function agoText(instant: Instant, now: Instant): string {
  const seconds = Math.max(0, Math.round((Date.parse(now) - Date.parse(instant)) / 1000))
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`
  return seconds < SECONDS_OF_DAY ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / SECONDS_OF_DAY)} d`
}

/** "Darcel Schlecht" as "DS". */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase()
}

/** Whole days from one instant to a later one. */
export function daysBetween(from: Instant, to: Instant): number {
  return Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 1000 / SECONDS_OF_DAY))
}

/** "today", "tomorrow", "yesterday", "31 Dec", or with the year where it is another than today's. */
export function shortDate(date: LocalDate, today: LocalDate): string {
  const days = (Date.parse(date) - Date.parse(today)) / 1000 / SECONDS_OF_DAY
  const near = { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }[days]
  if (near) return near
  const sameYear = date.slice(0, 4) === today.slice(0, 4)
  return format(new TZDate(`${date}T00:00:00Z`, 'UTC'), sameYear ? 'd MMM' : 'd MMM yyyy')
}
