import { sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import type { Filters } from '../../filters/index.ts'
import { narrowed } from './narrowing.ts'
import { numbersIn, type Spread, spreadOf } from './percentiles.ts'
import { askEveryPart } from './population.ts'

/** How long the wins of the filters' period took from creation to the final win, in seconds. */
export async function cycleSpread(ctx: Ctx, filters: Filters): Promise<Spread> {
  const won = narrowed(filters, ['won'])
  const cycles =
    won && askEveryPart(ctx, won, (part) => part.select(sql<number>`coalesce(d.cycle_seconds, 0)`.as('seconds')))
  if (!cycles) return spreadOf([])
  // Given as text: sorting them here takes less time than either engine needs to rank them.
  const all = sql<string | null>`string_agg(cast(cycles.seconds as text), ',')`
  const row = await ctx.db.selectFrom(cycles.as('cycles')).select(all.as('seconds')).executeTakeFirst()
  return spreadOf(numbersIn(row?.seconds ?? null))
}
