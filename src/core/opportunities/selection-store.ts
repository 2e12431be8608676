import { type SelectQueryBuilder, sql } from 'kysely'
import type { Actor, Workspace } from '../context.ts'
import type { Db } from '../db/open.ts'
import type { OpportunityRow, ReportableColumns, Tables } from '../db/tables.ts'
import type { Instant } from '../time.ts'
import { STATUSES } from './model.ts'

/** Who looks at which workspace: all of a context that a question for deals depends on. */
export interface Sight {
  readonly db: Db
  readonly workspace: Pick<Workspace, 'id' | 'repsSee'>
  readonly actor: Pick<Actor, 'role' | 'memberId'>
}

/** Rows as `opportunities` has them, from whatever moment. */
type Deals = SelectQueryBuilder<Tables, never, OpportunityRow>

/** Every deal of the workspace as it stands now, deleted ones included. */
export function dealsNow(ctx: Sight): Deals {
  return ctx.db.selectFrom('opportunities').selectAll().where('workspace_id', '=', ctx.workspace.id) as unknown as Deals
}

/** Every deal of the workspace as history says it stood at `moment`; those deleted by then are left out. */
function dealsAsOf(ctx: Sight, moment: Instant): Deals {
  return ctx.db
    .selectFrom('opportunity_history as h')
    .innerJoin('opportunities as o', 'o.id', 'h.opportunity_id')
    .select(REPORTABLE_COLUMNS)
    .select(['h.version', 'o.id', 'o.number', 'o.external_id', 'o.import_run_id', 'o.history_quality'])
    .select(['h.valid_from as changed_at', 'h.recorded_at as last_activity_at', sql<null>`null`.as('deleted_at')])
    .where('h.workspace_id', '=', ctx.workspace.id)
    .where('h.status', 'in', STATUSES)
    .where('h.valid_from', '<=', moment)
    .where('h.valid_to', '>', moment)
    .where('h.deleted', '=', 0) as unknown as Deals
}

/** Every deal as it stood at `asOf`; null is now. */
export function dealsAt(ctx: Sight, asOf: Instant | null): Deals {
  return asOf ? dealsAsOf(ctx, asOf) : dealsNow(ctx)
}

/** Whether the actor is a rep in a workspace where reps see their own deals only. */
export function seesOnlyOwn({ actor, workspace }: Omit<Sight, 'db'>): boolean {
  return workspace.repsSee === 'own' && actor.role === 'rep'
}

/**
 * The deals that the actor may see, as `d`, with the names of what each points at. A rep of a workspace where reps see
 * their own deals sees no other.
 */
export function visibleDeals(ctx: Sight, deals: Deals) {
  return ctx.db
    .selectFrom(deals.as('d'))
    .innerJoin('pipelines as p', 'p.id', 'd.pipeline_id')
    .innerJoin('stages as s', 's.id', 'd.stage_id')
    .leftJoin('members as m', 'm.id', 'd.owner_id')
    .leftJoin('contacts as c', 'c.id', 'd.contact_id')
    .leftJoin('reasons as r', 'r.id', 'd.reason_id')
    .$if(seesOnlyOwn(ctx), (query) => query.where('d.owner_id', '=', ctx.actor.memberId))
}

/** What the current row and a span, either one as `h`, say alike. */
export const REPORTABLE_COLUMNS = [
  'h.workspace_id',
  'h.name',
  'h.pipeline_id',
  'h.stage_id',
  'h.highest_rank',
  'h.status',
  'h.value',
  'h.currency',
  'h.probability',
  'h.owner_id',
  'h.contact_id',
  'h.source',
  'h.tags',
  'h.expected_close_on',
  'h.reason_id',
  'h.created_at',
  'h.stage_entered_at',
  'h.closed_at',
  'h.closed_on',
  'h.cycle_seconds',
  'h.episode',
] as const satisfies readonly `h.${keyof ReportableColumns}`[]

/** What `opportunityOf` reads: the deal's row and the names beside it. */
export const JOINED_NAMES = [
  'p.name as pipeline_name',
  's.name as stage_name',
  's.rank as stage_rank',
  's.probability as stage_probability',
  'm.name as owner_name',
  'm.slack_user_id as owner_slack_user_id',
  'c.name as contact_name',
  'c.email as contact_email',
  'c.phone as contact_phone',
  'c.company as contact_company',
  'r.name as reason_name',
] as const
