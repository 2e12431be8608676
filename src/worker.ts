import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Database,
  type JobHandler,
  type JobOutcome,
  Lanes,
  type Log,
  takeDueJobs,
  toInstant,
} from './core/index.ts'

/** How long to wait before looking again when nothing announced itself: retries fall due without a change. */
const PAUSE_MS = 1_000
/** Between two looks at least: a burst of changes asks for one, not for hundreds. */
const REST_MS = 50
/** Jobs that are claimed and not finished: those that wait for their turn at Slack leave room for others. */
const MOST_UNDER_WAY = 100
const MOST_AT_ONCE = 20

export interface Worker {
  /** Resolves when the jobs under way are finished. */
  stop(): Promise<void>
}

/** Runs what the outbox holds: at once after a change, and whenever a retry falls due. */
export function startWorker(deps: {
  database: Database
  handlers: Readonly<Record<string, JobHandler>>
  now: () => Date
  log: Log
  /** Hears how each job ended. */
  counted?: (kind: string, outcome: JobOutcome) => void
}): Worker {
  const { database, handlers, log, counted = () => {} } = deps
  const lanes = new Lanes()
  const underWay = new Map<Promise<void>, number>()
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

  /** Begins with what is due, and does not wait for it: a lane that is slow holds up no other. */
  async function round(): Promise<number> {
    const busy = [...underWay.values()].reduce((sum, jobs) => sum + jobs, 0)
    const limit = Math.min(MOST_AT_ONCE, MOST_UNDER_WAY - busy)
    try {
      const options = { now: () => toInstant(deps.now()), log, handlers, lanes, limit, counted }
      const { taken, finished } = await takeDueJobs(database, options)
      if (taken > 0) watch(finished, taken)
      return taken === limit ? taken : 0
    } catch (error) {
      log.error({ err: error }, 'The outbox could not be worked on')
      return 0
    }
  }

  function watch(finished: Promise<void>, jobs: number): void {
    const ended = finished
      .catch((error: unknown) => log.error({ err: error }, 'Jobs of the outbox could not be finished'))
      .finally(() => {
        underWay.delete(ended)
        wake()
      })
    underWay.set(ended, jobs)
  }

  const finished = rounds()
  return {
    async stop() {
      stopping = true
      unsubscribe()
      wake()
      await finished
      await Promise.all(underWay.keys())
    },
  }
}
