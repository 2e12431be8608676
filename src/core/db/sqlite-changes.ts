import { sql } from 'kysely'
import type { Log } from '../log.ts'
import type { ChangeListener, ChangeSource } from './changes.ts'
import type { Db } from './database.ts'

const EVERY_MS = 1000

/**
 * Notices commits of other processes by `data_version`. It is asked on the writing connection, where it stands still
 * for that connection's own commits: those were announced already.
 */
export function createSqliteChangeSource(writing: Db, log: Log): ChangeSource {
  let polling: Polling | undefined
  return {
    start(heard) {
      polling = poll(writing, log, heard)
    },
    async stop() {
      const ending = polling
      polling = undefined
      await ending?.stop()
    },
    tell() {
      // The file itself tells.
    },
  }
}

interface Polling {
  stop(): Promise<void>
}

function poll(writing: Db, log: Log, heard: ChangeListener): Polling {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let last: number | undefined
  let asking = ask()

  async function ask(): Promise<void> {
    try {
      const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(writing)
      const version = rows[0]?.data_version
      if (last !== undefined && version !== last && !stopped) heard(null)
      last = version
    } catch (error) {
      log.warn({ err: error }, 'Could not ask the database for changes of other processes')
    }
    if (!stopped) askLater()
  }

  function askLater(): void {
    timer = setTimeout(() => {
      asking = ask()
    }, EVERY_MS).unref()
  }

  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await asking
    },
  }
}
