import { TZDate } from '@date-fns/tz'
import { invalid } from './errors.ts'

/** A UTC moment as text of fixed width, `2026-11-23T14:05:00.000Z`, so that text order is time order. */
export type Instant = string

/** A calendar day without a zone, `2026-11-23`. */
export type LocalDate = string

/** What a day is where durations are counted in days: days of the calendar may be an hour shorter or longer. */
export const DAY_SECONDS = 86_400

/** The excluded end of a span that still lasts. */
export const FOREVER: Instant = '9999-12-31T23:59:59.999Z'

/** The instant's text in its one fixed-width form. */
export function toInstant(date: Date): Instant {
  return date.toISOString()
}

/** Reads an instant that a person or program sent. Throws `invalid` for anything that is not one. */
export function parseInstant(text: string): Instant {
  const date = new Date(text)
  if (Number.isNaN(date.getTime()) || !/^\d{4}-\d{2}-\d{2}T/.test(text)) {
    throw invalid(`“${text}” is not a moment. Write it like 2026-11-23T14:05:00Z.`)
  }
  return toInstant(date)
}

/** Reads a calendar day. Throws `invalid` for 2026-02-30 and the like. */
export function parseLocalDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw invalid(`“${text}” is not a date. Write it like 2026-12-31.`)
  return text
}

/** Whether the text is a day that exists in the calendar. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** The day that clocks in `timeZone` show at `instant`. */
export function localDateOf(instant: Instant, timeZone: string): LocalDate {
  const clock = new TZDate(instant, timeZone)
  // Read by hand: a formatter takes several times as long, and pages ask for very many days.
  const [month, day] = [clock.getMonth() + 1, clock.getDate()].map((part) => String(part).padStart(2, '0'))
  return `${String(clock.getFullYear()).padStart(4, '0')}-${month}-${day}`
}

/** The instant at which the day begins in `timeZone`: the first moment of it, also where midnight is skipped. */
export function startOfLocalDate(date: LocalDate, timeZone: string): Instant {
  const key = `${date} ${timeZone}`
  const known = starts.get(key)
  if (known) return known
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const start = toInstant(new Date(new TZDate(year, month - 1, day, timeZone).getTime()))
  if (starts.size >= MOST_STARTS) starts.clear()
  starts.set(key, start)
  return start
}

/** Looking a zone up takes long, and one page asks for the same days again and again. */
const starts = new Map<string, Instant>()
const MOST_STARTS = 5_000

/** The instant on another day at which clocks in `timeZone` show the same time as at `instant`. */
export function sameTimeOn(date: LocalDate, instant: Instant, timeZone: string): Instant {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const clock = new TZDate(instant, timeZone)
  const then = new TZDate(year, month - 1, day, clock.getHours(), clock.getMinutes(), clock.getSeconds(), timeZone)
  return toInstant(new Date(then.getTime()))
}

/** Whole seconds from one instant to another; negative when the second comes first. */
export function secondsBetween(from: Instant, to: Instant): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 1000)
}

/** The second in which the instant lies, counted from 1970. */
export function secondOf(instant: Instant): number {
  return Math.floor(Date.parse(instant) / 1000)
}

/** The later of two instants. */
export function latest(a: Instant, b: Instant): Instant {
  if (a > b) return a
  return b
}

/** Whether the engine knows the IANA zone. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** The instant so many seconds later; earlier for a negative number. */
export function later(instant: Instant, seconds: number): Instant {
  return toInstant(new Date(Date.parse(instant) + seconds * 1000))
}
