import type { Ctx, TxCtx } from '../context.ts'
import { fromFlag, toFlag } from '../db/portable.ts'
import { newId } from '../ids.ts'
import type { Listener, Stance } from './model.ts'

/** Who has a stance on the deal. */
export async function ofDeal(ctx: Ctx, opportunityId: string): Promise<Map<Listener, Stance>> {
  const own = ctx.db.selectFrom('follows').select(['listener', 'muted']).where('workspace_id', '=', ctx.workspace.id)
  const rows = await own.where('opportunity_id', '=', opportunityId).execute()
  return new Map(rows.map((row) => [row.listener, fromFlag(row.muted) ? 'muted' : 'following']))
}

/** Keeps the listener's stance in place of any other. */
export async function save(tx: TxCtx, opportunityId: string, listener: Listener, stance: Stance): Promise<void> {
  const muted = toFlag(stance === 'muted')
  await tx.db
    .insertInto('follows')
    .values({
      id: newId(),
      workspace_id: tx.workspace.id,
      opportunity_id: opportunityId,
      listener,
      muted,
      created_at: tx.now(),
    })
    .onConflict((known) => known.columns(['workspace_id', 'opportunity_id', 'listener']).doUpdateSet({ muted }))
    .execute()
}

/** Takes this stance away; another one stays. */
export async function remove(tx: TxCtx, opportunityId: string, listener: Listener, stance: Stance): Promise<void> {
  await tx.db
    .deleteFrom('follows')
    .where('workspace_id', '=', tx.workspace.id)
    .where('opportunity_id', '=', opportunityId)
    .where('listener', '=', listener)
    .where('muted', '=', toFlag(stance === 'muted'))
    .execute()
}
