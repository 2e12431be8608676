import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import type { WebEnv } from './env.ts'

/** Requests under way get so long to be answered when the server closes; live pages never end by themselves. */
const PATIENCE_MS = 2_000

export interface Listening {
  readonly port: number
  /** Takes no more requests, answers those under way and lets go of the port. */
  close(): Promise<void>
}

/** Serves the app. Throws a sentence when the port cannot be had. */
export function listen(app: Hono<WebEnv>, { host, port }: { host: string; port: number }): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch })
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(taken ? new Error(`Port ${port} is taken. Stop what listens there, or choose another PORT.`) : error)
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve({ port: typeof address === 'object' && address ? address.port : port, close: () => closed(server) })
    })
  })
}

function closed(server: ReturnType<typeof createAdaptorServer>): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), PATIENCE_MS)
    server.close(() => {
      clearTimeout(impatient)
      resolve()
    })
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  })
}
