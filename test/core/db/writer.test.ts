import { AsyncLocalStorage } from 'node:async_hooks'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Database, Db } from '../../../src/core/db/open.ts'
import { createWriter } from '../../../src/core/db/writer.ts'
import { sqlite } from '../../support/databases.ts'

async function databaseWithMarks(): Promise<Database> {
  const database = await sqlite.fresh()
  await sql`create table marks (n integer primary key)`.execute(database.maintenance)
  return database
}

const mark = (db: Db, n: number) => sql`insert into marks (n) values (${n})`.execute(db)

async function marks(db: Db): Promise<number[]> {
  const { rows } = await sql<{ n: number }>`select n from marks order by n`.execute(db)
  return rows.map(({ n }) => n)
}

const statusesOf = async (promises: Promise<unknown>[]) =>
  (await Promise.allSettled(promises)).map(({ status }) => status)

it('answers nobody of a batch before the shared commit', async () => {
  const database = await databaseWithMarks()
  let answered = false
  const first = database
    .transaction((tx) => mark(tx, 1))
    .then(() => {
      answered = true
    })
  const seenBySecond = database.transaction(async (tx) => ({
    inside: await marks(tx),
    outside: await marks(database.read),
    answered,
  }))
  expect(await seenBySecond).toEqual({ inside: [1], outside: [], answered: false })
  await first
  expect(answered).toBe(true)
})

it('lets a failing transaction lose only its own work', async () => {
  const database = await databaseWithMarks()
  const results = [1, 2, 3].map((n) =>
    database.transaction(async (tx) => {
      await mark(tx, n)
      if (n === 2) throw new Error('not this one')
    }),
  )
  expect(await statusesOf(results)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await marks(database.read)).toEqual([1, 3])
})

it('lets a transaction that violates a constraint lose only its own work', async () => {
  const database = await databaseWithMarks()
  const results = [1, 1, 2].map((n) => database.transaction((tx) => mark(tx, n)))
  expect(await statusesOf(results)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await marks(database.read)).toEqual([1, 2])
})

it('never runs two transactions at the same time', async () => {
  const database = await databaseWithMarks()
  const steps: string[] = []
  const work = (name: string) => async (tx: Db) => {
    steps.push(`${name} begins`)
    await marks(tx)
    await new Promise(setImmediate)
    steps.push(`${name} ends`)
  }
  await Promise.all(['a', 'b', 'c'].map((name) => database.transaction(work(name))))
  expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
})

it('splits more transactions than fit into one batch', async () => {
  const database = await databaseWithMarks()
  const writer = createWriter(database.maintenance, { maxBatch: 2 })
  const outsideSeen = await Promise.all(
    [1, 2, 3, 4, 5].map((n) =>
      writer.transaction(async (tx) => {
        await mark(tx, n)
        return marks(database.read)
      }),
    ),
  )
  expect(outsideSeen).toEqual([[], [], [1, 2], [1, 2], [1, 2, 3, 4]])
})

it('rejects the whole batch when its commit fails, and goes on with the next', async () => {
  const database = await databaseWithMarks()
  await sql`create table promises (n integer references marks (n) deferrable initially deferred)`.execute(
    database.maintenance,
  )
  const results = [
    database.transaction((tx) => mark(tx, 1)),
    database.transaction((tx) => sql`insert into promises values (99)`.execute(tx)),
  ]
  expect(await statusesOf(results)).toEqual(['rejected', 'rejected'])
  await database.transaction((tx) => mark(tx, 2))
  expect(await marks(database.read)).toEqual([2])
})

it('rejects the whole batch when the database rolls back by itself, and goes on with the next', async () => {
  const database = await databaseWithMarks()
  const results = [
    database.transaction((tx) => mark(tx, 1)),
    database.transaction((tx) => sql`rollback`.execute(tx)),
    database.transaction((tx) => mark(tx, 3)),
  ]
  const reasons = (await Promise.allSettled(results)).map((result) => 'reason' in result && String(result.reason))
  const gaveUp = 'Error: The database gave up the transactions under way; nothing of them was kept.'
  expect(reasons).toEqual([gaveUp, gaveUp, gaveUp])
  await database.transaction((tx) => mark(tx, 4))
  expect(await marks(database.read)).toEqual([4])
})

it("runs each work in its own caller's async context", async () => {
  const database = await databaseWithMarks()
  const request = new AsyncLocalStorage<string>()
  const ask = (name: string) => request.run(name, () => database.transaction(async () => request.getStore()))
  expect(await Promise.all([ask('one'), ask('two')])).toEqual(['one', 'two'])
})

it('finishes what is under way before it closes, and takes nothing after', async () => {
  const database = await databaseWithMarks()
  const writer = createWriter(database.maintenance)
  const last = writer.transaction((tx) => mark(tx, 1))
  await writer.close()
  await last
  await expect(writer.transaction((tx) => mark(tx, 2))).rejects.toThrow('The database is closed.')
  expect(await marks(database.read)).toEqual([1])
})

it('commits scripts that wait together, and undoes only the one that fails', async () => {
  const database = await databaseWithMarks()
  const insert = (n: number) => [sql`insert into marks (n) values (${n})`.compile(database.read)]
  const results = [insert(1), [...insert(2), ...insert(1)], insert(3)].map((statements) => database.commit(statements))
  const [, failed] = await Promise.allSettled(results)
  expect(await statusesOf(results)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(String(failed?.status === 'rejected' && failed.reason)).toContain('UNIQUE constraint failed: marks.n')
  expect(await marks(database.read)).toEqual([1, 3])
})

it('keeps the order between scripts and other transactions', async () => {
  const database = await databaseWithMarks()
  const insert = (n: number) => database.commit([sql`insert into marks (n) values (${n})`.compile(database.read)])
  const first = insert(1)
  const seen = database.transaction((tx) => marks(tx))
  const last = insert(2)
  expect(await seen).toEqual([1])
  await Promise.all([first, last])
  expect(await marks(database.read)).toEqual([1, 2])
})
