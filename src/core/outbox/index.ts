import type { Database } from '../db/open.ts'
import type { Instant } from '../time.ts'
import type { OutboxHealth } from './model.ts'
import { countJobs } from './store.ts'

export { Lanes } from './lanes.ts'
export { runDueJobs, takeDueJobs } from './runner.ts'
export { countStops, resumeWorkspace, stopOf, stoppedWorkspaces } from './stops.ts'
export { enqueue } from './store.ts'
export { checkSlack, listTroubledJobs, retryJob } from './troubled.ts'

/** Whether what must happen outside does happen: how much waits, for how long, and what was given up. */
export async function outboxHealth(database: Database, now: Instant): Promise<OutboxHealth> {
  const { waiting, oldestDue, failed, stopped } = await countJobs(database.read, now)
  const oldestSeconds = oldestDue === null ? 0 : Math.floor((Date.parse(now) - Date.parse(oldestDue)) / 1000)
  return { waiting, oldestSeconds, failed, stopped }
}
