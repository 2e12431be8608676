import type { Context } from 'hono'
import { countStops, outboxHealth, pendingMigrations, toInstant } from '../core/index.ts'
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
  // Being behind is told, but no reason to send people away from the dashboard.
  const [{ stopped, ...outbox }, stops] = await Promise.all([
    outboxHealth(database, toInstant(now())),
    countStops(database.read),
  ])
  const late = outbox.oldestSeconds >= LATE_SECONDS
  const degraded = [
    ...(late ? [`A message has been due for ${outbox.oldestSeconds} s: look whether a worker runs.`] : []),
    ...(outbox.failed > 0 ? [`${count(outbox.failed, 'message')} given up: see the settings, under Slack.`] : []),
    ...stops.map(({ reason, workspaces }) => `Slack jobs of ${count(workspaces, 'workspace')} stand still: ${reason}.`),
  ]
  return {
    degraded,
    database: { ok: true },
    migrations: { ok: true, pending },
    outbox: { ok: !late && outbox.failed === 0, ...outbox },
    slack: { ok: stopped === 0, stopped },
  }
}

function count(howMany: number, what: string): string {
  return `${howMany} ${what}${howMany === 1 ? '' : 's'}`
}
