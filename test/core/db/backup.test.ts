import { existsSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { backUpDatabase, createOpportunity, openDatabase, restoreDatabase } from '../../../src/core/index.ts'
import { engines, openForTest } from '../../support/databases.ts'
import { allDeals } from '../../support/deal-list.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { makeTeam } from '../../support/team.ts'

const sqlite = engines.find(({ name }) => name === 'sqlite') as (typeof engines)[number]

test('a backup of a running database can be restored once the program has stopped', async () => {
  const url = await sqlite.freshUrl()
  const [path, copy] = [url.replace('sqlite:', ''), `${url.replace('sqlite:', '')}.backup`]
  const database = await openDatabase(url, { log: quietLog })
  const team = await makeTeam(database)
  await createOpportunity(team.rep, { name: 'Before' })
  await backUpDatabase(url, copy)
  await createOpportunity(team.rep, { name: 'After' })

  await expect(restoreDatabase(url, copy)).rejects.toThrow('is in use. Stop Dealwright first, then restore again.')
  await database.close()
  expect(await restoreDatabase(url, copy)).toBe(`${path}.before-restore`)
  const restored = await openForTest(url)
  expect((await allDeals({ ...team.rep, database: restored, db: restored.read })).map(({ name }) => name)).toEqual([
    'Before',
  ])
  const kept = await openForTest(`${url}.before-restore`)
  expect(await allDeals({ ...team.rep, database: kept, db: kept.read })).toHaveLength(2)
})

test('a backup never overwrites a file', async () => {
  const url = await sqlite.freshUrl()
  const file = `${url.replace('sqlite:', '')}.taken`
  writeFileSync(file, 'mine')
  await expect(backUpDatabase(url, file)).rejects.toThrow('exists already')
})

test('a file that is no backup is refused, and the database stays', async () => {
  const url = await sqlite.freshUrl()
  const file = `${url.replace('sqlite:', '')}.odd`
  writeFileSync(file, 'not a database')
  await expect(restoreDatabase(url, file)).rejects.toThrow(
    'is not an intact backup of Dealwright. Nothing was changed.',
  )
  await expect(restoreDatabase(url, `${file}.missing`)).rejects.toThrow('There is no file')
  expect(existsSync(url.replace('sqlite:', ''))).toBe(true)
})

test('Postgres is left to its own tools', async () => {
  await expect(backUpDatabase('postgres://host/name', 'x')).rejects.toThrow('pg_dump')
  await expect(restoreDatabase('postgres://host/name', 'x')).rejects.toThrow('pg_restore')
})
