import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Log } from '../log.ts'
import { createChangeFeed } from './changes.ts'
import type { Database, Db } from './database.ts'
import type { NestingGuard } from './nesting.ts'
import { postgresNumber } from './portable.ts'
import { createPostgresChangeSource } from './postgres-changes.ts'
import type { Tables } from './tables.ts'
import { executeTogether } from './together.ts'

const CONNECTIONS_TO_WRITE = 5
const CONNECTIONS_TO_READ = 5
const CONNECT_MS = 10_000
const STATEMENT_MS = 30_000
const IDLE_IN_TRANSACTION_MS = 60_000
const ATTEMPTS = 4
/** To compile a report's question takes longer than to answer it. Engines that only speak the protocol lack the setting. */
const WITHOUT_COMPILING = `select set_config('jit', 'off', false) from pg_settings where name = 'jit'`

/** Pools to the server behind the address. Connects at first use. */
export function openPostgres(url: string, log: Log, guard: NestingGuard): Database {
  const writing = pool(url, log, {
    max: CONNECTIONS_TO_WRITE,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  })
  const reading = pool(url, log, {
    max: CONNECTIONS_TO_READ,
    statement_timeout: STATEMENT_MS,
    onConnect: async (client) => {
      await client.query(`set default_transaction_read_only = on; ${WITHOUT_COMPILING}`)
    },
  })
  const maintaining = pool(url, log, { max: 1 })
  const [write, read, maintenance] = [kyselyOver(writing), kyselyOver(reading), kyselyOver(maintaining)]
  const changes = createChangeFeed(createPostgresChangeSource(url, writing, log), log)

  async function transaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
    guard.refuseInside()
    return withRetries(log, () => write.transaction().execute((tx) => guard.inside(() => work(tx))))
  }

  return {
    engine: 'postgres',
    read,
    maintenance,
    changes: changes.feed,
    transaction,
    commit: (statements) => transaction((tx) => executeTogether(tx, statements)),
    async countTables() {
      await sql`analyze`
        .execute(maintenance)
        .catch((error: unknown) => log.warn({ err: error }, 'Postgres could not count its tables'))
    },
    async ping() {
      await sql`select 1`.execute(read)
    },
    async close() {
      await changes.close()
      // Each waits for its clients that are out.
      await Promise.all([writing.end(), reading.end(), maintaining.end()])
    },
  }
}

function pool(url: string, log: Log, settings: pg.PoolConfig): pg.Pool {
  const made = new pg.Pool({
    connectionString: url,
    application_name: 'dealwright',
    connectionTimeoutMillis: CONNECT_MS,
    types: { getTypeParser: (oid, format) => postgresNumber(oid) ?? pg.types.getTypeParser(oid, format) },
    ...settings,
  })
  // Without a listener the loss of an idle connection would end the process; the pool replaces it by itself.
  made.on('error', (error) => log.warn({ err: error }, 'Lost an idle connection to the database'))
  return made
}

function kyselyOver(pool: pg.Pool): Db {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

/** Runs again what lost against another transaction (serialization failure, deadlock): nothing of it was kept. */
async function withRetries<T>(log: Log, run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (attempt === ATTEMPTS || !lostToAnother(error)) throw error
      log.debug({ err: error, attempt }, 'A transaction lost against another one and runs again')
      await sleep(attempt * 20 * Math.random())
    }
  }
}

function lostToAnother(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01')
}
