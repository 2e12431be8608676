import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, type Job, type Log, runDueJobs, toInstant } from './core/index.ts'

/** How long to wait before looking again when nothing announced itself: retries fall due without a change. */
const PAUSE_MS = 1_000
/** Between two looks at least: a burst of changes asks for one, not for hundreds. */
const REST_MS = 50

export interface Worker {
  /** Resolves when the jobs under way are finished. */
  stop(): Promise<void>
}

/** Runs what the outbox holds: at once after a change, and whenever a retry falls due. */
export function startWorker(deps: {
  database: Database
  handlers: Record<string, (job: Job) => Promise<void>>
  now: () => Date
  log: Log
}): Worker {
  const { database, handlers, log } = deps
  let stopping = false
  let wake = (): void => {}
  const unsubscribe = database.changes.subscribe(() => wake())

  async function rounds(): Promise<void> {
    while (!stopping) {
      // Begun before looking, so that a change during the round is not slept through.
      const pause = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, PAUSE_MS)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      const taken = await round()
      if (taken > 0) wake()
      await pause
      if (!stopping) await sleep(REST_MS)
    }
  }

  async function round(): Promise<number> {
    try {
      return await runDueJobs(database, { now: () => toInstant(deps.now()), log, handlers })
    } catch (error) {
      log.error({ err: error }, 'The outbox could not be worked on')
      return 0
    }
  }

  const finished = rounds()
  return {
    async stop() {
      stopping = true
      unsubscribe()
      wake()
      await finished
    },
  }
}
