import type { Log } from '../log.ts'
import type { Database } from './database.ts'
import { createNestingGuard, type NestingGuard, unguarded } from './nesting.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'

export type { Database, Db } from './database.ts'

const EXAMPLES = 'Use sqlite:./data/dealwright.db or postgres://user:password@host:5432/name.'

export interface OpenOptions {
  readonly log: Log
  readonly refuseNesting?: boolean
}

/**
 * Opens the database that the address names: `sqlite:<file>` (made with its folder where missing) or `postgres://...`.
 * Throws a sentence when the address is wrong or the database cannot be reached. Does not migrate.
 * `refuseNesting` finds a transaction begun inside another one; it costs speed, see `nesting.ts`.
 */
export async function openDatabase(url: string, { log, refuseNesting = false }: OpenOptions): Promise<Database> {
  const guard = refuseNesting ? createNestingGuard() : unguarded
  const scheme = url.split(':', 1)[0]
  if (scheme === 'sqlite') return openSqliteUrl(url, log, guard)
  if (scheme === 'postgres' || scheme === 'postgresql') return openPostgresUrl(url, log, guard)
  throw new Error(`The database address begins with neither sqlite: nor postgres://. ${EXAMPLES}`)
}

async function openSqliteUrl(url: string, log: Log, guard: NestingGuard): Promise<Database> {
  const file = url.slice('sqlite:'.length)
  if (file === '' || file === ':memory:') throw new Error(`The database address names no file. ${EXAMPLES}`)
  try {
    return await openSqlite(file, log, guard)
  } catch (error) {
    throw new Error(`Could not open the database file ${file}: ${reason(error)}.`, { cause: error })
  }
}

async function openPostgresUrl(url: string, log: Log, guard: NestingGuard): Promise<Database> {
  if (!URL.canParse(url)) throw new Error(`The database address cannot be understood. ${EXAMPLES}`)
  const database = openPostgres(url, log, guard)
  try {
    await database.ping()
    return database
  } catch (error) {
    await database.close()
    // Never the address itself: it holds the password.
    throw new Error(`Could not reach the database at ${new URL(url).host}: ${reason(error)}.`, { cause: error })
  }
}

function reason(error: unknown): string {
  // Node says why a connection failed on every address of a host in `errors`, with an empty message above.
  if (error instanceof AggregateError && error.errors.length > 0) return reason(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}
