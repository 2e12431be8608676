import type { Ctx } from '../../context.ts'
import { type Calendar, customPeriod, overlap, type Period } from '../../period.ts'
import { type Term, type TermUnit, termLabel, termOf, termsBetween } from '../../terms.ts'
import type { LocalDate } from '../../time.ts'

/** Where an open deal stands by its expected close. */
export interface Bucket {
  readonly label: string
  /** When its open deals are expected; null where the bucket can hold none, or those without a date. */
  readonly expected: Period | null
  /** Holds the deals without a date. */
  readonly undated: boolean
  /** The days of the month or quarter that lie in the period: what was won in them belongs to it. */
  readonly days: Period | null
}

/** Months ahead that are shown when no period says how far. */
const FARTHEST: Readonly<Record<TermUnit, number>> = { month: 12, quarter: 4 }
/** More months or quarters than this nobody reads. */
export const MOST_TERMS = 60

/**
 * Overdue, the months or quarters of the period, what lies beside them, and undated: every open deal is in exactly one.
 * Without a period they reach from the present one to the last expected close, a year ahead at the most.
 */
export function bucketsOf(
  { workspace }: Pick<Ctx, 'workspace'>,
  { period, today, unit, last }: { period: Period; today: LocalDate; unit: TermUnit; last: LocalDate | null },
): Bucket[] {
  const terms = termsOf(workspace, { period, today, unit, last })
  const [first, end] = [terms[0]?.startsOn ?? today, terms.at(-1)?.endsOn ?? today]
  const [from, to] = [later(period.fromDate ?? first, first), period.toDate ?? end]
  const alone = { undated: false, days: null }
  const between = (a: LocalDate, b: LocalDate) => (a < b ? customPeriod(a, b, workspace) : null)
  const sooner = between(today, from)
  return [
    { ...alone, label: 'Overdue', expected: customPeriod(null, today, workspace) },
    ...(sooner ? [{ ...alone, label: 'Sooner', expected: sooner }] : []),
    ...terms.map((term) => {
      const days = overlap(customPeriod(term.startsOn, term.endsOn, workspace), customPeriod(from, to, workspace))
      const expected = between(later(days.fromDate ?? today, today), days.toDate ?? today)
      return { label: termLabel(term), expected, undated: false, days }
    }),
    { ...alone, label: 'Later', expected: customPeriod(later(to, today), null, workspace) },
    { ...alone, label: 'Undated', expected: null, undated: true },
  ]
}

/** Whether an open deal expected on that day stands in the bucket. */
export function holds({ expected, undated }: Bucket, day: LocalDate | null): boolean {
  if (day === null) return undated
  if (!expected) return false
  return day >= (expected.fromDate ?? '') && (expected.toDate === null || day < expected.toDate)
}

/** The days of `expected` that were asked for, too; null when there are none. */
export function within(asked: Period | undefined, expected: Period): Period | null {
  const both = asked ? overlap(asked, expected) : expected
  return both.fromDate && both.toDate && both.fromDate >= both.toDate ? null : both
}

function termsOf(
  calendar: Calendar,
  { period, today, unit, last }: { period: Period; today: LocalDate; unit: TermUnit; last: LocalDate | null },
): Term[] {
  const first = period.fromDate ?? termOf(unit, today, calendar).startsOn
  if (period.toDate) return termsBetween(unit, first, period.toDate, calendar).slice(-MOST_TERMS)
  const terms: Term[] = []
  for (let day = first; terms.length < MOST_TERMS && (terms.length === 0 || day <= (last ?? '')); ) {
    const term = termOf(unit, day, calendar)
    const ahead = terms.filter(({ endsOn }) => endsOn > today).length
    if (ahead >= FARTHEST[unit]) break
    terms.push(term)
    day = term.endsOn
  }
  return terms
}

function later(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b
}
