import type { Ctx } from '../context.ts'
import type { ChangeKind } from '../opportunities/model.ts'
import type { Instant } from '../time.ts'
import type { ToldChange } from './bursts.ts'
import { type Happening, kindsOf } from './model.ts'

/** Changes that people made since a moment, oldest first, of one deal or of all; imports and bulk changes are no news deal by deal. */
export async function changesSince(
  ctx: Ctx,
  { since, opportunityId, after = 0 }: { since: Instant; opportunityId?: string; after?: number },
): Promise<ToldChange[]> {
  const rows = await ctx.db
    .selectFrom('opportunity_history as h')
    .leftJoin('opportunity_history as b', (join) =>
      join
        .onRef('b.workspace_id', '=', 'h.workspace_id')
        .onRef('b.opportunity_id', '=', 'h.opportunity_id')
        .on((b) => b('b.version', '=', b('h.version', '-', 1))),
    )
    .select(['h.opportunity_id', 'h.version', 'h.kind', 'h.actor_id', 'h.recorded_at', 'h.pipeline_id'])
    .select(['h.value', 'h.currency', 'h.owner_id'])
    .select(['b.version as seen', 'b.value as old_value', 'b.currency as old_currency', 'b.owner_id as old_owner'])
    .where('h.workspace_id', '=', ctx.workspace.id)
    .where('h.recorded_at', '>=', since)
    .where('h.via', '!=', 'import')
    .where((h) => h.or([h('h.source_key', 'is', null), h('h.source_key', 'not like', 'bulk %')]))
    .where('h.version', '>', after)
    .$if(opportunityId !== undefined, (query) => query.where('h.opportunity_id', '=', opportunityId ?? ''))
    .orderBy('h.recorded_at')
    .orderBy('h.version')
    .execute()
  return rows.map((row) => {
    const { value, currency, owner_id: ownerId } = row
    const before =
      row.seen === null ? null : { value: row.old_value, currency: row.old_currency ?? '', ownerId: row.old_owner }
    return {
      opportunityId: row.opportunity_id,
      version: row.version,
      actorId: row.actor_id,
      recordedAt: row.recorded_at,
      pipelineId: row.pipeline_id,
      kinds: kindsOf(row.kind as ChangeKind, before, { value, currency, ownerId }),
      ...{ value, currency, ownerId },
    }
  })
}

/** The deals whose owners were asked about them since a moment, as they stand now. */
export async function askedSince(ctx: Ctx, since: Instant): Promise<Omit<Happening, 'kinds'>[]> {
  const rows = await ctx.db
    .selectFrom('stale_prompts as p')
    .innerJoin('opportunities as o', 'o.id', 'p.opportunity_id')
    .select(['o.pipeline_id', 'p.member_id', 'o.value', 'o.currency'])
    .where('p.workspace_id', '=', ctx.workspace.id)
    .where('p.asked_at', '>=', since)
    .execute()
  return rows.map((row) => ({
    pipelineId: row.pipeline_id,
    ownerId: row.member_id,
    value: row.value,
    currency: row.currency,
  }))
}
