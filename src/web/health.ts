import type { Context } from 'hono'
import { outboxHealth, toInstant } from '../core/index.ts'
import type { WebEnv } from './env.ts'

/** GET /healthz: the process answers. */
export function alive(c: Context<WebEnv>): Response {
  return c.json({ status: 'ok' })
}

/** GET /readyz: the database answers too; how much waits in the outbox is told along. */
export async function ready(c: Context<WebEnv>): Promise<Response> {
  const { database, now, log } = c.var.deps
  try {
    await database.ping()
    return c.json({ status: 'ready', outbox: await outboxHealth(database, toInstant(now())) })
  } catch (error) {
    log.error({ err: error }, 'The database does not answer')
    return c.json({ status: 'unready', reason: 'The database does not answer.' }, 503)
  }
}
