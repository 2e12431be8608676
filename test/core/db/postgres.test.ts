import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Database, Db } from '../../../src/core/db/open.ts'
import { postgres } from '../../support/databases.ts'

async function accounts(): Promise<Database> {
  const database = await postgres.fresh()
  await sql`create table accounts (id integer primary key, amount integer not null)`.execute(database.maintenance)
  await sql`insert into accounts values (1, 0), (2, 0)`.execute(database.maintenance)
  return database
}

const add = (db: Db, id: number) => sql`update accounts set amount = amount + 1 where id = ${id}`.execute(db)

it('runs a transaction again that lost in a deadlock', async () => {
  const database = await accounts()
  let runs = 0
  const both = [
    [1, 2],
    [2, 1],
  ].map((ids) =>
    database.transaction(async (tx) => {
      runs += 1
      for (const id of ids) {
        await add(tx, id)
        await sql`select pg_sleep(0.2)`.execute(tx)
      }
    }),
  )
  await Promise.all(both)
  expect(runs).toBeGreaterThan(2)
  const { rows } = await sql`select amount from accounts`.execute(database.read)
  expect(rows).toEqual([{ amount: 2 }, { amount: 2 }])
})

it('gives up on a transaction that loses every time', async () => {
  const database = await accounts()
  let runs = 0
  const failing = database.transaction(async (tx) => {
    runs += 1
    await sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`.execute(tx)
  })
  await expect(failing).rejects.toThrow('again')
  expect(runs).toBe(4)
})

it('goes on after the server dropped its idle connections', async () => {
  const database = await accounts()
  await database.transaction((tx) => add(tx, 1))
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(database.maintenance)
  await expect.poll(() => database.transaction((tx) => add(tx, 1)).then(() => 'done', String)).toBe('done')
})
