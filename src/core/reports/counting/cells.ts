import type { Ctx } from '../../context.ts'
import { stagesOf } from '../../filters/directory.ts'
import { type Filters, loadDirectory } from '../../filters/index.ts'
import { type Grouping, type GroupRow, groupRows } from './group-rows.ts'
import { once } from './once.ts'
import { hasPrice, type Pricing, pricingOf } from './priced.ts'
import { type Tally, tallyOf } from './tally.ts'

/** What deals of one cell have in common, beside their currency, and come to. */
interface CellRow extends GroupRow {
  readonly pipeline_id: string
  readonly stage_id: string
  readonly owner_id: string | null
  readonly highest_rank: number
}

/** Deals that are alike in everything that reports group by; what is grouped by less may be several cells. */
export interface Cell extends Tally, Omit<CellRow, keyof Tally> {}

/** In the order of the indexes, so that nothing has to be sorted. */
const CELLS: Grouping = {
  columns: ['d.status', 'd.currency', 'd.pipeline_id', 'd.stage_id', 'd.owner_id', 'd.highest_rank'],
  lens: 'owner',
}

/** The population in cells: one question, and most cards of the overview are cut from its answer. */
export function cellsOf(ctx: Ctx, filters: Filters): Promise<Cell[]> {
  return once(ctx, 'cells', filters, async () => {
    const [directory, pricing] = await Promise.all([loadDirectory(ctx), pricingOf(ctx, filters.asOf)])
    const rows = await groupRows<CellRow>(ctx, filters, { pricing, stages: stagesOf(directory) }, CELLS)
    return rows.map((row) => cellOf(row, pricing))
  })
}

/** Won deals weigh what they are worth, lost and abandoned ones nothing. */
function cellOf(row: CellRow, pricing: Pricing): Cell {
  const tally = tallyOf(pricing, row)
  const weights = { open: hasPrice(pricing, row) ? row.weighted : 0, won: tally.value, lost: 0, abandoned: 0 }
  return { ...row, ...tally, weighted: weights[row.status] }
}
