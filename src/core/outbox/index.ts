import type { Database } from '../db/open.ts'
import type { Instant } from '../time.ts'
import type { OutboxHealth } from './model.ts'
import { countJobs } from './store.ts'

export { runDueJobs } from './runner.ts'
export { enqueue } from './store.ts'

/** Whether what must happen outside does happen: how much waits, for how long, and what was given up. */
export async function outboxHealth(database: Database, now: Instant): Promise<OutboxHealth> {
  const { waiting, oldestDue, failed } = await countJobs(database.read, now)
  const oldestSeconds = oldestDue === null ? 0 : Math.floor((Date.parse(now) - Date.parse(oldestDue)) / 1000)
  return { waiting, oldestSeconds, failed }
}
