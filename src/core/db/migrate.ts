import { DEFAULT_MIGRATION_TABLE, Migrator, sql } from 'kysely'
import { migrations } from '../../../migrations/index.ts'
import type { Log } from '../log.ts'
import type { Database, Db } from './database.ts'

/** Brings the schema up to this program, all or nothing. Processes that start at once wait for the one that migrates. */
export async function migrateToLatest(database: Database, log: Log): Promise<void> {
  await refuseNewer(database)
  const { error, results = [] } = await migratorOf(database.maintenance).migrateToLatest()
  if (error) {
    const failed = results.find((result) => result.status === 'Error')?.migrationName
    const what = failed ? `migration ${failed} failed` : 'the migration failed'
    throw new Error(`The database was left as it was: ${what}: ${reason(error)}.`, { cause: error })
  }
  if (results.length > 0) await database.countTables()
  for (const { migrationName } of results) log.info({ migration: migrationName }, 'Migrated the database')
}

/** The names of the migrations that this program has and the database lacks. */
export async function pendingMigrations(database: Database): Promise<string[]> {
  const known = await migratorOf(database.read).getMigrations()
  return known.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name)
}

function migratorOf(db: Db): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => migrations } })
}

async function refuseNewer(database: Database): Promise<void> {
  const unknown = (await executedMigrations(database.read)).filter((name) => !(name in migrations))
  if (unknown.length === 0) return
  throw new Error(
    `The database was made by a newer version of Dealwright (it has ${unknown.join(', ')}). ` +
      'Start that version, or restore a backup made by this one.',
  )
}

async function executedMigrations(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return []
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db)
  return rows.map(({ name }) => name)
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
