import type { Ctx } from '../context.ts'
import { count, sum } from '../db/portable.ts'
import { applyFilters, type Filters } from '../filters/index.ts'
import { dealsAt, visibleDeals } from '../opportunities/selection-store.ts'
import { priceAt } from '../rates/price-store.ts'
import type { StageSum } from './model.ts'

/** The open deals that the filters leave, as of their moment, stage by stage, in the order of pipelines and ranks. */
export async function openByStage(ctx: Ctx, filters: Filters): Promise<StageSum[]> {
  const open = visibleDeals(ctx, dealsAt(ctx, filters.asOf))
    .where('d.deleted_at', 'is', null)
    .where('d.status', '=', 'open')
  return applyFilters(open, filters)
    .select(['p.name as pipeline', 's.name as stage', count().as('count')])
    .select(sum(priceAt(ctx, filters.asOf)).as('value'))
    .groupBy(['p.position', 'p.id', 'p.name', 's.rank', 's.id', 's.name'])
    .orderBy('p.position')
    .orderBy('p.id')
    .orderBy('s.rank')
    .execute()
}
