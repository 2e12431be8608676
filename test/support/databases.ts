import { randomUUID } from 'node:crypto'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, inject, onTestFinished, TestRunner } from 'vitest'
import { type Database, openDatabase } from '../../src/core/db/open.ts'
import { quietLog } from './quiet-log.ts'

export interface Engine {
  readonly name: Database['engine']
  /** A migrated, empty database of its own, open: closed after the test, or after the file when asked in `beforeAll`. */
  fresh(): Promise<Database>
  /** The address of a migrated, empty database of its own. */
  freshUrl(): Promise<string>
  /** The address of a database of its own without any table. */
  bareUrl(): Promise<string>
}

export const sqlite = engineOf('sqlite', {
  async freshUrl() {
    const file = sqliteFile()
    await copyFile(join(inject('sqliteFolder'), 'template.db'), file)
    return `sqlite:${file}`
  },
  bareUrl: async () => `sqlite:${sqliteFile()}`,
})

export const postgres = engineOf('postgres', {
  freshUrl: () => createPostgres('template'),
  bareUrl: () => createPostgres('template0'),
})

/** The engines that core has to behave the same on. */
export const engines: readonly Engine[] = [sqlite, postgres]

/** Runs the same tests once per engine. */
export function describeEachEngine(title: string, tests: (engine: Engine) => void): void {
  for (const engine of engines) describe(`${title} (${engine.name})`, () => tests(engine))
}

/** Opens a database that is closed after the test, or after the file when opened in `beforeAll`. */
export async function openForTest(url: string): Promise<Database> {
  const database = await openDatabase(url, { log: quietLog, refuseNesting: true })
  if (TestRunner.getCurrentTest()) onTestFinished(() => database.close())
  else openedForFile.push(database)
  return database
}

const openedForFile: Database[] = []

afterAll(async () => {
  for (const database of openedForFile.splice(0)) await database.close()
})

function engineOf(name: Engine['name'], urls: Pick<Engine, 'freshUrl' | 'bareUrl'>): Engine {
  return { name, ...urls, fresh: async () => openForTest(await urls.freshUrl()) }
}

function sqliteFile(): string {
  return join(inject('sqliteFolder'), `${randomUUID()}.db`)
}

async function createPostgres(template: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const client = new pg.Client({ connectionString: `${inject('postgresServer')}/postgres` })
  await client.connect()
  try {
    await client.query(`create database ${name} template ${template} strategy file_copy`)
  } finally {
    await client.end()
  }
  return `${inject('postgresServer')}/${name}`
}
