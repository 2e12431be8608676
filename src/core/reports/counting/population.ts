import type { Ctx } from '../../context.ts'
import { applyFilters, type Filters } from '../../filters/index.ts'
import { STATUSES, type Status } from '../../opportunities/model.ts'
import { REPORTABLE_COLUMNS, seesOnlyOwn } from '../../opportunities/selection-store.ts'
import type { Instant } from '../../time.ts'

/**
 * The deals that a report counts, as `d`: what the filters let through, as it stands or as history says it stood, and
 * only what the actor may see. Nothing is joined: an index holds every column that reports ask for.
 */
export function population(ctx: Ctx, filters: Filters) {
  const deals = filters.asOf ? dealsAt(ctx, filters.asOf, filters.status) : dealsToday(ctx)
  return applyFilters(ctx.db.selectFrom(deals.as('d')), filters).$if(seesOnlyOwn(ctx), (all) =>
    all.where('d.owner_id', '=', ctx.actor.memberId),
  )
}

function dealsToday({ db, workspace }: Ctx) {
  return db
    .selectFrom('opportunities as h')
    .select('h.id')
    .select(REPORTABLE_COLUMNS)
    .where('h.workspace_id', '=', workspace.id)
    .where('h.deleted_at', 'is', null)
}

function dealsAt({ db, workspace }: Ctx, moment: Instant, status: readonly Status[]) {
  return (
    db
      .selectFrom('opportunity_history as h')
      .select('h.opportunity_id as id')
      .select(REPORTABLE_COLUMNS)
      .where('h.workspace_id', '=', workspace.id)
      // Always said, since the index that finds a moment begins with it.
      .where('h.status', 'in', status.length > 0 ? status : STATUSES)
      .where('h.valid_from', '<=', moment)
      .where('h.valid_to', '>', moment)
      .where('h.deleted', '=', 0)
  )
}
