import { setTimeout } from 'node:timers/promises'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { type DeedDeps, deeds } from './deeds.ts'
import { sandboxPage } from './page.tsx'
import { screenOf } from './screen.ts'
import type { Suggestions } from './suggestions.ts'
import { findPerson } from './team.ts'

const HEARTBEAT_MS = 20_000

export interface RouteDeps extends DeedDeps {
  suggestions: Suggestions
  closing: AbortSignal
}

/** The page a person can use, and the requests that it makes. Mounted at `/sandbox`. */
export function sandboxRoutes(deps: RouteDeps): Hono {
  const { workspace, closing } = deps
  const app = new Hono()
  app.use(async (c, next) => {
    // Only the page itself may act as a person, not a site that is open in another tab.
    const from = c.req.header('sec-fetch-site') ?? 'same-origin'
    if (c.req.method !== 'GET' && from !== 'same-origin') return c.text('Open the sandbox itself', 403)
    return next()
  })
  app.get('/', (c) => c.html(sandboxPage(workspace.team)))
  app.get('/screen', (c) => {
    const me = findPerson(workspace.team, c.req.query('as') ?? '')
    return c.json(screenOf(deps, me, c.req.query('in') ?? ''))
  })
  app.get('/files/:id', (c) => {
    const file = workspace.state.files[c.req.param('id')]
    if (!file) return c.notFound()
    const headers = { 'content-type': file.mimetype, 'content-security-policy': 'sandbox' }
    return c.body(Buffer.from(file.base64, 'base64'), 200, headers)
  })
  app.get('/live', (c) =>
    streamSSE(c, async (stream) => {
      const { id } = findPerson(workspace.team, c.req.query('as') ?? '')
      const stop = workspace.onChange((change) => {
        if (change.kind === 'trouble' && change.trouble.user === id)
          void stream.writeSSE({ event: 'trouble', data: change.trouble.message })
        else if (change.kind !== 'trouble') void stream.writeSSE({ event: 'changed', data: change.kind })
      })
      const left = new AbortController()
      stream.onAbort(() => left.abort())
      const over = AbortSignal.any([left.signal, closing])
      while (!over.aborted) {
        await stream.writeSSE({ event: 'beat', data: '' })
        await pause(HEARTBEAT_MS, over)
      }
      stop()
    }),
  )
  app.post('/:deed', async (c) => {
    const deed = deeds[c.req.param('deed')]
    if (!deed) return c.notFound()
    return c.json((await deed(deps, await c.req.json())) ?? {})
  })
  app.onError((error, c) => c.text(error.message, 400))
  return app
}

/** Waits, or less when it is over before. */
function pause(ms: number, over: AbortSignal): Promise<void> {
  return setTimeout(ms, undefined, { signal: over }).catch(() => {})
}
