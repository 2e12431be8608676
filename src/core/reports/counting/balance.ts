import type { Ctx } from '../../context.ts'
import type { Filters } from '../../filters/index.ts'
import { byStageAndStatus } from './by-stage.ts'
import { byStatus } from './by-status.ts'
import { narrowed } from './narrowing.ts'
import { population } from './population.ts'
import { type Tally, total } from './tally.ts'

/** The active pipeline at a moment. */
export interface Open extends Tally {
  readonly weighted: number
}

/** What came to an end in a period. */
export interface Closed {
  readonly won: Tally
  readonly lost: Tally
  /** Seconds from creation to the final win, of the deal in the middle; null without a win. */
  readonly medianCycle: number | null
}

/** What is open at the filters' moment. */
export async function openAt(ctx: Ctx, filters: Filters): Promise<Open> {
  const groups = (await byStageAndStatus(ctx, filters)).filter(({ status }) => status === 'open')
  return { ...total(groups), weighted: groups.reduce((sum, group) => sum + group.weighted, 0) }
}

/** What was won and lost in the filters' period. */
export async function closedIn(ctx: Ctx, filters: Filters): Promise<Closed> {
  const [{ won, lost }, cycles] = await Promise.all([byStatus(ctx, filters), wonCycles(ctx, filters)])
  return { won, lost, medianCycle: median(cycles) }
}

async function wonCycles(ctx: Ctx, filters: Filters): Promise<number[]> {
  const won = narrowed(filters, ['won'])
  const rows = won ? await population(ctx, won).select('d.cycle_seconds').execute() : []
  return rows.map((row) => row.cycle_seconds ?? 0)
}

/** Half of the figures are below it, half above; between the two in the middle when their number is even. */
export function median(figures: readonly number[]): number | null {
  const sorted = Float64Array.from(figures).sort()
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2)
}
