import type { CompiledQuery, Kysely } from 'kysely'
import type { ChangeFeed } from './changes.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>

export interface Database {
  readonly engine: 'sqlite' | 'postgres'
  /** For reads outside of transactions: connections that refuse to write. */
  readonly read: Db
  /** One connection that writes outside of transactions and knows no time limit: migrations and maintenance only. */
  readonly maintenance: Db
  readonly changes: ChangeFeed
  /**
   * Runs `work` in one transaction. When the promise resolves, the change is durable; when it rejects, nothing of it
   * is kept. Do only database work inside: on SQLite others wait for it, on Postgres it may run again after a deadlock.
   * Throws when called from inside `work`.
   */
  transaction<T>(work: (tx: Db) => Promise<T>): Promise<T>
  /**
   * Runs statements that need no answer as one transaction: durable when the promise resolves, nothing of it kept when it
   * rejects with what the first failing one throws. On SQLite all that wait at the same moment are one trip.
   */
  commit(statements: readonly CompiledQuery[]): Promise<void>
  /** After many rows came in: lets the engine count its tables, so that questions find the right index. Never throws. */
  countTables(): Promise<void>
  /** Throws when the database does not answer. */
  ping(): Promise<void>
  /** Waits for the transactions under way, then closes every connection. */
  close(): Promise<void>
}
