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
  let timer: NodeJS.Timeout | undefined
  let last: number | undefined
  let asking: Promise<void> = Promise.resolve()

  async function ask(heard: ChangeListener): Promise<void> {
    try {
      const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(writing)
      const version = rows[0]?.data_version
      const changed = last !== undefined && version !== last
      last = version
      if (changed && timer) heard(null)
    } catch (error) {
      log.warn({ err: error }, 'Could not ask the database for changes of other processes')
    }
  }

  return {
    start(heard) {
      asking = ask(heard)
      timer = setInterval(() => {
        // One question at a time, also when the writer is busy for longer than the interval.
        asking = asking.then(() => ask(heard))
      }, EVERY_MS).unref()
    },
    async stop() {
      clearInterval(timer)
      timer = undefined
      last = undefined
      await asking
    },
    tell() {
      // The file itself tells.
    },
  }
}
