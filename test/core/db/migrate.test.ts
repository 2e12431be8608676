import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { migrations } from '../../../migrations/index.ts'
import { migrateToLatest, pendingMigrations } from '../../../src/core/db/migrate.ts'
import type { Database } from '../../../src/core/db/open.ts'
import { describeEachEngine, openForTest } from '../../support/databases.ts'
import { quietLog } from '../../support/quiet-log.ts'

const tablesOf = async (database: Database) => (await database.read.introspection.getTables()).map(({ name }) => name)

it('lists the migrations in the order in which they run', () => {
  const names = Object.keys(migrations)
  expect(names).toEqual(names.toSorted())
})

describeEachEngine('migrating', (engine) => {
  it('brings an empty database up to this program', async () => {
    const database = await openForTest(await engine.bareUrl())
    expect(await pendingMigrations(database)).toEqual(Object.keys(migrations))
    await migrateToLatest(database, quietLog)
    expect(await pendingMigrations(database)).toEqual([])
    expect(await tablesOf(database)).toContain('opportunity_history')
  })

  it('changes nothing the second time', async () => {
    const database = await engine.fresh()
    const before = await tablesOf(database)
    await migrateToLatest(database, quietLog)
    expect(await tablesOf(database)).toEqual(before)
  })

  it('happens once when two processes start at the same moment', async () => {
    const url = await engine.bareUrl()
    const both = await Promise.all([openForTest(url), openForTest(url)])
    await Promise.all(both.map((database) => migrateToLatest(database, quietLog)))
    for (const database of both) expect(await pendingMigrations(database)).toEqual([])
  })

  it('leaves the database as it was when a migration fails, and says which', async () => {
    const database = await openForTest(await engine.bareUrl())
    await sql`create table opportunity_history (id integer)`.execute(database.maintenance)
    await expect(migrateToLatest(database, quietLog)).rejects.toThrow(
      /^The database was left as it was: migration 0001-foundation failed: .*already exists/,
    )
    expect(await tablesOf(database)).toEqual(['opportunity_history'])
  })

  it('refuses a database that a newer version made', async () => {
    const database = await engine.fresh()
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2999-01-01')`.execute(
      database.maintenance,
    )
    await expect(migrateToLatest(database, quietLog)).rejects.toThrow(
      'The database was made by a newer version of Dealwright (it has 9999-later). ' +
        'Start that version, or restore a backup made by this one.',
    )
  })
})
