import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Database, Db } from '../../../src/core/db/open.ts'
import { describeEachEngine, openForTest } from '../../support/databases.ts'

const mark = (db: Db, n: number) => sql`insert into marks (n) values (${n})`.execute(db)

async function marks(db: Db): Promise<number[]> {
  const { rows } = await sql<{ n: number }>`select n from marks order by n`.execute(db)
  return rows.map(({ n }) => n)
}

async function withMarks(database: Database): Promise<Database> {
  await sql`create table marks (n integer primary key)`.execute(database.maintenance)
  return database
}

const range = (length: number) => Array.from({ length }, (_, n) => n)

describeEachEngine('a database', (engine) => {
  it('answers a ping', async () => {
    await (await engine.fresh()).ping()
  })

  it('is private to its test', async () => {
    const [one, other] = [await withMarks(await engine.fresh()), await withMarks(await engine.fresh())]
    await one.transaction((tx) => mark(tx, 1))
    expect(await marks(other.read)).toEqual([])
  })

  it('refuses to write outside of a transaction', async () => {
    const database = await withMarks(await engine.fresh())
    await expect(mark(database.read, 1)).rejects.toThrow(/readonly|read-only/)
    expect(await marks(database.read)).toEqual([])
  })

  it('hands the result of the work to the caller', async () => {
    const database = await withMarks(await engine.fresh())
    expect(await database.transaction(async (tx) => (await mark(tx, 7)).numAffectedRows)).toBe(1n)
  })

  it('keeps nothing of work that throws', async () => {
    const database = await withMarks(await engine.fresh())
    const failing = database.transaction(async (tx) => {
      await mark(tx, 1)
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await marks(database.read)).toEqual([])
  })

  it('has committed when a transaction is answered, for every other connection to see', async () => {
    const url = await engine.freshUrl()
    const [database, other] = [await withMarks(await openForTest(url)), await openForTest(url)]
    await Promise.all(
      range(50).map(async (n) => {
        await database.transaction((tx) => mark(tx, n))
        expect(await marks(other.read)).toContain(n)
      }),
    )
    expect(await marks(other.read)).toEqual(range(50))
  })

  it('keeps what was committed after it was closed and opened again', async () => {
    const url = await engine.freshUrl()
    const first = await withMarks(await openForTest(url))
    await Promise.all(range(50).map((n) => first.transaction((tx) => mark(tx, n))))
    expect(await marks((await openForTest(url)).read)).toEqual(range(50))
  })

  it('refuses a transaction inside a transaction instead of waiting for ever', async () => {
    const database = await withMarks(await engine.fresh())
    const nested = database.transaction(() => database.transaction((tx) => mark(tx, 1)))
    await expect(nested).rejects.toThrow('Already in a transaction: use the ctx that was handed to you.')
  })

  it('lets what a transaction started go on to a transaction of its own once the first is over', async () => {
    const database = await withMarks(await engine.fresh())
    let over = () => {}
    const end = new Promise<void>((resolve) => {
      over = resolve
    })
    const started = await database.transaction(async (tx) => {
      await mark(tx, 1)
      return { later: end.then(() => database.transaction((own) => mark(own, 2))) }
    })
    over()
    await started.later
    expect(await marks(database.read)).toEqual([1, 2])
  })

  it('refuses queries of a transaction that is over', async () => {
    const database = await withMarks(await engine.fresh())
    const leaked = await database.transaction(async (tx) => ({ tx }))
    await expect(mark(leaked.tx, 1)).rejects.toThrow(/over|already/)
  })
})
