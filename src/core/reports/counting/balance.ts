import { sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import type { Filters } from '../../filters/index.ts'
import { byStageAndStatus } from './by-stage.ts'
import { cellsOf } from './cells.ts'
import { narrowed } from './narrowing.ts'
import { askEveryPart } from './population.ts'
import { realByStatus } from './real.ts'
import { type Tally, total } from './tally.ts'

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
  const { won, lost, abandoned } = await realByStatus(ctx, filters)
  return { won, lost, abandoned, medianCycle: await medianCycle(ctx, filters, won.count) }
}

/** Seconds from creation to the final win, on the mean of what was won in the filters' period; null without a win. */
export async function meanCycle(ctx: Ctx, filters: Filters): Promise<number | null> {
  const cells = (await cellsOf(ctx, filters)).filter(({ status }) => status === 'won')
  const { count } = total(cells)
  return count === 0 ? null : cells.reduce((all, { cycles }) => all + cycles, 0) / count
}

/** The mean of the two in the middle of all cycles, or of the same one twice when their number is odd. */
async function medianCycle(ctx: Ctx, filters: Filters, count: number): Promise<number | null> {
  const won = narrowed(filters, ['won'])
  if (!won || count === 0) return null
  const cycles = askEveryPart(ctx, won, (part) => part.select(sql<number>`coalesce(d.cycle_seconds, 0)`.as('seconds')))
  if (!cycles) return null
  const middle = await ctx.db
    .selectFrom(cycles.as('cycles'))
    .select('cycles.seconds')
    .orderBy('cycles.seconds')
    .limit(2 - (count % 2))
    .offset(Math.floor((count - 1) / 2))
    .execute()
  const sum = middle.reduce((all, { seconds }) => all + seconds, 0)
  return middle.length === 0 ? null : Math.round(sum / middle.length)
}
