import { expect, it } from 'vitest'
import { createOpportunity, createSignals, endInstallation } from '../../src/core/index.ts'
import { buildWeb } from '../../src/web/index.ts'
import { sqlite } from '../support/databases.ts'
import { quietLog } from '../support/quiet-log.ts'
import { makeTeam } from '../support/team.ts'

async function start() {
  const team = await makeTeam(await sqlite.fresh())
  const signals = createSignals()
  const app = buildWeb({
    database: team.database,
    settings: { publicUrl: 'http://localhost:3000', sandbox: false, publicFolder: import.meta.dirname },
    now: () => new Date(team.clock.now()),
    log: quietLog,
    signals,
    mounts: {},
  })
  const scrape = async () => (await app.request('/metrics')).text()
  return { team, app, scrape, signals }
}

it('counts requests by their route, never by what stands in it', async () => {
  const { app, scrape } = await start()
  await app.request('/api/v1/opportunities/42')
  await app.request('/healthz')
  await app.request('/no/such/page/Acme')
  const text = await scrape()

  expect(text).toContain('dealwright_http_request_seconds_count{method="GET",route="/healthz",status="200"} 1')
  expect(text).toMatch(/request_seconds_count\{method="GET",route="[^"]+",status="401"\} 1/)
  expect(text).toMatch(/request_seconds_count\{method="GET",route="[^"]+",status="404"\} 1/)
  expect(text).not.toMatch(/opportunities\/42|Acme/)
})

it('tells how the process, the database and the outbox are, and what changed since the first look', async () => {
  const { team, scrape } = await start()
  expect(await scrape()).toContain('dealwright_changes_total 0')
  await createOpportunity(team.rep, { name: 'Acme' })
  const text = await scrape()

  expect(text).toContain('dealwright_changes_total 1')
  expect(text).toContain('dealwright_database_up 1')
  expect(text).toContain('dealwright_outbox_waiting 0')
  expect(text).toContain('dealwright_outbox_failed 0')
  expect(text).toContain('process_resident_memory_bytes')
  expect(text).not.toContain('Acme')
})

it('still tells about the process when the database is away', async () => {
  const { team, scrape } = await start()
  await team.database.maintenance.schema.dropTable('outbox').execute()
  expect(await scrape()).toContain('dealwright_database_up 0')
})

it('tells of jobs by kind and outcome, of Slack’s errors by name, and of workspaces that stand still', async () => {
  const { team, scrape, signals } = await start()
  for (let i = 0; i < 2; i++) signals.jobs.count({ kind: 'post-card', outcome: 'done' })
  signals.jobs.count({ kind: 'post-card', outcome: 'given-up' })
  signals.slackErrors.count({ error: 'channel_not_found' })
  expect(await scrape()).toContain('dealwright_slack_paused_workspaces 0')
  await endInstallation(team.system, { reason: 'token_revoked', advice: 'Install it again.', happenedAt: null })
  const text = await scrape()

  expect(text).toContain('dealwright_jobs_total{kind="post-card",outcome="done"} 2')
  expect(text).toContain('dealwright_jobs_total{kind="post-card",outcome="given-up"} 1')
  expect(text).toContain('dealwright_slack_errors_total{error="channel_not_found"} 1')
  expect(text).toContain('dealwright_slack_paused_workspaces 1')
})
