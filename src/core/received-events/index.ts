import type { Database } from '../db/open.ts'
import { hashOf } from '../ids.ts'
import { type Instant, later } from '../time.ts'
import * as store from './store.ts'

const DAY = 24 * 60 * 60

/**
 * Whether this event comes for the first time: senders deliver again when an answer was slow. `workspaceKey` says whose it
 * is, such as the Slack team. Remembered for a day.
 */
export function firstDelivery(
  database: Database,
  { workspaceKey, eventId, now }: { workspaceKey: string; eventId: string; now: Instant },
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const isFirst = await store.insert(tx, { workspaceKey, eventId, receivedAt: now })
    if (isFirst && isTimeToSweep(eventId)) await store.removeBefore(tx, later(now, -DAY))
    return isFirst
  })
}

/** Once in about 256 events: looking through them all each time would cost more than they do. */
function isTimeToSweep(eventId: string): boolean {
  return hashOf(eventId).startsWith('00')
}
