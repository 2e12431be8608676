import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import { hashOf } from '../ids.ts'
import type { JobInput } from '../outbox/model.ts'
import { enqueue } from '../outbox/store.ts'
import { later } from '../time.ts'
import * as store from './store.ts'

const DAY = 24 * 60 * 60

export interface ReceivedEvent {
  /** Every name of what happened: the sender's id of the event, and what it is about. All are remembered for a day. */
  readonly names: readonly string[]
  /** What is to be done about it. */
  readonly job: JobInput
}

/**
 * Keeps what an event asks for, once: senders deliver again when an answer was slow, also under other ids. False when one
 * of its names was known. The names and the job are one transaction, so that what failed to be kept may come again.
 */
export function receiveOnce(ctx: Ctx, { names, job }: ReceivedEvent): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    let isFirst = true
    for (const eventId of names) {
      const isNew = await store.insert(tx.db, { workspaceKey: tx.workspace.id, eventId, receivedAt: tx.now() })
      isFirst &&= isNew
    }
    if (isFirst) await enqueue(tx, job)
    if (isTimeToSweep(names.join())) await store.removeBefore(tx.db, later(tx.now(), -DAY))
    return isFirst
  })
}

/** Whether this comes for the first time within so many seconds, a day at most; if so, the time runs from now. */
export function isNewSince(tx: TxCtx, name: string, { seconds }: { seconds: number }): Promise<boolean> {
  const event = { workspaceKey: tx.workspace.id, eventId: name, receivedAt: tx.now() }
  return store.insertOrRenew(tx.db, event, later(tx.now(), -seconds))
}

/** Once in about 256 events: looking through them all each time would cost more than they do. */
function isTimeToSweep(names: string): boolean {
  return hashOf(names).startsWith('00')
}
