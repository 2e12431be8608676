import { TZDate } from '@date-fns/tz'
import { addDays, addMonths, differenceInCalendarDays, format, startOfMonth, startOfWeek } from 'date-fns'
import { invalid } from './errors.ts'
import {
  FOREVER,
  type Instant,
  type LocalDate,
  localDateOf,
  parseInstant,
  parseLocalDate,
  startOfLocalDate,
} from './time.ts'

/** The presets in the order in which people choose among them. */
export const PRESETS = {
  'this-week': 'This week',
  'last-week': 'Last week',
  'this-month': 'This month',
  'last-month': 'Last month',
  'this-quarter': 'This quarter',
  'last-quarter': 'Last quarter',
  'this-year': 'This year',
  'last-year': 'Last year',
  'last-7-days': 'Last 7 days',
  'last-30-days': 'Last 30 days',
  'last-90-days': 'Last 90 days',
  'last-365-days': 'Last 365 days',
  all: 'All time',
} as const

export type PresetName = keyof typeof PRESETS

/** A stretch of whole local days, half-open. A null bound is no bound. */
export interface Period {
  readonly preset: PresetName | 'custom'
  /** The first moment of `fromDate` in the workspace's zone. */
  readonly from: Instant | null
  /** The first moment of `toDate`: no longer part of the period. */
  readonly to: Instant | null
  readonly fromDate: LocalDate | null
  readonly toDate: LocalDate | null
  /** "This quarter", "1 Mar 2017 – 31 May 2017" */
  readonly label: string
}

/** What a workspace decides about its calendar. */
export interface Calendar {
  readonly timeZone: string
  /** 0 Sunday to 6 Saturday. */
  readonly firstWeekday: number
  /** 1 to 12. */
  readonly fiscalStartMonth: number
}

interface Bounds {
  fromDate: LocalDate | null
  toDate: LocalDate | null
}

const MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 }

export const ALL_TIME: Period = {
  preset: 'all',
  from: null,
  to: null,
  fromDate: null,
  toDate: null,
  label: PRESETS.all,
}

/** Reads a preset's name. Throws `invalid` naming the choices. */
export function parsePreset(word: string): PresetName {
  const name = word.trim().toLowerCase()
  if (name in PRESETS) return name as PresetName
  throw invalid(`“${word}” is not a period. Use ${Object.keys(PRESETS).join(', ')}, or two dates.`)
}

/** The preset's days as they lie around `now`; "last 7 days" are today and the six before it. */
export function presetPeriod(preset: PresetName, now: Instant, calendar: Calendar): Period {
  return periodOf(preset, boundsOf(preset, localDateOf(now, calendar.timeZone), calendar), calendar)
}

/**
 * From the day `first` until before the day `end`; either may be open, or a moment. What goes by days takes in the days of
 * both moments. Throws `invalid` when that is no day.
 */
export function customPeriod(first: LocalDate | null, end: LocalDate | null, calendar: Calendar): Period {
  if (!first && !end) return ALL_TIME
  const [from, to] = [first && momentOf(first, calendar), end && momentOf(end, calendar)]
  if (from && to && from >= to) {
    throw invalid('The period ends before it begins. Choose an end date after the start date.', {
      to: 'Choose a date after the start date.',
    })
  }
  const fromDate = from && localDateOf(from, calendar.timeZone)
  const lastDate = to && localDateOf(to, calendar.timeZone)
  const midnight = lastDate && startOfLocalDate(lastDate, calendar.timeZone) === to
  const toDate = lastDate && (midnight ? lastDate : dateOf(addDays(dayOf(lastDate), 1)))
  return { preset: 'custom', from, to, fromDate, toDate, label: datesLabel(fromDate, toDate) }
}

function momentOf(word: string, { timeZone }: Calendar): Instant {
  return word.includes('T') ? parseInstant(word) : startOfLocalDate(parseLocalDate(word), timeZone)
}

/** The period of the same kind before this one: the quarter before, the 30 days before. Null where there is none. */
export function previousPeriod(period: Period, calendar: Calendar): Period | null {
  const { preset, fromDate, toDate } = period
  if (!fromDate || !toDate) return null
  const start = dayOf(fromDate)
  const months = monthsIn(unitOf(preset))
  const before = months ? addMonths(start, -months) : addDays(start, -differenceInCalendarDays(dayOf(toDate), start))
  return periodOf('custom', { fromDate: dateOf(before), toDate: fromDate }, calendar)
}

/** The last days of what ended lately, the quick choices of a moment: yesterday, last week, month, quarter and year. */
export function lastEnds(now: Instant, calendar: Calendar): { readonly label: string; readonly date: LocalDate }[] {
  const yesterday = dateOf(addDays(dayOf(localDateOf(now, calendar.timeZone)), -1))
  const ends = (['last-week', 'last-month', 'last-quarter', 'last-year'] as const).map((preset) => {
    const { toDate } = presetPeriod(preset, now, calendar)
    return { label: `End of ${PRESETS[preset].toLowerCase()}`, date: dateOf(addDays(dayOf(toDate ?? yesterday), -1)) }
  })
  return [{ label: 'End of yesterday', date: yesterday }, ...ends]
}

/** The days that both periods have; none when the later begins after the earlier ends. */
export function overlap(a: Period, b: Period): Period {
  const [late, early] = [(a.from ?? '') > (b.from ?? '') ? a : b, (a.to ?? FOREVER) < (b.to ?? FOREVER) ? a : b]
  if (late === early) return late
  const bounds = { from: late.from, fromDate: late.fromDate, to: early.to, toDate: early.toDate }
  return { preset: 'custom', ...bounds, label: datesLabel(bounds.fromDate, bounds.toDate) }
}

/** How a sentence says when: "this quarter", "in the last 30 days", "from 1 Mar 2017 to 31 May 2017"; "" for all time. */
export function periodPhrase({ preset, label, fromDate, toDate }: Period): string {
  if (preset === 'all') return ''
  if (preset !== 'custom') return preset.endsWith('-days') ? `in the ${label.toLowerCase()}` : label.toLowerCase()
  if (!fromDate || !toDate) return label
  return label.includes(' – ') ? `from ${label.replace(' – ', ' to ')}` : `on ${label}`
}

function periodOf(preset: PresetName | 'custom', { fromDate, toDate }: Bounds, calendar: Calendar): Period {
  return {
    preset,
    from: fromDate && startOfLocalDate(fromDate, calendar.timeZone),
    to: toDate && startOfLocalDate(toDate, calendar.timeZone),
    fromDate,
    toDate,
    label: preset === 'custom' ? datesLabel(fromDate, toDate) : PRESETS[preset],
  }
}

/** "this-quarter" is counted in quarters, "last-30-days" in days. */
function unitOf(preset: Period['preset']): string {
  return preset.split('-').at(-1) ?? ''
}

function boundsOf(preset: PresetName, today: LocalDate, calendar: Calendar): Bounds {
  if (preset === 'all') return { fromDate: null, toDate: null }
  const day = dayOf(today)
  const unit = unitOf(preset)
  if (unit === 'days') {
    const days = Number(preset.split('-')[1])
    return { fromDate: dateOf(addDays(day, 1 - days)), toDate: dateOf(addDays(day, 1)) }
  }
  const start = startOf(unit, day, calendar)
  const step = (by: number) => (unit === 'week' ? addDays(start, 7 * by) : addMonths(start, by * monthsIn(unit)))
  const first = preset.startsWith('last-') ? -1 : 0
  return { fromDate: dateOf(step(first)), toDate: dateOf(step(first + 1)) }
}

function startOf(unit: string, day: Date, { firstWeekday, fiscalStartMonth }: Calendar): Date {
  if (unit === 'week') return startOfWeek(day, { weekStartsOn: firstWeekday as 0 | 1 | 2 | 3 | 4 | 5 | 6 })
  const monthsSinceFiscalStart = (day.getMonth() + 1 - fiscalStartMonth + 12) % monthsIn(unit)
  return addMonths(startOfMonth(day), -monthsSinceFiscalStart)
}

/** 0 for units that are not made of months. */
function monthsIn(unit: string): number {
  return MONTHS[unit] ?? 0
}

function datesLabel(fromDate: LocalDate | null, toDate: LocalDate | null): string {
  const first = fromDate && format(dayOf(fromDate), 'd MMM yyyy')
  const last = toDate && format(addDays(dayOf(toDate), -1), 'd MMM yyyy')
  if (!last) return `since ${first}`
  if (!first) return `until ${last}`
  return first === last ? `${first}` : `${first} – ${last}`
}

/** Calendar arithmetic happens in UTC, where every day has 24 hours. */
function dayOf(date: LocalDate): TZDate {
  return new TZDate(`${date}T00:00:00Z`, 'UTC')
}

function dateOf(day: Date): LocalDate {
  return format(day, 'yyyy-MM-dd')
}
