import { sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { sum } from '../../db/portable.ts'
import { stagesOf } from '../../filters/directory.ts'
import { type Filters, loadDirectory } from '../../filters/index.ts'
import { ALIKE, type Alike, type Asking, type CellRow, rolledCells } from './cell-rows.ts'
import { once } from './once.ts'
import { askEveryPart } from './population.ts'
import { type Pricing, pricingOf } from './priced.ts'
import { added, type Tally, tallyOf, weighted } from './tally.ts'

/** Deals that are alike in everything that reports group by; what is grouped by less may be several cells. */
export interface Cell extends Tally, Alike {}

/** The population in cells: one question, and most cards of the overview are cut from its answer. */
export function cellsOf(ctx: Ctx, filters: Filters): Promise<Cell[]> {
  return once(ctx, 'cells', filters, async () => {
    const [directory, pricing] = await Promise.all([loadDirectory(ctx), pricingOf(ctx, filters.asOf)])
    const asking = { pricing, stages: stagesOf(directory) }
    const rows = (await rolledCells(ctx, filters, asking)) ?? (await dealsInCells(ctx, filters, asking))
    return rows.map((row) => cellOf(row, pricing))
  })
}

/** The same of the deals themselves, whatever the filters. */
async function dealsInCells(ctx: Ctx, filters: Filters, { pricing, stages }: Asking): Promise<CellRow[]> {
  const cells = askEveryPart(ctx, filters, (part, status) =>
    part
      .groupBy(ALIKE)
      .select(ALIKE)
      .select(added(pricing))
      .select(status === 'open' ? weighted(pricing, stages) : sql<number>`0`.as('weighted'))
      .select(sum(sql<number>`d.cycle_seconds`).as('cycles')),
  )
  return cells ? cells.execute() : []
}

/** Won deals weigh what they are worth, lost and abandoned ones nothing. */
function cellOf(row: CellRow, pricing: Pricing): Cell {
  const tally = tallyOf(pricing, row)
  const hasPrice = row.currency === pricing.own || pricing.converted
  const weights = { open: hasPrice ? row.weighted : 0, won: tally.value, lost: 0, abandoned: 0 }
  return { ...row, ...tally, weighted: weights[row.status] }
}
