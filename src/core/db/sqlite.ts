import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Kysely, sql } from 'kysely'
import type { Log } from '../log.ts'
import { createChangeFeed } from './changes.ts'
import type { Database } from './database.ts'
import type { NestingGuard } from './nesting.ts'
import { createSqliteChangeSource } from './sqlite-changes.ts'
import { connectSqlite, type SqliteConnection } from './sqlite-connection.ts'
import { NodeSqliteDialect } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'
import { scriptOf } from './together.ts'
import { createWriter } from './writer.ts'

const READERS = 3
/** How often SQLite looks whether tables have grown so much that it should count them again. */
const STATISTICS_MS = 10 * 60_000
/** Without figures about its tables SQLite takes the wrong index: a list of open deals took a hundred times as long. */
const OPTIMIZE = 'pragma optimize = 0x10002'
const COMMON = ['busy_timeout = 5000', 'temp_store = memory', 'cache_size = -16000', 'mmap_size = 268435456']
const WRITER = [
  ...COMMON,
  'journal_mode = wal',
  'synchronous = full',
  'foreign_keys = on',
  'journal_size_limit = 67108864',
]
const READER = [...COMMON, 'query_only = on']

/** Opens the file, made with its folder where missing: one connection that writes and a few that cannot. */
export async function openSqlite(path: string, log: Log, guard: NestingGuard): Promise<Database> {
  const file = resolve(path)
  await mkdir(dirname(file), { recursive: true })
  const writing = await connectSqlite(file, WRITER)
  await writing.run(OPTIMIZE)
  const reading = await Promise.all(Array.from({ length: READERS }, () => connectSqlite(file, READER)))

  const maintenance = new Kysely<Tables>({ dialect: new NodeSqliteDialect([writing]) })
  const read = new Kysely<Tables>({ dialect: new NodeSqliteDialect(reading) })
  const writer = createWriter(maintenance, { guard })
  const changes = createChangeFeed(createSqliteChangeSource(maintenance, log), log)

  async function countTables(): Promise<void> {
    try {
      await sql.raw(OPTIMIZE).execute(maintenance)
      for (const reader of reading) await readFigures(reader)
    } catch (error) {
      log.warn({ err: error }, 'SQLite could not count its tables')
    }
  }
  const statistics = setInterval(countTables, STATISTICS_MS).unref()

  return {
    engine: 'sqlite',
    read,
    maintenance,
    changes: changes.feed,
    transaction: writer.transaction,
    commit: async (statements) => writer.run(scriptOf(statements)),
    countTables,
    async ping() {
      await sql`select 1`.execute(read)
    },
    async close() {
      clearInterval(statistics)
      await changes.close()
      await writer.close()
      await sql.raw(OPTIMIZE).execute(maintenance)
      for (const kysely of [read, maintenance]) await kysely.destroy()
      for (const connection of [...reading, writing]) await connection.close()
    },
  }
}

/** A connection reads the figures when it opens, and when it is told to, which counts as writing. */
async function readFigures(reader: SqliteConnection): Promise<void> {
  try {
    await reader.run('pragma query_only = off; analyze sqlite_schema')
  } finally {
    await reader.run('pragma query_only = on')
  }
}
