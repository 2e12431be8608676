import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { type Ctx, type Database, type Log, latestActivity, workspaceById } from '../core/index.ts'
import type { WebEnv } from './env.ts'
import { ctxIn, knownMember, seesOwnOnly } from './session.ts'

const HEARTBEAT_MS = 20_000
/** Changes that come in one burst are told once. */
const BURST_MS = 120

/** Told about a workspace's new revision. */
type Listener = (revision: number) => void

/** Who waits for news of which workspace: one ear at the database for all the open pages together. */
export interface LiveHub {
  listen(workspaceId: string, listener: Listener): () => void
}

/** Hears the database once and passes news on, however many pages are open. */
export function createLiveHub(database: Database, log: Log): LiveHub {
  const rooms = new Map<string, Set<Listener>>()
  const told = new Map<string, number>()
  const due = new Set<string>()
  let stopHearing: (() => void) | null = null

  async function tell(workspaceId: string): Promise<void> {
    due.delete(workspaceId)
    const { revision = 0 } = (await workspaceById(database, workspaceId)) ?? {}
    if (revision <= (told.get(workspaceId) ?? 0)) return
    told.set(workspaceId, revision)
    for (const listener of rooms.get(workspaceId) ?? []) listener(revision)
  }

  function heard(changed: string | null): void {
    for (const workspaceId of rooms.keys()) {
      if ((changed !== null && changed !== workspaceId) || due.has(workspaceId)) continue
      due.add(workspaceId)
      const failed = (error: unknown) => log.warn({ err: error, workspaceId }, 'Pages were not told of a change')
      setTimeout(() => void tell(workspaceId).catch(failed), BURST_MS)
    }
  }

  return {
    listen(workspaceId, listener) {
      const room = rooms.get(workspaceId) ?? new Set()
      rooms.set(workspaceId, room.add(listener))
      stopHearing ??= database.changes.subscribe(heard)
      return () => {
        room.delete(listener)
        if (room.size === 0) rooms.delete(workspaceId)
        if (rooms.size > 0) return
        stopHearing?.()
        stopHearing = null
      }
    },
  }
}

/** GET /live: says at once which revision the workspace is at, then each new one, with who did what. */
export function live(hub: LiveHub): (c: Context<WebEnv>) => Response {
  const activityAt = rememberedActivity()
  return (c) => {
    const ctx = ctxIn(c)
    // A proxy that collects the answer before passing it on would make live pages late.
    c.header('X-Accel-Buffering', 'no')
    return streamSSE(c, async (stream) => {
      const trouble = (error: unknown): void => ctx.log.warn({ err: error }, 'A page was not told of a change')
      const tell = async (revision: number): Promise<void> => {
        const news = { revision, last: await activityAt(ctx, revision), now: ctx.now() }
        await stream.writeSSE({ event: 'revision', data: JSON.stringify(news) })
      }
      const stop = hub.listen(ctx.workspace.id, (revision) => void tell(revision).catch(trouble))
      const heart = setInterval(() => void beat(c, stream).catch(trouble), HEARTBEAT_MS)
      const ended = new Promise<void>((resolve) => stream.onAbort(resolve))
      try {
        await tell((await workspaceById(ctx.database, ctx.workspace.id))?.revision ?? 0)
        await ended
      } catch (error) {
        trouble(error)
      } finally {
        clearInterval(heart)
        stop()
      }
    })
  }
}

/** Keeps the connection open, unless its member signed out or was switched off meanwhile. */
async function beat(c: Context<WebEnv>, stream: SSEStreamingApi): Promise<void> {
  if (await knownMember(c)) await stream.writeSSE({ event: 'beat', data: '' })
  else stream.abort()
}

/** The latest activity as of a revision, asked of the database once for all who may see the same. */
function rememberedActivity(): (ctx: Ctx, revision: number) => ReturnType<typeof latestActivity> {
  const remembered = new Map<string, { revision: number; activity: ReturnType<typeof latestActivity> }>()
  return (ctx, revision) => {
    const { actor, workspace } = ctx
    const key = `${workspace.id} ${seesOwnOnly(ctx) ? actor.memberId : ''}`
    const known = remembered.get(key)
    if (known?.revision === revision) return known.activity
    const activity = latestActivity(ctx)
    remembered.set(key, { revision, activity })
    return activity
  }
}
