import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Log } from '../log.ts'
import type { ChangeSource } from './changes.ts'

const CHANNEL = 'dealwright'
const RECONNECT_MS = 1000

/** Commits of other processes by LISTEN/NOTIFY: one connection listens, telling goes through the pool. */
export function createPostgresChangeSource(url: string, pool: pg.Pool, log: Log): ChangeSource {
  // A connection hears itself too; what this process said it knows already.
  const self = randomUUID()
  const untold = new Set<string>()
  let telling = false
  let listening: Listening | undefined

  /** One notice at a time: what comes up meanwhile is told together, each workspace once. */
  async function tellAll(): Promise<void> {
    telling = true
    try {
      while (untold.size > 0) {
        const workspaces = [...untold]
        untold.clear()
        await pool.query('select pg_notify($1, $2 || w) from unnest($3::text[]) w', [CHANNEL, `${self} `, workspaces])
      }
    } catch (error) {
      log.warn({ err: error }, 'Could not tell other processes of a change')
    } finally {
      telling = false
    }
  }

  return {
    start(heard) {
      listening = listen(url, log, (payload) => {
        const [origin, workspaceId] = payload.split(' ')
        if (origin !== self) heard(workspaceId || null)
      })
    },
    async stop() {
      await listening?.stop()
      listening = undefined
    },
    tell(workspaceId) {
      untold.add(workspaceId)
      if (!telling) void tellAll()
    },
  }
}

interface Listening {
  stop(): Promise<void>
}

/** Listens until stopped, connecting again where the connection is lost; then says '' for what may have been missed. */
function listen(url: string, log: Log, heard: (payload: string) => void): Listening {
  let stopped = false
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  let connecting = connect(false)

  async function connect(again: boolean): Promise<void> {
    const made = new pg.Client({ connectionString: url, application_name: 'dealwright changes', keepAlive: true })
    client = made
    made.on('notification', ({ payload }) => heard(payload ?? ''))
    made.on('error', (error) => log.warn({ err: error }, 'Lost the connection that hears of changes'))
    made.on('end', connectLater)
    try {
      await made.connect()
      await made.query(`listen ${CHANNEL}`)
      if (again) heard('')
    } catch (error) {
      log.warn({ err: error }, 'Could not listen to changes of other processes')
      await made.end().catch(() => undefined)
      connectLater()
    }
  }

  function connectLater(): void {
    clearTimeout(retry)
    if (stopped) return
    retry = setTimeout(() => {
      connecting = connect(true)
    }, RECONNECT_MS).unref()
  }

  return {
    async stop() {
      stopped = true
      clearTimeout(retry)
      await connecting
      await client?.end().catch(() => undefined)
    },
  }
}
