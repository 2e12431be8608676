import type { Ctx, TxCtx } from '../context.ts'
import type { TargetRow } from '../db/tables.ts'
import { newId } from '../ids.ts'
import type { Term } from '../terms.ts'
import type { LocalDate } from '../time.ts'
import type { Target } from './model.ts'

/** Everything that was ever set in the workspace's currency for terms that begin in the days, the latest first. */
export async function all(ctx: Ctx, days: { from?: LocalDate; until?: LocalDate } = {}): Promise<Target[]> {
  const { from, until } = days
  const rows = await ctx.db
    .selectFrom('targets as t')
    .leftJoin('members as m', 'm.id', 't.member_id')
    .leftJoin('pipelines as p', 'p.id', 't.pipeline_id')
    .leftJoin('members as by', 'by.id', 't.set_by')
    .select(['t.id', 't.unit', 't.starts_on', 't.value', 't.set_at', 't.member_id', 't.pipeline_id'])
    .select(['m.name as owner_name', 'p.name as pipeline_name', 'by.name as set_by_name'])
    .where('t.workspace_id', '=', ctx.workspace.id)
    .where('t.currency', '=', ctx.workspace.currency)
    .$if(from !== undefined, (targets) => targets.where('t.starts_on', '>=', from as LocalDate))
    .$if(until !== undefined, (targets) => targets.where('t.starts_on', '<', until as LocalDate))
    .orderBy('t.set_at', 'desc')
    .orderBy('t.id', 'desc')
    .execute()
  return rows.map(targetOf)
}

/** Keeps what is wanted from now on; what was wanted before stays behind it. Resolves to its id. */
export async function insert(
  tx: TxCtx,
  term: Term,
  { ownerId, pipelineId, value }: { ownerId: string | null; pipelineId: string | null; value: number | null },
): Promise<string> {
  const { workspace, actor } = tx
  const id = newId()
  const of = { member_id: ownerId, pipeline_id: pipelineId, unit: term.unit, starts_on: term.startsOn }
  const set = { value, currency: workspace.currency, set_by: actor.memberId, set_at: tx.now() }
  await tx.db
    .insertInto('targets')
    .values({ id, workspace_id: workspace.id, ...of, ...set })
    .execute()
  return id
}

type Found = Pick<TargetRow, 'id' | 'unit' | 'starts_on' | 'value' | 'set_at' | 'member_id' | 'pipeline_id'> & {
  readonly owner_name: string | null
  readonly pipeline_name: string | null
  readonly set_by_name: string | null
}

function targetOf(row: Found): Target {
  return {
    id: row.id,
    owner: row.member_id === null ? null : { id: row.member_id, name: row.owner_name ?? '' },
    pipeline: row.pipeline_id === null ? null : { id: row.pipeline_id, name: row.pipeline_name ?? '' },
    unit: row.unit,
    startsOn: row.starts_on,
    value: row.value,
    setBy: row.set_by_name,
    setAt: row.set_at,
  }
}
