import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrateToLatest } from '../../src/core/db/migrate.ts'
import { openDatabase } from '../../src/core/db/open.ts'
import { quietLog } from './quiet-log.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where every SQLite file of this run lies; `template.db` is migrated and empty. */
    sqliteFolder: string
  }
}

/** Migrates one SQLite file per run: each test copies it. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'dealwright-sqlite-'))
  const database = await openDatabase(`sqlite:${join(folder, 'template.db')}`, { log: quietLog })
  await migrateToLatest(database, quietLog)
  await database.close()
  provide('sqliteFolder', folder)
  return () => rm(folder, { recursive: true, force: true })
}
