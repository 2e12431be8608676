import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Log } from '../log.ts'
import type { ChangeSource } from './changes.ts'

const CHANNEL = 'dealwright'
const CONNECT_MS = 10_000
const RECONNECT_MS = 1000
const RECONNECT_AT_MOST_MS = 60_000

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
      const ending = listening
      listening = undefined
      await ending?.stop()
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
  let failures = 0
  let connecting = connect(false)

  async function connect(again: boolean): Promise<void> {
    const made = new pg.Client({
      connectionString: url,
      application_name: 'dealwright changes',
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
    })
    client = made
    made.on('notification', ({ payload }) => heard(payload ?? ''))
    made.on('error', (error) => log.warn({ err: error }, 'Lost the connection that hears of changes'))
    made.on('end', connectLater)
    try {
      await made.connect()
      await made.query(`listen ${CHANNEL}`)
      failures = 0
      if (again) heard('')
    } catch (error) {
      failures += 1
      log.warn({ err: error }, 'Could not listen to changes of other processes')
      await made.end().catch(() => undefined)
      connectLater()
    }
  }

  function connectLater(): void {
    clearTimeout(retry)
    if (stopped) return
    // A server that speaks the protocol but knows no LISTEN is asked ever more seldom.
    const delay = Math.min(RECONNECT_MS * 2 ** failures, RECONNECT_AT_MOST_MS)
    retry = setTimeout(() => {
      connecting = connect(true)
    }, delay).unref()
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
