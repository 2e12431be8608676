import type { Ctx } from '../context.ts'
import type { ChangeKind } from '../opportunities/model.ts'
import { priceAt } from '../rates/price-store.ts'
import type { Instant } from '../time.ts'
import type { ToldChange } from './bursts.ts'
import { type Happening, kindsOf } from './model.ts'

/** Changes that people made since a moment, oldest first, of one deal or of all; imports and bulk changes are no news deal by deal. */
export async function changesSince(
  ctx: Ctx,
  { since, opportunityId, after = 0 }: { since: Instant; opportunityId?: string; after?: number },
): Promise<ToldChange[]> {
  const rows = await ctx.db
    .selectFrom('opportunity_history as d')
    .leftJoin('opportunity_history as b', (join) =>
      join
        .onRef('b.workspace_id', '=', 'd.workspace_id')
        .onRef('b.opportunity_id', '=', 'd.opportunity_id')
        .on((b) => b('b.version', '=', b('d.version', '-', 1))),
    )
    .select(['d.opportunity_id', 'd.version', 'd.kind', 'd.actor_id', 'd.recorded_at', 'd.pipeline_id'])
    .select(['d.value', 'd.currency', 'd.owner_id', priceAt(ctx, null).as('price')])
    .select(['b.version as seen', 'b.value as old_value', 'b.currency as old_currency', 'b.owner_id as old_owner'])
    .where('d.workspace_id', '=', ctx.workspace.id)
    .where('d.recorded_at', '>=', since)
    .where('d.via', '!=', 'import')
    .where((d) => d.or([d('d.source_key', 'is', null), d('d.source_key', 'not like', 'bulk %')]))
    .where('d.version', '>', after)
    .$if(opportunityId !== undefined, (query) => query.where('d.opportunity_id', '=', opportunityId ?? ''))
    .orderBy('d.recorded_at')
    .orderBy('d.version')
    .execute()
  return rows.map((row) => {
    const { value, currency, owner_id: ownerId, price } = row
    const before =
      row.seen === null ? null : { value: row.old_value, currency: row.old_currency ?? '', ownerId: row.old_owner }
    return {
      opportunityId: row.opportunity_id,
      version: row.version,
      actorId: row.actor_id,
      recordedAt: row.recorded_at,
      pipelineId: row.pipeline_id,
      kinds: kindsOf(row.kind as ChangeKind, before, { value, currency, ownerId }),
      ...{ value, currency, ownerId, price, priceCurrency: ctx.workspace.currency },
    }
  })
}

/** The deals whose owners were asked about them since a moment, as they stand now. */
export async function askedSince(ctx: Ctx, since: Instant): Promise<Omit<Happening, 'kinds'>[]> {
  const rows = await ctx.db
    .selectFrom('stale_prompts as p')
    .innerJoin('opportunities as d', 'd.id', 'p.opportunity_id')
    .select(['d.pipeline_id', 'p.member_id', 'd.value', 'd.currency', priceAt(ctx, null).as('price')])
    .where('p.workspace_id', '=', ctx.workspace.id)
    .where('p.asked_at', '>=', since)
    .execute()
  return rows.map((row) => ({
    pipelineId: row.pipeline_id,
    ownerId: row.member_id,
    value: row.value,
    currency: row.currency,
    price: row.price,
    priceCurrency: ctx.workspace.currency,
  }))
}
