import type { ControlledTransaction } from 'kysely'
import type { Db } from './database.ts'
import { type NestingGuard, unguarded } from './nesting.ts'
import type { SqliteConnection } from './sqlite-connection.ts'
import { StopGuard } from './stop-guard.ts'
import type { Tables } from './tables.ts'

const MAX_BATCH = 64

type Transaction = ControlledTransaction<Tables>

interface Job {
  /** The statements where they are known before the transaction begins. */
  readonly script?: string
  run(tx: Transaction): Promise<void>
  answer(): void
  refuse(error: unknown): void
}

export interface Writer {
  transaction<T>(work: (tx: Db) => Promise<T>): Promise<T>
  /** Runs statements in one transaction of their own. */
  run(script: string): Promise<void>
  /** Takes no more transactions and waits for those under way. */
  close(): Promise<void>
}

export interface WriterOptions {
  readonly guard?: NestingGuard
  readonly maxBatch?: number
}

/**
 * Group commit: transactions that wait at the same moment share one COMMIT and so one fsync. Each runs alone, in its
 * own savepoint, and is answered only after the COMMIT; one that fails takes nothing of the others with it. Scripts are
 * faster still: as many as wait are one script with its BEGIN and COMMIT, and are told apart only when it fails.
 */
export function createWriter(db: Db, { guard = unguarded, maxBatch = MAX_BATCH }: WriterOptions = {}): Writer {
  const waiting: Job[] = []
  let draining: Promise<void> | undefined
  let closed = false

  async function drain(): Promise<void> {
    // Lets those who arrive in the same turn of the event loop join the first batch.
    await new Promise(setImmediate)
    while (waiting.length > 0) await commitTogether(db, waiting.splice(0, Math.min(maxBatch, alike(waiting))))
    draining = undefined
  }

  function queue<T>(jobFor: (resolve: (result: T) => void, refuse: (error: unknown) => void) => Job): Promise<T> {
    guard.refuseInside()
    if (closed) throw new Error('The database is closed.')
    return new Promise<T>((resolve, reject) => {
      waiting.push(jobFor(resolve, reject))
      draining ??= drain()
    })
  }

  return {
    async transaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
      const inside = guard.bound((tx: Db) => guard.inside(() => work(tx)))
      return queue<T>((resolve, refuse) => jobOf(inside, resolve, refuse))
    },
    async run(text) {
      return queue<void>((answer, refuse) => ({ script: text, run: (tx) => script(tx, text), answer, refuse }))
    },
    async close() {
      closed = true
      await draining
    },
  }
}

function jobOf<T>(work: (tx: Db) => Promise<T>, resolve: (result: T) => void, refuse: (error: unknown) => void): Job {
  let result: T
  return {
    async run(tx) {
      const stop = new StopGuard()
      try {
        result = await work(tx.withPlugin(stop))
      } finally {
        stop.stop()
      }
    },
    answer: () => resolve(result),
    refuse,
  }
}

/** How many jobs at the beginning are of one kind: all scripts, or none of them. */
function alike(jobs: readonly Job[]): number {
  const isScript = jobs[0]?.script !== undefined
  const other = jobs.findIndex((job) => (job.script !== undefined) !== isScript)
  return other < 0 ? jobs.length : other
}

/** Never throws: every job hears of its own end. */
async function commitTogether(db: Db, jobs: readonly Job[]): Promise<void> {
  try {
    const done = (await inOneTrip(db, jobs)) ? jobs : await inOneTransaction(db, jobs)
    for (const job of done) job.answer()
  } catch (error) {
    const gaveUp = 'The database gave up the transactions under way; nothing of them was kept.'
    for (const job of jobs) job.refuse(new Error(gaveUp, { cause: error }))
  }
}

/** Whether the jobs are all scripts and were all committed by one; if not, nothing of them was kept. */
async function inOneTrip(db: Db, jobs: readonly Job[]): Promise<boolean> {
  const scripts = jobs.flatMap((job) => job.script ?? [])
  if (scripts.length < jobs.length) return false
  try {
    await script(db, ['begin immediate', ...scripts, 'commit'].join(';\n'))
    return true
  } catch {
    // Each is tried again by itself, and the one that failed hears why. Fails where nothing was begun.
    await script(db, 'rollback').catch(() => undefined)
    return false
  }
}

async function inOneTransaction(db: Db, jobs: readonly Job[]): Promise<Job[]> {
  const tx = await db.startTransaction().execute()
  try {
    const done: Job[] = []
    await script(tx, 'savepoint work')
    for (const job of jobs) {
      const kept = await attempt(tx, job)
      if (kept) done.push(job)
      if (kept && job !== jobs.at(-1)) await script(tx, 'release work; savepoint work')
    }
    await tx.commit().execute()
    return done
  } catch (error) {
    // Fails where SQLite rolled back by itself; the first error is the one to tell.
    await tx
      .rollback()
      .execute()
      .catch(() => undefined)
    throw error
  }
}

/** Runs one job in the open savepoint; false when it failed and was undone. */
async function attempt(tx: Transaction, job: Job): Promise<boolean> {
  try {
    await job.run(tx)
    return true
  } catch (error) {
    job.refuse(error)
    // Fails where SQLite undid everything by itself, as with a full disk: then the whole batch is lost.
    await script(tx, 'rollback to work')
    return false
  }
}

/** Several statements in one trip to SQLite's thread. */
function script(tx: Db, statements: string): Promise<void> {
  return tx.getExecutor().provideConnection((connection) => (connection as SqliteConnection).run(statements))
}
