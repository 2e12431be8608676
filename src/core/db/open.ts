import type { Log } from '../log.ts'
import type { Database } from './database.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'

export type { Database, Db } from './database.ts'

const EXAMPLES = 'Use sqlite:./data/dealwright.db or postgres://user:password@host:5432/name.'

/**
 * Opens the database that the address names: `sqlite:<file>` (made with its folder where missing) or `postgres://...`.
 * Throws a sentence when the address is wrong or the database cannot be reached. Does not migrate.
 */
export async function openDatabase(url: string, opts: { log: Log }): Promise<Database> {
  const scheme = url.split(':', 1)[0]
  if (scheme === 'sqlite') return openSqliteUrl(url, opts.log)
  if (scheme === 'postgres' || scheme === 'postgresql') return openPostgresUrl(url, opts.log)
  throw new Error(`The database address begins with neither sqlite: nor postgres://. ${EXAMPLES}`)
}

async function openSqliteUrl(url: string, log: Log): Promise<Database> {
  const file = url.slice('sqlite:'.length)
  if (file === '' || file === ':memory:') throw new Error(`The database address names no file. ${EXAMPLES}`)
  try {
    return await openSqlite(file, log)
  } catch (error) {
    throw new Error(`Could not open the database file ${file}: ${reason(error)}.`, { cause: error })
  }
}

async function openPostgresUrl(url: string, log: Log): Promise<Database> {
  if (!URL.canParse(url)) throw new Error(`The database address cannot be understood. ${EXAMPLES}`)
  const database = openPostgres(url, log)
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
