import type { Ctx } from '../../context.ts'
import type { Filters } from '../../filters/index.ts'
import { byStageAndStatus } from './by-stage.ts'
import { cellsOf } from './cells.ts'
import { cycleSpread } from './cycles.ts'
import type { Spread } from './percentiles.ts'
import { ownPricing } from './priced.ts'
import { realByStatus } from './real.ts'
import { type OpenRow, rolledOpenAt } from './rolled-open.ts'
import { type Tally, tallyOf, total } from './tally.ts'

/** The active pipeline at a moment. */
export interface Open extends Tally {
  readonly weighted: number
}

/** What came to an end in a period. */
export interface Closed {
  readonly won: Tally
  /** Without what never was a deal. */
  readonly lost: Tally
  readonly abandoned: Tally
  /** Seconds from creation to the final win, and of how many wins. */
  readonly cycle: Spread
}

/** What is open at the filters' moment. */
export async function openAt(ctx: Ctx, filters: Filters): Promise<Open> {
  const rolled = filters.asOf && (await rolledOpenAt(ctx, filters, filters.asOf))
  if (rolled) return openOf(ctx, rolled)
  const groups = (await byStageAndStatus(ctx, filters)).filter(({ status }) => status === 'open')
  return { ...total(groups), weighted: groups.reduce((sum, group) => sum + group.weighted, 0) }
}

/** What rows of open deals come to. */
function openOf({ workspace }: Ctx, rows: readonly OpenRow[]): Open {
  const own = rows.filter(({ currency }) => currency === workspace.currency)
  return {
    ...total(rows.map((row) => tallyOf(ownPricing(workspace.currency), row))),
    weighted: own.reduce((sum, row) => sum + row.weighted, 0),
  }
}

/** What was won and lost in the filters' period. */
export async function closedIn(ctx: Ctx, filters: Filters): Promise<Closed> {
  const { won, lost, abandoned } = await realByStatus(ctx, filters)
  return { won, lost, abandoned, cycle: await cycleSpread(ctx, filters) }
}

/** Seconds from creation to the final win, on the mean of what was won in the filters' period; null without a win. */
export async function meanCycle(ctx: Ctx, filters: Filters): Promise<number | null> {
  const cells = (await cellsOf(ctx, filters)).filter(({ status }) => status === 'won')
  const { count } = total(cells)
  return count === 0 ? null : cells.reduce((all, { cycles }) => all + cycles, 0) / count
}
