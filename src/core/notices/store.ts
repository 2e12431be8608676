import type { Ctx, TxCtx } from '../context.ts'
import { newId } from '../ids.ts'

/** Up to which version the actor's changes of the deal were told; 0 for none. */
export async function toldVersion(ctx: Ctx, opportunityId: string, actorId: string | null): Promise<number> {
  const own = ctx.db.selectFrom('notice_marks').select('version').where('workspace_id', '=', ctx.workspace.id)
  const row = await own
    .where('opportunity_id', '=', opportunityId)
    .where('actor', '=', actorId ?? '')
    .executeTakeFirst()
  return row?.version ?? 0
}

/** Notes up to where they are told now. */
export async function markTold(
  tx: TxCtx,
  { opportunityId, actorId, version }: { opportunityId: string; actorId: string | null; version: number },
): Promise<void> {
  const mark = { opportunity_id: opportunityId, actor: actorId ?? '', version }
  await tx.db
    .insertInto('notice_marks')
    .values({ id: newId(), workspace_id: tx.workspace.id, ...mark })
    .onConflict((known) => known.columns(['workspace_id', 'opportunity_id', 'actor']).doUpdateSet({ version }))
    .execute()
}

/** The message under which a place's notices about a deal gather. */
export interface ThreadRoot {
  readonly channelId: string
  readonly messageTs: string
}

/** The root of the deal's notices in the place: the first notice, else the deal's oldest card there. */
export async function threadRoot(ctx: Ctx, opportunityId: string, place: string): Promise<ThreadRoot | null> {
  const { id } = ctx.workspace
  const roots = ctx.db.selectFrom('notice_threads').select(['channel_id', 'message_ts']).where('workspace_id', '=', id)
  const root = await roots.where('opportunity_id', '=', opportunityId).where('place', '=', place).executeTakeFirst()
  const cards = ctx.db.selectFrom('cards').select(['channel_id', 'message_ts']).where('workspace_id', '=', id)
  const found =
    root ??
    (await cards
      .where('opportunity_id', '=', opportunityId)
      .where('channel_id', '=', place)
      .orderBy('created_at')
      .executeTakeFirst())
  return found ? { channelId: found.channel_id, messageTs: found.message_ts } : null
}

/** Keeps where the deal's next notices in this place shall go. */
export async function keepRoot(tx: TxCtx, opportunityId: string, place: string, root: ThreadRoot): Promise<void> {
  const message = { channel_id: root.channelId, message_ts: root.messageTs }
  await tx.db
    .insertInto('notice_threads')
    .values({ id: newId(), workspace_id: tx.workspace.id, opportunity_id: opportunityId, place, ...message })
    .onConflict((known) => known.columns(['workspace_id', 'opportunity_id', 'place']).doUpdateSet(message))
    .execute()
}
