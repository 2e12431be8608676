import { addDays } from 'date-fns'
import type { Period } from '../../period.ts'
import type { LocalDate } from '../../time.ts'
import { firstDay, monthAfter } from './months.ts'

/** Whole months or years, half-open: "2026-01" to "2026-10". A null bound is no bound. */
export interface Piece {
  readonly unit: 'month' | 'year'
  readonly from: string | null
  readonly to: string | null
}

/** A stretch of days as totals have it. */
export interface Pieces {
  /** Whole years and months, none twice. */
  readonly whole: readonly Piece[]
  /** All of them together, by days; null when there are none. */
  readonly inner: Stretch | null
  /** The days before and after them. */
  readonly edges: readonly Stretch[]
}

export type Stretch = Pick<Period, 'fromDate' | 'toDate'>

/** Takes a stretch of days apart into years, the months around them, and the days around those. */
export function piecesOf({ fromDate, toDate }: Stretch): Pieces {
  const [from, to] = [fromDate && monthFrom(fromDate), beginning(toDate, 'month')]
  if (from && to && from >= to) return { whole: [], inner: null, edges: [{ fromDate, toDate }] }
  const inner = { fromDate: from && firstDay(from), toDate: to && firstDay(to) }
  const edges = [
    { fromDate, toDate: inner.fromDate },
    { fromDate: inner.toDate, toDate },
  ].filter((edge) => edge.fromDate !== null && edge.toDate !== null && edge.fromDate < edge.toDate)
  return { whole: wholeOf(from, to), inner, edges }
}

function wholeOf(from: string | null, to: string | null): Piece[] {
  const [firstYear, endYear] = [from && yearFrom(from), beginning(to, 'year')]
  if (firstYear && endYear && firstYear >= endYear) return [{ unit: 'month', from, to }]
  const pieces: Piece[] = [
    { unit: 'month', from, to: firstYear && `${firstYear}-01` },
    { unit: 'year', from: firstYear, to: endYear },
    { unit: 'month', from: endYear && `${endYear}-01`, to },
  ]
  // Without a bound there are no months on that side.
  return pieces.filter(
    (piece) => piece.unit === 'year' || (piece.from !== null && piece.to !== null && piece.from < piece.to),
  )
}

/** The month or year that the day or month is in. */
function beginning(date: string | null, unit: Piece['unit']): string | null {
  return date === null ? null : date.slice(0, unit === 'year' ? 4 : 7)
}

/** The first month that begins on the day or later. */
function monthFrom(date: LocalDate): string {
  return date.endsWith('-01') ? date.slice(0, 7) : monthAfter(date.slice(0, 7))
}

/** The first year that begins with the month or later. */
function yearFrom(month: string): string {
  return month.endsWith('-01') ? month.slice(0, 4) : String(Number(month.slice(0, 4)) + 1)
}

/** The day after "2026-12-31" is "2027-01-01". */
export function dayAfter(date: LocalDate): LocalDate {
  return addDays(new Date(`${date}T12:00:00Z`), 1)
    .toISOString()
    .slice(0, 10)
}
