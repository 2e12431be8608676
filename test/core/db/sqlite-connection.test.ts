import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { CompiledQuery } from 'kysely'
import sqlite3 from 'sqlite3'
import { expect, inject, it, onTestFinished } from 'vitest'
import { connectSqlite, SqliteConnection } from '../../../src/core/db/sqlite-connection.ts'

const newFile = () => join(inject('sqliteFolder'), `${randomUUID()}.db`)

async function connected(): Promise<SqliteConnection> {
  const connection = await connectSqlite(newFile(), [])
  onTestFinished(() => connection.close())
  return connection
}

const ask = (connection: SqliteConnection, sql: string, ...parameters: unknown[]) =>
  connection.executeQuery<Record<string, unknown>>(CompiledQuery.raw(sql, parameters))

it('prepares a statement once and uses it again with other values', async () => {
  const connection = await connected()
  expect((await ask(connection, 'select ? as n', 1)).rows).toEqual([{ n: 1 }])
  expect((await ask(connection, 'select ? as n', 2)).rows).toEqual([{ n: 2 }])
  expect(connection.cachedStatements).toEqual(['select ? as n'])
})

it('lets go of the statement that was not used for longest', async () => {
  const handle = new sqlite3.Database(newFile())
  const connection = new SqliteConnection(handle, 2)
  await ask(connection, 'select 1')
  await ask(connection, 'select 2')
  await ask(connection, 'select 1')
  await ask(connection, 'select 3')
  expect(connection.cachedStatements).toEqual(['select 1', 'select 3'])
  expect((await ask(connection, 'select 2 as n')).rows).toEqual([{ n: 2 }])
  // Closing fails while a statement is left unfinalised: the evicted ones are.
  await connection.close()
})

it('does not keep a statement that cannot be prepared', async () => {
  const connection = await connected()
  await expect(ask(connection, 'selekt 1')).rejects.toThrow('syntax error')
  expect(connection.cachedStatements).toEqual([])
})

it('goes on using a statement after it failed and after the schema changed', async () => {
  const connection = await connected()
  await ask(connection, 'create table t (n integer primary key)')
  await ask(connection, 'insert into t (n) values (?)', 1)
  await expect(ask(connection, 'insert into t (n) values (?)', 1)).rejects.toThrow('UNIQUE')
  await ask(connection, "alter table t add column name text default 'x'")
  await ask(connection, 'insert into t (n) values (?)', 2)
  const { rows } = await ask(connection, 'select * from t where n = ?', 2)
  expect(rows).toEqual([{ n: 2, name: 'x' }])
})

it('counts changed rows, and gives the rows that a write returns', async () => {
  const connection = await connected()
  await ask(connection, 'create table t (n integer primary key)')
  expect(await ask(connection, 'insert into t (n) values (5), (6)')).toMatchObject({
    numAffectedRows: 2n,
    insertId: 6n,
  })
  expect((await ask(connection, 'delete from t returning n')).rows).toEqual([{ n: 5 }, { n: 6 }])
})

it('names the statement that failed, without its values', async () => {
  const connection = await connected()
  await ask(connection, 'create table t (n text primary key)')
  await ask(connection, 'insert into t values (?)', 'secret')
  const failure = await ask(connection, 'insert into t values (?)', 'secret').catch((error: Error) => error.stack)
  expect(failure).toContain('in insert into t values (?)')
  expect(failure).not.toContain('secret')
})

it.each([[undefined], [true], [1n], [new Date(0)], [Number.NaN], [{}]])('refuses %s as a parameter', async (value) => {
  await expect(ask(await connected(), 'select ?', value)).rejects.toThrow('cannot be a query parameter')
})

it('keeps whole numbers up to 2^53 exact', async () => {
  const connection = await connected()
  await ask(connection, 'create table t (n bigint)')
  await ask(connection, 'insert into t values (?), (?)', Number.MAX_SAFE_INTEGER, -(2 ** 40))
  expect((await ask(connection, 'select n, typeof(n) as type from t')).rows).toEqual([
    { n: Number.MAX_SAFE_INTEGER, type: 'integer' },
    { n: -(2 ** 40), type: 'integer' },
  ])
})
