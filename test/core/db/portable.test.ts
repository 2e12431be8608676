import { type Expression, sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Database } from '../../../src/core/db/open.ts'
import { contains, count, escapeLike, fromFlag, isUniqueViolation, sum, toFlag } from '../../../src/core/db/portable.ts'
import { describeEachEngine, type Engine } from '../../support/databases.ts'

const NAMES = ['Acme 100% cotton', 'ACME_east', 'acme\\west', 'Élan', '100 crates']
const name = sql.ref('name') as Expression<string>
const amount = sql.ref('amount') as Expression<number>

async function things(engine: Engine): Promise<Database> {
  const database = await engine.fresh()
  await sql`create table things (name text primary key, amount bigint)`.execute(database.maintenance)
  await database.transaction(async (tx) => {
    for (const [index, each] of NAMES.entries()) {
      await sql`insert into things (name, amount) values (${each}, ${index === 0 ? null : 2 ** 40})`.execute(tx)
    }
  })
  return database
}

async function found(database: Database, searched: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from things where ${contains(name, searched)}`.execute(
    database.read,
  )
  return rows.map((row) => row.name)
}

describeEachEngine('portable SQL', (engine) => {
  it('counts and sums to numbers, to 0 where there is nothing', async () => {
    const { read } = await things(engine)
    const all = await sql`select ${count()} as n, ${sum(amount)} as total from things`.execute(read)
    expect(all.rows).toEqual([{ n: 5, total: 4 * 2 ** 40 }])
    const none = await sql`select ${count()} as n, ${sum(amount)} as total from things where 1 = 0`.execute(read)
    expect(none.rows).toEqual([{ n: 0, total: 0 }])
  })

  it('finds what contains the words, whatever their case', async () => {
    const database = await things(engine)
    expect((await found(database, 'aCMe')).length).toBe(3)
    expect(await found(database, 'Élan')).toEqual(['Élan'])
    expect(await found(database, 'nowhere')).toEqual([])
  })

  it('takes %, _ and \\ in what is searched for themselves', async () => {
    const database = await things(engine)
    expect(await found(database, '100%')).toEqual(['Acme 100% cotton'])
    expect(await found(database, 'acme_')).toEqual(['ACME_east'])
    expect(await found(database, 'acme\\')).toEqual(['acme\\west'])
  })

  it('tells a row that exists already from other failures', async () => {
    const database = await things(engine)
    const failureOf = (statement: string) =>
      database.transaction((tx) => sql.raw(statement).execute(tx)).catch((error: unknown) => error)
    expect(isUniqueViolation(await failureOf("insert into things (name) values ('Élan')"))).toBe(true)
    expect(isUniqueViolation(await failureOf('insert into nowhere values (1)'))).toBe(false)
    expect(isUniqueViolation(undefined)).toBe(false)
  })
})

it('escapes the signs that LIKE reads as patterns', () => {
  expect(escapeLike('a%b_c\\d')).toBe('a\\%b\\_c\\\\d')
})

it('keeps booleans as 0 and 1', () => {
  expect([toFlag(true), toFlag(false)]).toEqual([1, 0])
  expect([fromFlag(1), fromFlag(0)]).toEqual([true, false])
})
