import type { Database } from '../db/open.ts'
import type { Log } from '../log.ts'
import { type Instant, later } from '../time.ts'
import { Lanes } from './lanes.ts'
import { GiveUp, type Job, type JobHandler, type JobOutcome, nextTry, RetryLater, StopWorkspace } from './model.ts'
import { stopJobs } from './stops.ts'
import * as store from './store.ts'

const CLAIM_SECONDS = 60
const LIMIT = 20
const LONGEST_ERROR = 500

export interface RunOptions {
  readonly now: () => Instant
  readonly log: Log
  /** What does the jobs of each kind. Kinds that are not named are left to other workers. */
  readonly handlers: Readonly<Record<string, JobHandler>>
  /** Most jobs to take at once. */
  readonly limit?: number
  /** A worker's own, which it keeps through its rounds. */
  readonly lanes?: Lanes
  /** Hears how each job ended. */
  readonly counted?: (kind: string, outcome: JobOutcome) => void
}

/**
 * Runs what is due, at least once each: lanes side by side, the jobs of one lane one after the other. A failed job is
 * tried again after 1 s, 5 s, 30 s, 2 min, 10 min, then every hour for a day. Resolves to how many jobs were taken.
 */
export async function runDueJobs(database: Database, opts: RunOptions): Promise<number> {
  const { taken, finished } = await takeDueJobs(database, opts)
  await finished
  return taken
}

/** Takes what is due and begins with it. Resolves to how many jobs were taken, and when they will be finished. */
export async function takeDueJobs(
  database: Database,
  opts: RunOptions,
): Promise<{ taken: number; finished: Promise<void> }> {
  const nothing = { taken: 0, finished: Promise.resolve() }
  const { lanes = new Lanes(), limit = LIMIT } = opts
  const kinds = Object.keys(opts.handlers)
  const now = opts.now()
  const due = { kinds, stoppable: kinds.filter((kind) => waitsWhenStopped(opts.handlers[kind])), now }
  if (kinds.length === 0 || limit < 1 || !(await store.anyDue(database.read, due))) return nothing
  const until = later(now, CLAIM_SECONDS)
  const jobs = await database.transaction((tx) => store.claim(tx, { ...due, until, limit }))
  const byLane = new Map<string, Job[]>()
  for (const job of jobs) {
    const lane = laneOf(opts.handlers[job.kind], job)
    byLane.set(lane, [...(byLane.get(lane) ?? []), job])
  }
  const run = { ...opts, lanes }
  const ended = [...byLane].map(([lane, own]) => lanes.run(lane, () => runLane(database, run, lane, own)))
  return { taken: jobs.length, finished: Promise.all(ended).then(() => undefined) }
}

type Running = RunOptions & { readonly lanes: Lanes }

async function runLane(database: Database, opts: Running, lane: string, jobs: readonly Job[]): Promise<void> {
  for (const [i, job] of jobs.entries()) {
    // What could not be reached in time is taken again by whoever comes next.
    if (job.claimedUntil <= opts.now()) return
    const pausedUntil = opts.lanes.pausedUntil(lane, opts.now())
    const goesOn = pausedUntil === null && (await runJob(database, opts, lane, job))
    if (goesOn) continue
    const rest = jobs.slice(pausedUntil === null ? i + 1 : i)
    const waitUntil = pausedUntil ?? opts.lanes.pausedUntil(lane, opts.now()) ?? opts.now()
    await database.transaction((tx) => store.keepAll(tx, rest, waitUntil))
    return
  }
}

/** Resolves to whether the lane goes on. */
async function runJob(database: Database, opts: Running, lane: string, job: Job): Promise<boolean> {
  const count = (outcome: JobOutcome): void => opts.counted?.(job.kind, outcome)
  try {
    const handler = opts.handlers[job.kind]
    await (typeof handler === 'function' ? handler(job) : handler?.run(job))
  } catch (error) {
    if (error instanceof RetryLater) {
      const until = later(opts.now(), error.seconds)
      opts.lanes.pause(lane, until)
      await database.transaction((tx) => store.postpone(tx, job, { run_at: until }))
      count('waited')
      return false
    }
    if (error instanceof StopWorkspace) {
      await stopWorkspace(database, opts, job, error)
      count('stopped')
      return false
    }
    count(await noteFailure(database, opts, job, error))
    return true
  }
  await database.transaction((tx) => store.finish(tx, job))
  count('done')
  return true
}

async function stopWorkspace(
  database: Database,
  { now, log }: RunOptions,
  job: Job,
  why: StopWorkspace,
): Promise<void> {
  const { workspaceId } = job
  const { reason, advice } = why
  await database.transaction(async (tx) => {
    await stopJobs(tx, { workspaceId, reason, advice, since: now() })
    await store.postpone(tx, job, { run_at: now() })
  })
  log.error({ workspaceId, reason }, `Slack jobs of a workspace stand still. ${advice}`)
}

async function noteFailure(
  database: Database,
  { now, log }: RunOptions,
  job: Job,
  error: unknown,
): Promise<JobOutcome> {
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
  return next ? 'failed' : 'given-up'
}

function waitsWhenStopped(handler: JobHandler | undefined): boolean {
  return typeof handler === 'object' && handler.whenStopped !== true
}

function laneOf(handler: JobHandler | undefined, job: Job): string {
  const own = typeof handler === 'object' ? handler.lane?.(job) : undefined
  return `${job.workspaceId}/${own ?? job.kind}`
}
