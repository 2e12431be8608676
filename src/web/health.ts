import type { Context } from 'hono'
import { outboxHealth, pendingMigrations, toInstant } from '../core/index.ts'
import type { WebDeps, WebEnv } from './env.ts'

/** How long a due job may wait before somebody should look at the worker. */
const LATE_SECONDS = 10 * 60

/** GET /healthz: the process answers. */
export function alive(c: Context<WebEnv>): Response {
  return c.text('ok')
}

/** GET /readyz: whether requests should be sent here, and how the database and the outbox are. */
export async function ready(c: Context<WebEnv>): Promise<Response> {
  const { log } = c.var.deps
  try {
    const checks = await examine(c.var.deps)
    return c.json({ ready: checks.migrations.ok, ...checks }, checks.migrations.ok ? 200 : 503)
  } catch (error) {
    log.error({ err: error }, 'The database does not answer')
    return c.json({ ready: false, database: { ok: false } }, 503)
  }
}

async function examine({ database, now }: WebDeps) {
  await database.ping()
  const pending = await pendingMigrations(database)
  if (pending.length > 0) return { database: { ok: true }, migrations: { ok: false, pending } }
  // A worker that is behind is told, but no reason to send people away from the dashboard.
  const outbox = await outboxHealth(database, toInstant(now()))
  const ok = outbox.oldestSeconds < LATE_SECONDS && outbox.failed === 0
  return { database: { ok: true }, migrations: { ok: true, pending }, outbox: { ok, ...outbox } }
}
