import { constants } from 'node:fs'
import { access, copyFile, rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import sqlite3 from 'sqlite3'
import { conflict, invalid } from '../errors.ts'

const WAIT_MS = 5000

/**
 * Writes a consistent copy of the SQLite database to a new file, also while the program is running.
 * Throws a sentence when the file exists, and for Postgres, which has tools of its own.
 */
export async function backUpDatabase(url: string, file: string): Promise<void> {
  const database = sqliteFileOf(url, 'Back it up with: pg_dump --format=custom --file=FILE "$DATABASE_URL"')
  if (!(await exists(database)))
    throw invalid(`There is no database at ${database} yet, so there is nothing to back up.`)
  if (await exists(file)) throw conflict(`${file} exists already. Choose another name or remove it first.`)
  await withConnection(database, (run) => run('vacuum into ?', [resolve(file)]))
}

/**
 * Puts a backup in the place of the SQLite database; what was there is kept beside it, as the path it resolves to.
 * Throws a sentence when the backup is damaged or none of ours, or while the program is running.
 */
export async function restoreDatabase(url: string, file: string): Promise<string | null> {
  const database = sqliteFileOf(url, 'Restore it with: pg_restore --clean --dbname="$DATABASE_URL" FILE')
  await assertBackup(file)
  const incoming = `${database}.restoring`
  await copyFile(file, incoming)
  if (!(await exists(database))) {
    await rename(incoming, database)
    return null
  }
  await assertNobodyConnected(database)
  const before = `${database}.before-restore`
  await rename(database, before)
  await rename(incoming, database)
  return before
}

/** Only the one connection left can leave WAL mode; and then everything is in the one file that is moved. */
async function assertNobodyConnected(database: string): Promise<void> {
  try {
    await withConnection(database, (run) => run('pragma journal_mode = delete'))
  } catch {
    await rm(`${database}.restoring`, { force: true })
    throw conflict(`${database} is in use. Stop Dealwright first, then restore again.`)
  }
}

async function assertBackup(file: string): Promise<void> {
  if (!(await exists(file))) throw invalid(`There is no file ${file}.`)
  try {
    await withConnection(file, async (run) => {
      const [check] = await run('pragma integrity_check')
      await run('select count(*) from workspaces')
      if (check?.integrity_check !== 'ok') throw new Error('damaged')
    })
  } catch {
    throw invalid(`${file} is not an intact backup of Dealwright. Nothing was changed.`)
  }
}

function sqliteFileOf(url: string, otherwise: string): string {
  if (!url.startsWith('sqlite:')) throw invalid(`This database is a Postgres database. ${otherwise}`)
  return resolve(url.slice('sqlite:'.length))
}

async function exists(file: string): Promise<boolean> {
  return access(file, constants.F_OK).then(
    () => true,
    () => false,
  )
}

type Run = (sql: string, parameters?: unknown[]) => Promise<Record<string, unknown>[]>

/** A connection of its own: what it does takes no part in transactions and pools. */
async function withConnection(file: string, work: (run: Run) => Promise<unknown>): Promise<void> {
  const handle = await new Promise<sqlite3.Database>((done, fail) => {
    const opened = new sqlite3.Database(file, sqlite3.OPEN_READWRITE, (error) => (error ? fail(error) : done(opened)))
  })
  handle.configure('busyTimeout', WAIT_MS)
  const run: Run = (sql, parameters = []) =>
    new Promise((done, fail) => {
      handle.all<Record<string, unknown>>(sql, parameters, (error, rows) => (error ? fail(error) : done(rows)))
    })
  try {
    await work(run)
  } finally {
    await new Promise<void>((done, fail) => handle.close((error) => (error ? fail(error) : done())))
  }
}
