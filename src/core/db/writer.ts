import type { ControlledTransaction } from 'kysely'
import type { Db } from './database.ts'
import { type NestingGuard, unguarded } from './nesting.ts'
import type { SqliteConnection } from './sqlite-connection.ts'
import { StopGuard } from './stop-guard.ts'
import type { Tables } from './tables.ts'

const MAX_BATCH = 64

type Transaction = ControlledTransaction<Tables>

interface Job {
  run(tx: Transaction): Promise<void>
  answer(): void
  refuse(error: unknown): void
}

export interface Writer {
  transaction<T>(work: (tx: Db) => Promise<T>): Promise<T>
  /** Takes no more transactions and waits for those under way. */
  close(): Promise<void>
}

export interface WriterOptions {
  readonly guard?: NestingGuard
  readonly maxBatch?: number
}

/**
 * Group commit: transactions that wait at the same moment share one COMMIT and so one fsync. Each runs alone, in its
 * own savepoint, and is answered only after the COMMIT; one that fails takes nothing of the others with it.
 */
export function createWriter(db: Db, { guard = unguarded, maxBatch = MAX_BATCH }: WriterOptions = {}): Writer {
  const waiting: Job[] = []
  let draining: Promise<void> | undefined
  let closed = false

  async function drain(): Promise<void> {
    // Lets those who arrive in the same turn of the event loop join the first batch.
    await new Promise(setImmediate)
    while (waiting.length > 0) await commitTogether(db, waiting.splice(0, maxBatch))
    draining = undefined
  }

  return {
    async transaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
      guard.refuseInside()
      if (closed) throw new Error('The database is closed.')
      return new Promise<T>((resolve, reject) => {
        const inside = guard.bound((tx: Db) => guard.inside(() => work(tx)))
        waiting.push(jobOf(inside, resolve, reject))
        draining ??= drain()
      })
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

/** Never throws: every job hears of its own end. */
async function commitTogether(db: Db, jobs: readonly Job[]): Promise<void> {
  try {
    const done = await inOneTransaction(db, jobs)
    for (const job of done) job.answer()
  } catch (error) {
    const gaveUp = 'The database gave up the transactions under way; nothing of them was kept.'
    for (const job of jobs) job.refuse(new Error(gaveUp, { cause: error }))
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
function script(tx: Transaction, statements: string): Promise<void> {
  return tx.getExecutor().provideConnection((connection) => (connection as SqliteConnection).run(statements))
}
