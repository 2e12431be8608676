import type { Ctx } from '../../context.ts'
import type { Filters } from '../../filters/index.ts'
import type { Status } from '../../opportunities/model.ts'
import { once } from './once.ts'
import { population } from './population.ts'
import { type Tally, tallied, weighted } from './tally.ts'

export interface StageGroup extends Tally {
  readonly stage_id: string
  readonly status: Status
  readonly weighted: number
}

/** The population by stage and status: what most cards of the overview are cut from. */
export function byStageAndStatus(ctx: Ctx, filters: Filters): Promise<StageGroup[]> {
  const { currency } = ctx.workspace
  return once(ctx, 'by stage and status', filters, () =>
    population(ctx, filters)
      // In the order of the index, so that nothing has to be sorted.
      .groupBy(['d.status', 'd.pipeline_id', 'd.stage_id'])
      .select(['d.stage_id', 'd.status'])
      .select(tallied(currency))
      .select(weighted(currency))
      .execute(),
  )
}
