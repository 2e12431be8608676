import type { Db } from '../db/open.ts'
import type { Instant } from '../time.ts'

/** Notes an event; false when it was noted before. */
export async function insert(
  tx: Db,
  event: { workspaceKey: string; eventId: string; receivedAt: Instant },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('received_events')
    .values({ workspace_key: event.workspaceKey, event_id: event.eventId, received_at: event.receivedAt })
    .onConflict((known) => known.columns(['workspace_key', 'event_id']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** The same, but what was noted at `before` or earlier counts as new. */
export async function insertOrRenew(
  tx: Db,
  event: { workspaceKey: string; eventId: string; receivedAt: Instant },
  before: Instant,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('received_events')
    .values({ workspace_key: event.workspaceKey, event_id: event.eventId, received_at: event.receivedAt })
    .onConflict((known) =>
      known
        .columns(['workspace_key', 'event_id'])
        .doUpdateSet({ received_at: event.receivedAt })
        .where('received_events.received_at', '<=', before),
    )
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Forgets the events of before. */
export async function removeBefore(tx: Db, instant: Instant): Promise<void> {
  await tx.deleteFrom('received_events').where('received_at', '<', instant).execute()
}
