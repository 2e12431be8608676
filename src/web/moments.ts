import { type Ctx, type Filters, type Instant, type LocalDate, lastEnds, later } from '../core/index.ts'
import type { FilterEntry } from './query.ts'

/** The moments that a page can be asked for with one click. */
export interface Moments {
  /** Ends of days: of last week, last month and so on. */
  readonly ends: readonly { readonly label: string; readonly date: LocalDate }[]
  /** The page's period when it is over: its figures as they stood then, and as they stand now. */
  readonly over: PeriodOver | null
}

/** A period that has ended. */
export interface PeriodOver {
  /** "Last quarter", "1 Jul 2026 – 30 Sep 2026" */
  readonly label: string
  /** Its days by their dates: a preset would be counted from another moment. */
  readonly dates: readonly FilterEntry[]
  /** Its last moment. */
  readonly end: Instant
}

/** What the as-of control of a page offers. */
export function momentsOf(ctx: Ctx, { period }: Filters): Moments {
  const { label, from, fromDate, to, toDate } = period
  const ends = lastEnds(ctx.now(), ctx.workspace)
  if (!to || !toDate || to > ctx.now()) return { ends, over: null }
  const dates: FilterEntry[] = [...(from && fromDate ? [['from', fromDate] as const] : []), ['to', toDate]]
  return { ends, over: { label, dates, end: later(to, -0.001) } }
}
