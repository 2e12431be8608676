import type { Database } from '../db/open.ts'
import type { Log } from '../log.ts'
import { type Instant, later } from '../time.ts'
import { GiveUp, type Job, nextTry, RetryLater } from './model.ts'
import * as store from './store.ts'

const CLAIM_SECONDS = 60
const LIMIT = 20
const LONGEST_ERROR = 500

export interface RunOptions {
  readonly now: () => Instant
  readonly log: Log
  /** What does the jobs of each kind. Kinds that are not named are left to other workers. */
  readonly handlers: Readonly<Record<string, (job: Job) => Promise<void>>>
  /** Most jobs to take at once. */
  readonly limit?: number
}

/**
 * Runs what is due, at least once each: kinds side by side, the jobs of one kind one after the other. A failed job is
 * tried again after 1 s, 5 s, 30 s, 2 min, 10 min, then every hour for a day. Resolves to how many jobs were taken.
 */
export async function runDueJobs(database: Database, opts: RunOptions): Promise<number> {
  const kinds = Object.keys(opts.handlers)
  const now = opts.now()
  if (kinds.length === 0 || !(await store.anyDue(database.read, kinds, now))) return 0
  const until = later(now, CLAIM_SECONDS)
  const jobs = await database.transaction((tx) => store.claim(tx, { kinds, now, until, limit: opts.limit ?? LIMIT }))
  await Promise.all(
    kinds.map((kind) =>
      runLane(
        database,
        opts,
        jobs.filter((job) => job.kind === kind),
      ),
    ),
  )
  return jobs.length
}

async function runLane(database: Database, opts: RunOptions, jobs: readonly Job[]): Promise<void> {
  let pausedUntil: Instant | undefined
  for (const job of jobs) {
    // What could not be reached in time is taken again by whoever comes next.
    if (job.claimedUntil <= opts.now()) return
    if (pausedUntil) await keepFor(database, job, pausedUntil)
    else pausedUntil = await runJob(database, opts, job)
  }
}

/** Resolves to the moment until which the whole lane has to pause, if the handler asked for that. */
async function runJob(database: Database, opts: RunOptions, job: Job): Promise<Instant | undefined> {
  try {
    await opts.handlers[job.kind]?.(job)
  } catch (error) {
    if (error instanceof RetryLater) {
      const pausedUntil = later(opts.now(), error.seconds)
      await keepFor(database, job, pausedUntil)
      return pausedUntil
    }
    return noteFailure(database, opts, job, error)
  }
  await database.transaction((tx) => store.finish(tx, job))
}

async function noteFailure(database: Database, { now, log }: RunOptions, job: Job, error: unknown): Promise<undefined> {
  const next = error instanceof GiveUp ? null : nextTry(job.attempts, now())
  const outcome = {
    attempts: job.attempts + 1,
    last_error: (error instanceof Error ? error.message : String(error)).slice(0, LONGEST_ERROR),
    ...(next ? { run_at: next } : { failed_at: now() }),
  }
  await database.transaction((tx) => store.postpone(tx, job, outcome))
  const about = { err: error, jobId: job.id, kind: job.kind, attempts: outcome.attempts }
  if (next) log.warn({ ...about, next }, 'A job failed and will be tried again')
  else log.error(about, 'A job failed and was given up')
}

function keepFor(database: Database, job: Job, runAt: Instant): Promise<void> {
  return database.transaction((tx) => store.postpone(tx, job, { run_at: runAt }))
}
