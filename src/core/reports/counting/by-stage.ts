import type { Ctx } from '../../context.ts'
import type { Filters } from '../../filters/index.ts'
import type { Status } from '../../opportunities/model.ts'
import { type Cell, cellsOf } from './cells.ts'
import { groupedBy } from './grouped.ts'
import { type Tally, total } from './tally.ts'

export interface StageGroup extends Tally {
  readonly stage_id: string
  readonly status: Status
  readonly weighted: number
}

/** The population by stage and status, where there are deals. */
export async function byStageAndStatus(ctx: Ctx, filters: Filters): Promise<StageGroup[]> {
  const groups = groupedBy(await cellsOf(ctx, filters), ({ stage_id, status }) => `${stage_id} ${status}`)
  return [...groups.values()].map((cells) => {
    const [{ stage_id, status }] = cells as [Cell]
    return { stage_id, status, ...total(cells), weighted: cells.reduce((sum, { weighted }) => sum + weighted, 0) }
  })
}
