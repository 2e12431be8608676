import type { Ctx, TxCtx } from '../context.ts'
import { fromFlag } from '../db/portable.ts'
import type { Stance } from '../follows/model.ts'
import type { BulkToldDeal } from './bulk-model.ts'

/** Takes the telling of a bulk change on, once. Of its undoing nobody hears who did not hear of the change. */
export async function claimTelling(tx: TxCtx, bulkId: string, undo: boolean): Promise<boolean> {
  const own = tx.db.updateTable('bulk_changes').where('workspace_id', '=', tx.workspace.id).where('id', '=', bulkId)
  const claimed = undo
    ? own.set({ undo_told_at: tx.now() }).whereRef('told_at', '<=', 'undo_started_at').where('undo_told_at', 'is', null)
    : own.set({ told_at: tx.now() }).where('told_at', 'is', null)
  return (await claimed.returning('id').execute()).length > 0
}

/** The deals that it changed and that are not taken back, or those that were, by number. */
export async function toldDeals(ctx: Ctx, bulkId: string, undo: boolean): Promise<BulkToldDeal[]> {
  const steps = undo ? 1 : 0
  return ctx.db
    .selectFrom('bulk_change_deals as i')
    .innerJoin('opportunities as o', 'o.id', 'i.opportunity_id')
    .innerJoin('opportunity_history as b', (on) =>
      on
        .onRef('b.workspace_id', '=', 'i.workspace_id')
        .onRef('b.opportunity_id', '=', 'i.opportunity_id')
        .on((row) => row('b.version', '=', row('i.made_version', '-', 1 - steps))),
    )
    .innerJoin('opportunity_history as a', (on) =>
      on
        .onRef('a.workspace_id', '=', 'i.workspace_id')
        .onRef('a.opportunity_id', '=', 'i.opportunity_id')
        .on((row) => row('a.version', '=', row('i.made_version', '+', steps))),
    )
    .leftJoin('members as m', 'm.id', 'a.actor_id')
    .select(['i.number', 'o.name', 'i.opportunity_id as opportunityId', 'a.actor_id as actorId'])
    .select(['b.owner_id as ownerBefore', 'a.owner_id as ownerAfter', 'm.name as actorName'])
    .where('i.workspace_id', '=', ctx.workspace.id)
    .where('i.bulk_change_id', '=', bulkId)
    .where('i.outcome', '=', 'done')
    .where((row) =>
      undo
        ? row('i.undo_outcome', '=', 'undone')
        : row.or([row('i.undo_outcome', 'is', null), row('i.undo_outcome', '<>', 'undone')]),
    )
    .orderBy('i.number')
    .execute()
}

/** Who has a stance on one of its deals: stances by deal, by listener. */
export async function stancesOnBulk(ctx: Ctx, bulkId: string): Promise<Map<string, Map<string, Stance>>> {
  const rows = await ctx.db
    .selectFrom('bulk_change_deals as i')
    .innerJoin('follows as f', 'f.opportunity_id', 'i.opportunity_id')
    .select(['f.opportunity_id', 'f.listener', 'f.muted'])
    .where('i.workspace_id', '=', ctx.workspace.id)
    .where('f.workspace_id', '=', ctx.workspace.id)
    .where('i.bulk_change_id', '=', bulkId)
    .execute()
  const stances = new Map<string, Map<string, Stance>>()
  for (const { opportunity_id, listener, muted } of rows) {
    const own = stances.get(listener) ?? new Map<string, Stance>()
    stances.set(listener, own.set(opportunity_id, fromFlag(muted) ? 'muted' : 'following'))
  }
  return stances
}
