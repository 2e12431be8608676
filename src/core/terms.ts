import { AppError, aboutField, invalid } from './errors.ts'
import { type Calendar, customPeriod, type Period, presetPeriod } from './period.ts'
import { type LocalDate, parseLocalDate, startOfLocalDate } from './time.ts'

export const TERM_UNITS = ['month', 'quarter'] as const
export type TermUnit = (typeof TERM_UNITS)[number]

/** A month or a quarter of the workspace's calendar: what targets and forecasts speak of. */
export interface Term {
  readonly unit: TermUnit
  readonly startsOn: LocalDate
  /** The first day that no longer belongs to it. */
  readonly endsOn: LocalDate
}

/** The month or quarter that the day lies in; quarters begin with the fiscal year. Throws `invalid` for what is none. */
export function termOf(unit: string, day: LocalDate, calendar: Calendar): Term {
  const known = TERM_UNITS.find((one) => one === unit.trim().toLowerCase())
  if (!known) throw refused('unit', `“${unit.trim()}” is no period for a target. Use month or quarter.`)
  const { fromDate, toDate } = presetPeriod(`this-${known}`, beginningOf(readDay(day), calendar), calendar)
  return { unit: known, startsOn: fromDate as LocalDate, endsOn: toDate as LocalDate }
}

/** The terms of which the days from `first` until before `end` are made, the broken ones at both ends included. */
export function termsBetween(unit: TermUnit, first: LocalDate, end: LocalDate, calendar: Calendar): Term[] {
  const terms: Term[] = []
  for (let day = first; day < end; ) {
    const term = termOf(unit, day, calendar)
    terms.push(term)
    day = term.endsOn
  }
  return terms
}

/** The present month or quarter, and those after it. */
export function termsAhead(unit: TermUnit, today: LocalDate, count: number, calendar: Calendar): Term[] {
  const terms: Term[] = []
  for (let day = today; terms.length < count; day = terms.at(-1)?.endsOn ?? day) terms.push(termOf(unit, day, calendar))
  return terms
}

/** The term's days as a period. */
export function periodOfTerm({ startsOn, endsOn }: Term, calendar: Calendar): Period {
  return customPeriod(startsOn, endsOn, calendar)
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "Nov 2026", "Oct–Dec 2026": by its months, since fiscal years are numbered differently everywhere. */
export function termLabel({ unit, startsOn }: Pick<Term, 'unit' | 'startsOn'>): string {
  const [year = 0, month = 1] = startsOn.split('-').map(Number)
  if (unit === 'month') return `${MONTHS[month - 1]} ${year}`
  const last = month + 1 // counted from 0
  return `${MONTHS[month - 1]}–${MONTHS[last % 12]} ${year + Math.floor(last / 12)}`
}

function readDay(day: string): LocalDate {
  try {
    return parseLocalDate(day.trim())
  } catch (error) {
    throw error instanceof AppError ? aboutField('startsOn', error) : error
  }
}

function beginningOf(day: LocalDate, { timeZone }: Calendar): string {
  return startOfLocalDate(day, timeZone)
}

function refused(field: string, message: string): Error {
  return invalid(message, { [field]: message })
}
