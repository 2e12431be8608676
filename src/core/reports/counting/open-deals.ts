import { sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { applyFilters, type Filters } from '../../filters/index.ts'
import { REPORTABLE_COLUMNS, seesOnlyOwn } from '../../opportunities/selection-store.ts'
import { ALL_TIME } from '../../period.ts'

/** Open deals as `d`, as they stand or stood, of all that the filters let through. */
export function openDeals(ctx: Ctx, filters: Filters) {
  const { db, workspace } = ctx
  const today = db
    .selectFrom('opportunities as h')
    .select(['h.id', 'h.last_activity_at'])
    .select(REPORTABLE_COLUMNS)
    .where('h.workspace_id', '=', workspace.id)
    // Said literally: the index that finds them holds no others.
    .where('h.status', '=', sql.lit('open'))
    .where('h.deleted_at', 'is', null)
    // Every stage, so said that planners prefer an index that holds all over one that knows the status, too.
    .where('h.stage_id', '>', '')
  const { asOf } = filters
  const then = db
    .selectFrom('opportunity_history as h')
    .select(['h.opportunity_id as id', 'h.recorded_at as last_activity_at'])
    .select(REPORTABLE_COLUMNS)
    .where('h.workspace_id', '=', workspace.id)
    .where('h.status', '=', 'open')
    .where('h.valid_from', '<=', asOf ?? '')
    .where('h.valid_to', '>', asOf ?? '')
    .where('h.deleted', '=', 0)
  const deals = (asOf ? then : today) as typeof today
  return applyFilters(db.selectFrom(deals.as('d')), { ...filters, status: [], period: ALL_TIME }).$if(
    seesOnlyOwn(ctx),
    (all) => all.where('d.owner_id', '=', ctx.actor.memberId),
  )
}
