import type { Context, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { createSignals, outboxHealth, toInstant } from '../core/index.ts'
import type { WebDeps } from './env.ts'

/** What Prometheus is told about this process. Counts only: no names, no amounts. */
export interface Metrics {
  /** Measures every request that passes. */
  readonly measure: MiddlewareHandler
  /** GET /metrics */
  show(c: Context): Promise<Response>
}

type MetricsDeps = Pick<WebDeps, 'database' | 'now' | 'log' | 'signals'>

/** Metrics of one app. What costs something while idle begins with the first time that somebody looks. */
export function createMetrics({ database, now, log, signals = createSignals() }: MetricsDeps): Metrics {
  const registry = new Registry()
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] })
  const requests = new Histogram({
    name: 'dealwright_http_request_seconds',
    help: 'How long requests took until their answer began, by route.',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  })
  const changes = new Counter({
    name: 'dealwright_changes_total',
    help: 'Changes that this process heard of, its own and those of others.',
    registers: [registry],
  })
  const up = gauge('dealwright_database_up', '1 when the database answers.')
  const waiting = gauge('dealwright_outbox_waiting', 'Jobs that must still happen outside.')
  const oldest = gauge('dealwright_outbox_oldest_seconds', 'How long the oldest due job has been waiting.')
  const failed = gauge('dealwright_outbox_failed', 'Jobs that were given up.')
  const stopped = gauge(
    'dealwright_slack_paused_workspaces',
    'Workspaces whose Slack jobs wait for a token that works.',
  )
  const jobs = new Counter({
    name: 'dealwright_jobs_total',
    help: 'Jobs of the outbox that this process worked on, by kind and how they ended.',
    labelNames: ['kind', 'outcome'],
    registers: [registry],
  })
  const slackErrors = new Counter({
    name: 'dealwright_slack_errors_total',
    help: 'Calls that Slack refused or did not answer, by the name of the error.',
    labelNames: ['error'],
    registers: [registry],
  })
  let watching = false

  function watch(): void {
    if (watching) return
    watching = true
    collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 })
    database.changes.subscribe(() => changes.inc())
  }

  async function askDatabase(): Promise<void> {
    try {
      const health = await outboxHealth(database, toInstant(now()))
      up.set(1)
      waiting.set(health.waiting)
      oldest.set(health.oldestSeconds)
      failed.set(health.failed)
      stopped.set(health.stopped)
    } catch (error) {
      // The rest is wanted most when the database is away.
      log.warn({ err: error }, 'The database does not answer')
      up.set(0)
    }
  }

  function repeatSignals(): void {
    jobs.reset()
    for (const { labels, times } of signals.jobs.all()) jobs.inc(labels, times)
    slackErrors.reset()
    for (const { labels, times } of signals.slackErrors.all()) slackErrors.inc(labels, times)
  }

  return {
    async measure(c, next) {
      const started = performance.now()
      await next()
      const labels = { method: c.req.method, route: routePath(c), status: String(c.res.status) }
      requests.observe(labels, (performance.now() - started) / 1000)
    },
    async show(c) {
      watch()
      await askDatabase()
      repeatSignals()
      return c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType })
    },
  }
}
