import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { openDatabase } from '../../../src/core/db/open.ts'
import { openForTest } from '../../support/databases.ts'
import { quietLog } from '../../support/quiet-log.ts'

const open = (url: string) => openDatabase(url, { log: quietLog })

it('refuses an address of an unknown kind and shows the two it knows', async () => {
  await expect(open('mysql://localhost/deals')).rejects.toThrow(
    'The database address begins with neither sqlite: nor postgres://. ' +
      'Use sqlite:./data/dealwright.db or postgres://user:password@host:5432/name.',
  )
})

it('refuses an SQLite address without a file', async () => {
  await expect(open('sqlite:')).rejects.toThrow('names no file')
  await expect(open('sqlite::memory:')).rejects.toThrow('names no file')
})

it('makes the folder of an SQLite file', async () => {
  const file = join(inject('sqliteFolder'), 'a/new/folder/deals.db')
  await openForTest(`sqlite:${file}`)
  expect(existsSync(file)).toBe(true)
})

it('says which file is not a database', async () => {
  await expect(open(`sqlite:${import.meta.filename}`)).rejects.toThrow(/open\.test\.ts: .*not a database/)
})

it('says which server does not answer, without the password', async () => {
  const failure = open('postgres://ana:s3cret@127.0.0.1:1/deals')
  await expect(failure).rejects.toThrow('Could not reach the database at 127.0.0.1:1')
  await expect(failure).rejects.not.toThrow('s3cret')
})

it('refuses a Postgres address that is no URL', async () => {
  await expect(open('postgres://[')).rejects.toThrow('cannot be understood')
})
