import type { Ctx } from '../context.ts'
import type { Instant } from '../time.ts'

/** The stays of a deal that had begun by the moment, with the names of stages and pipelines. */
export function staysOfDeal(ctx: Ctx, opportunityId: string, moment: Instant) {
  return ctx.db
    .selectFrom('stage_stays as y')
    .innerJoin('stages as s', 's.id', 'y.stage_id')
    .innerJoin('pipelines as p', 'p.id', 'y.pipeline_id')
    .leftJoin('stages as n', 'n.id', 'y.next_stage_id')
    .selectAll('y')
    .select(['s.name as stage_name', 's.limit_days', 'p.name as pipeline_name', 'n.name as next_name'])
    .where('y.workspace_id', '=', ctx.workspace.id)
    .where('y.opportunity_id', '=', opportunityId)
    .where('y.entered_at', '<=', moment)
    .orderBy('y.entered_at')
    .orderBy('y.id')
    .execute()
}
