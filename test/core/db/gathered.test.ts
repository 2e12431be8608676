import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { gathered } from '../../../src/core/db/gathered.ts'
import { sqlite } from '../../support/databases.ts'

/** A question for the square of a number, and the trips it took. */
function squares() {
  const trips: number[][] = []
  const square = gathered(
    (kind: string) => kind,
    async (db, kind, numbers: readonly number[]) => {
      trips.push([...numbers])
      if (kind === 'broken') throw new Error('The database is away.')
      const { rows } = await sql<{ n: number; square: number }>`
        select value as n, value * value as square from json_each(${JSON.stringify(numbers)}) where value < 100
      `.execute(db)
      return new Map(rows.map(({ n, square }) => [n, square]))
    },
  )
  return { square, trips }
}

it('asks once for what is asked at the same moment, and gives each its own answer', async () => {
  const { read } = await sqlite.fresh()
  const { square, trips } = squares()
  const answers = [3, 4, 3, 100].map((n) => square(read, 'plain', n))
  expect(await Promise.all(answers)).toEqual([9, 16, 9, undefined])
  expect(trips).toEqual([[3, 4, 100]])
})

it('gathers what comes while a trip is under way, and loses nobody who asks as it ends', async () => {
  const { read } = await sqlite.fresh()
  const { square, trips } = squares()
  const askAgain = async (n: number): Promise<number | undefined> =>
    square(read, 'plain', (await square(read, 'plain', n)) ?? 0)
  expect(await Promise.all([2, 3, 4].map(askAgain))).toEqual([16, 81, 256])
  expect(await askAgain(5)).toBe(625)
  expect(trips).toEqual([[2, 3, 4], [4, 9, 16], [5], [25]])
})

it('never mixes questions about different things', async () => {
  const { read } = await sqlite.fresh()
  const { square, trips } = squares()
  await Promise.all([square(read, 'one', 1), square(read, 'other', 2)])
  expect(trips).toEqual([[1], [2]])
})

it('tells everybody of a trip that failed, and goes on with the next', async () => {
  const { read } = await sqlite.fresh()
  const { square } = squares()
  const failing = [1, 2].map((n) => square(read, 'broken', n))
  for (const one of failing) await expect(one).rejects.toThrow('away')
  expect(await square(read, 'plain', 7)).toBe(49)
})

it('sees in a transaction what the transaction wrote', async () => {
  const database = await sqlite.fresh()
  await sql`create table marks (n integer primary key)`.execute(database.maintenance)
  const mark = gathered(
    () => 'marks',
    async (db, _: null, numbers: readonly number[]) => {
      const { rows } = await sql<{ n: number }>`select n from marks where n in (${sql.join(numbers)})`.execute(db)
      return new Map(rows.map(({ n }) => [n, n]))
    },
  )
  const seen = await database.transaction(async (tx) => {
    await sql`insert into marks (n) values (1)`.execute(tx)
    return { inside: await mark(tx, null, 1), outside: await mark(database.read, null, 1) }
  })
  expect(seen).toEqual({ inside: 1, outside: undefined })
})
