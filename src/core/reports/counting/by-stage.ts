import type { Ctx } from '../../context.ts'
import type { Filters } from '../../filters/index.ts'
import type { Status } from '../../opportunities/model.ts'
import { cellsOf } from './cells.ts'
import { NOTHING, type Tally, total } from './tally.ts'

export interface StageGroup extends Tally {
  readonly stage_id: string
  readonly status: Status
  readonly weighted: number
}

/** The population by stage and status, where there are deals. */
export async function byStageAndStatus(ctx: Ctx, filters: Filters): Promise<StageGroup[]> {
  const groups = new Map<string, StageGroup>()
  for (const cell of await cellsOf(ctx, filters)) {
    const { stage_id, status, weighted } = cell
    const key = `${stage_id} ${status}`
    const known = groups.get(key) ?? { ...NOTHING, weighted: 0 }
    groups.set(key, { stage_id, status, ...total([known, cell]), weighted: known.weighted + weighted })
  }
  return [...groups.values()]
}
