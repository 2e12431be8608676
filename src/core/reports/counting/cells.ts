import { sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { sum } from '../../db/portable.ts'
import { stagesOf } from '../../filters/directory.ts'
import { type Filters, loadDirectory } from '../../filters/index.ts'
import type { Status } from '../../opportunities/model.ts'
import { once } from './once.ts'
import { askEveryPart } from './population.ts'
import { type Pricing, pricingOf } from './priced.ts'
import { type Added, added, type Tally, tallyOf, weighted } from './tally.ts'

/** Deals that are alike in everything that reports group by; what is grouped by less may be several cells. */
export interface Cell extends Tally {
  readonly status: Status
  readonly pipeline_id: string
  readonly stage_id: string
  readonly owner_id: string | null
  readonly highest_rank: number
  readonly weighted: number
  /** Seconds from creation to the final close, of all of them together. */
  readonly cycles: number
}

/** The population in cells: one question, and most cards of the overview are cut from its answer. */
export function cellsOf(ctx: Ctx, filters: Filters): Promise<Cell[]> {
  return once(ctx, 'cells', filters, async () => {
    const [directory, pricing] = await Promise.all([loadDirectory(ctx), pricingOf(ctx, filters.asOf)])
    const stages = stagesOf(directory)
    const cells = askEveryPart(ctx, filters, (part, status) =>
      part
        // In the order of the indexes, so that nothing has to be sorted.
        .groupBy(ALIKE)
        .select(ALIKE)
        .select(added(pricing))
        .select(status === 'open' ? weighted(pricing, stages) : sql<number>`0`.as('weighted'))
        .select(sum(sql<number>`d.cycle_seconds`).as('cycles')),
    )
    return cells ? (await cells.execute()).map((row) => cellOf(row, pricing)) : []
  })
}

const ALIKE = ['d.status', 'd.currency', 'd.pipeline_id', 'd.stage_id', 'd.owner_id', 'd.highest_rank'] as const

/** Won deals weigh what they are worth, lost and abandoned ones nothing. */
function cellOf<Row extends Added & Pick<Cell, 'status' | 'weighted'>>(row: Row, pricing: Pricing): Row & Tally {
  const tally = tallyOf(pricing, row)
  const hasPrice = row.currency === pricing.own || pricing.converted
  const weights = { open: hasPrice ? row.weighted : 0, won: tally.value, lost: 0, abandoned: 0 }
  return { ...row, ...tally, weighted: weights[row.status] }
}
