import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { sqlite } from '../../support/databases.ts'

it.each([
  ['journal_mode', 'wal'],
  ['synchronous', 2],
  ['foreign_keys', 1],
])('writes with %s = %s, so that what was answered survives a power cut', async (pragma, value) => {
  const database = await sqlite.fresh()
  const { rows } = await sql`pragma ${sql.raw(pragma)}`.execute(database.maintenance)
  expect(rows).toEqual([{ [pragma]: value }])
})

it('answers several reads at once while a transaction is under way', async () => {
  const database = await sqlite.fresh()
  await database.transaction(async () => {
    const reads = Array.from({ length: 20 }, (_, n) => sql<{ n: number }>`select ${n} as n`.execute(database.read))
    const answers = await Promise.all(reads)
    expect(answers.map(({ rows }) => rows[0]?.n)).toEqual(Array.from({ length: 20 }, (_, n) => n))
  })
})

it('tells readers of newly counted tables, and leaves them unable to write', async () => {
  const database = await sqlite.fresh()
  await sql`create table marks (n integer primary key)`.execute(database.maintenance)
  await database.countTables()
  for (let reader = 0; reader < 4; reader++) {
    const { rows } = await sql`pragma query_only`.execute(database.read)
    expect(rows).toEqual([{ query_only: 1 }])
  }
  await expect(sql`insert into marks (n) values (1)`.execute(database.read)).rejects.toThrow('readonly')
})
