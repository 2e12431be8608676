import type { Ctx } from '../../context.ts'
import { applyFilters, type Filters } from '../../filters/index.ts'
import { dealsAsOf, dealsNow, seesOnlyOwn } from '../../opportunities/selection-store.ts'

/**
 * The deals that a report counts, as `d`: what the filters let through, as it stands or as history says it stood, and
 * only what the actor may see.
 */
export function population(ctx: Ctx, filters: Filters) {
  const deals = filters.asOf ? dealsAsOf(ctx, filters.asOf) : dealsNow(ctx)
  return applyFilters(ctx.db.selectFrom(deals.as('d')), filters)
    .where('d.deleted_at', 'is', null)
    .$if(seesOnlyOwn(ctx), (all) => all.where('d.owner_id', '=', ctx.actor.memberId))
}
