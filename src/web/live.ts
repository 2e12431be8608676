import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { type Ctx, type Database, type Log, latestActivity, workspaceById } from '../core/index.ts'
import type { WebEnv } from './env.ts'
import { ctxIn } from './session.ts'

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
  return (c) => {
    const ctx = ctxIn(c)
    // A proxy that collects the answer before passing it on would make live pages late.
    c.header('X-Accel-Buffering', 'no')
    return streamSSE(c, async (stream) => {
      const stop = hub.listen(ctx.workspace.id, (revision) => void sendRevision(stream, ctx, revision))
      const ended = new Promise<void>((resolve) => stream.onAbort(resolve))
      const heart = setInterval(() => void stream.write(': still here\n\n'), HEARTBEAT_MS)
      try {
        await sendRevision(stream, ctx, (await workspaceById(ctx.database, ctx.workspace.id))?.revision ?? 0)
        await ended
      } finally {
        clearInterval(heart)
        stop()
      }
    })
  }
}

async function sendRevision(stream: SSEStreamingApi, ctx: Ctx, revision: number): Promise<void> {
  const last = await latestActivity(ctx)
  await stream.writeSSE({ event: 'revision', data: JSON.stringify({ revision, last, now: ctx.now() }) })
}
