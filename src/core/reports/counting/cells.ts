import { sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { sum } from '../../db/portable.ts'
import { stagesOf } from '../../filters/directory.ts'
import { type Filters, loadDirectory } from '../../filters/index.ts'
import type { Status } from '../../opportunities/model.ts'
import type { Stage } from '../../pipelines/model.ts'
import { ALIKE, type CellRow, rolledCells } from './cell-rows.ts'
import { once } from './once.ts'
import { askEveryPart } from './population.ts'
import { added, type Tally, tallyOf, weighted } from './tally.ts'

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
  const { currency } = ctx.workspace
  return once(ctx, 'cells', filters, async () => {
    const stages = stagesOf(await loadDirectory(ctx))
    const rows = (await rolledCells(ctx, filters, stages)) ?? (await dealsInCells(ctx, filters, stages))
    return rows.map((row) => cellOf(row, currency))
  })
}

/** The same of the deals themselves, whatever the filters. */
async function dealsInCells(ctx: Ctx, filters: Filters, stages: readonly Stage[]): Promise<CellRow[]> {
  const cells = askEveryPart(ctx, filters, (part, status) =>
    part
      .groupBy(ALIKE)
      .select(ALIKE)
      .select(added())
      .select(status === 'open' ? weighted(stages) : sql<number>`0`.as('weighted'))
      .select(sum(sql<number>`d.cycle_seconds`).as('cycles')),
  )
  return cells ? cells.execute() : []
}

/** Won deals weigh what they are worth, lost and abandoned ones nothing. */
function cellOf(row: CellRow, currency: string): Cell {
  const tally = tallyOf(currency, row)
  const weights = { open: row.currency === currency ? row.weighted : 0, won: tally.value, lost: 0, abandoned: 0 }
  return { ...row, ...tally, weighted: weights[row.status] }
}
