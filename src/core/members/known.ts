import type { Database, Db } from '../db/open.ts'
import type { Known } from './model.ts'
import * as store from './store.ts'

/** Who a session or token stands for; null when the member is switched off. */
export async function activeMember(db: Db, ids: { workspaceId: string; memberId: string }): Promise<Known | null> {
  const known = await store.knownById(db, ids)
  return known?.member.active ? known : null
}

/** Who a user of a Slack team is here, also one who is switched off; null before the first contact. */
export function knownSlackUser(database: Database, slack: { teamId: string; userId: string }): Promise<Known | null> {
  return store.knownBySlack(database.read, slack)
}
