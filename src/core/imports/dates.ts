import { TZDate } from '@date-fns/tz'
import { type Instant, isLocalDate, type LocalDate, localDateOf, toInstant } from '../time.ts'
import { type Cell, decideReading, type Reading } from './readings.ts'

/** A cell that names a day, and perhaps the moment of it. */
export interface Moment {
  readonly day: LocalDate
  /** Null when the cell has no time of day. */
  readonly at: Instant | null
}

export interface DateCell extends Cell {
  /** The last day that makes sense; null where the future does. */
  readonly latest: LocalDate | null
}

export const DATE_FORMATS = ['auto', 'ymd', 'dmy', 'mdy'] as const
export type DateFormat = (typeof DATE_FORMATS)[number]
type Order = Exclude<DateFormat, 'auto'>

const NAMES: Record<Order, string> = { dmy: 'day-first', mdy: 'month-first', ymd: 'year-first' }
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const TIME = String.raw`(?:(?:T|,?\s+)(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d+)?)?\s*(?<half>[ap]m)?\s*(?<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`
const shape = (date: string) => new RegExp(`^${date}${TIME}$`, 'i')
const YEAR_FIRST = shape(String.raw`(?<year>\d{4})(?<sep>[-/.])(?<month>\d{1,2})\k<sep>(?<day>\d{1,2})`)
const COMPACT = shape(String.raw`(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})`)
const DAY_AND_NAME = shape(String.raw`(?<day>\d{1,2})\.?[-\s](?<name>[a-z]{3,9})\.?[-,\s]+(?<year>\d{4}|\d{2})`)
const NAME_AND_DAY = shape(String.raw`(?<name>[a-z]{3,9})\.?\s(?<day>\d{1,2}),?\s(?<year>\d{4})`)
const NUMBERS: Record<Order, RegExp> = {
  dmy: shape(String.raw`(?<day>\d{1,2})(?<sep>[-/.])(?<month>\d{1,2})\k<sep>(?<year>\d{4}|\d{2})`),
  mdy: shape(String.raw`(?<month>\d{1,2})(?<sep>[-/.])(?<day>\d{1,2})\k<sep>(?<year>\d{4}|\d{2})`),
  ymd: shape(String.raw`(?<year>\d{2})(?<sep>[-/.])(?<month>\d{1,2})\k<sep>(?<day>\d{1,2})`),
}

/**
 * How the dates of a column are written. ISO dates and named months speak for themselves; `03/04/2017` and two-digit
 * years are decided from the whole column. Throws `invalid`, naming both readings, where it leaves a doubt.
 * @param timeZone IANA: where times of day without an offset belong
 */
export function dateReading(
  column: string,
  cells: readonly DateCell[],
  format: DateFormat,
  timeZone: string,
): Reading<DateCell, Moment> {
  const orders: [Order, ...Order[]] = format === 'auto' ? ['dmy', 'mdy', 'ymd'] : [format]
  const [first, ...others] = orders.map((order) => readingOf(order, timeZone))
  const advice = 'Say which is meant with --date-format dmy, mdy or ymd.'
  return decideReading(column, cells, [first as Reading<DateCell, Moment>, ...others], advice)
}

function readingOf(order: Order, timeZone: string): Reading<DateCell, Moment> {
  return {
    name: NAMES[order],
    read({ text, latest }) {
      const moment = momentOf(text, order, timeZone)
      return moment && (latest === null || moment.day <= latest) ? moment : undefined
    },
    show: ({ day }) => day,
  }
}

function momentOf(text: string, order: Order, timeZone: string): Moment | undefined {
  for (const pattern of [YEAR_FIRST, NUMBERS[order], COMPACT, DAY_AND_NAME, NAME_AND_DAY]) {
    const parts = pattern.exec(text)?.groups
    if (parts) return momentFrom(parts, timeZone)
  }
  return undefined
}

type Parts = Record<string, string | undefined>

function momentFrom(parts: Parts, timeZone: string): Moment | undefined {
  const month = parts.name ? MONTHS.indexOf(parts.name.slice(0, 3).toLowerCase()) + 1 : parts.month
  const day = `${fullYear(parts.year ?? '')}-${twoDigits(month)}-${twoDigits(parts.day)}`
  if (!isLocalDate(day)) return undefined
  if (parts.hour === undefined) return { day, at: null }
  const time = timeOf(parts)
  if (!time) return undefined
  const at = toInstant(parts.zone ? withOffset(day, time, parts.zone) : localTime(day, time, timeZone))
  return { day: localDateOf(at, timeZone), at }
}

/** 70 to 99 mean 1970 to 1999, smaller years the present century. */
function fullYear(year: string): string {
  if (year.length === 4) return year
  return `${Number(year) >= 70 ? '19' : '20'}${year}`
}

function timeOf({ hour, minute, second, half }: Parts): string | undefined {
  const written = Number(hour)
  const hours = half ? (written % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : written
  if (hours > 23 || Number(minute) > 59 || Number(second ?? 0) > 59 || (half && (written < 1 || written > 12))) {
    return undefined
  }
  return `${twoDigits(hours)}:${minute}:${twoDigits(second ?? 0)}`
}

function withOffset(day: LocalDate, time: string, zone: string): Date {
  const offset = /^[+-]/.test(zone) ? zone.replace(/^(...)(\d\d)$/, '$1:$2') : 'Z'
  return new Date(`${day}T${time}${offset}`)
}

function localTime(day: LocalDate, time: string, timeZone: string): Date {
  const [year = 0, month = 1, date = 1, hour = 0, minute = 0, second = 0] = `${day}-${time}`.split(/[-:]/).map(Number)
  return new Date(new TZDate(year, month - 1, date, hour, minute, second, timeZone).getTime())
}

function twoDigits(part: string | number | undefined): string {
  return String(part ?? '').padStart(2, '0')
}

/**
 * A moment for a day whose time nobody knows, about the middle of it. The hour is one of UTC, so that two days lie whole
 * days apart also across a change of clocks; a day that has not got so far yet gives `now`.
 */
export function middleOf(day: LocalDate, timeZone: string, now: Instant): Instant {
  const hours = ['12', '00', '23'].map((hour) => `${day}T${hour}:00:00.000Z`)
  const middle = hours.find((instant) => localDateOf(instant, timeZone) === day) ?? `${day}T12:00:00.000Z`
  return middle < now ? middle : now
}
