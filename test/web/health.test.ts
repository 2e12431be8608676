import { expect, it } from 'vitest'
import { openDatabase } from '../../src/core/db/open.ts'
import { type Database, endInstallation, enqueue, GiveUp, inTransaction, runDueJobs } from '../../src/core/index.ts'
import { buildWeb } from '../../src/web/index.ts'
import { describeEachEngine, openForTest } from '../support/databases.ts'
import { quietLog } from '../support/quiet-log.ts'
import { makeTeam, START } from '../support/team.ts'

function appOver(database: Database, now = () => new Date(START)) {
  const settings = { publicUrl: 'http://localhost:3000', sandbox: false, publicFolder: import.meta.dirname }
  return buildWeb({ database, settings, now, log: quietLog, mounts: {} })
}

describeEachEngine('health', (engine) => {
  it('is alive and ready over a migrated database', async () => {
    const app = appOver(await engine.fresh())
    expect(await (await app.request('/healthz')).text()).toBe('ok')
    const answer = await app.request('/readyz')

    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({
      ready: true,
      degraded: [],
      database: { ok: true },
      migrations: { ok: true, pending: [] },
      outbox: { ok: true, waiting: 0, oldestSeconds: 0, failed: 0 },
      slack: { ok: true, stopped: 0 },
    })
  })

  it('is not ready over a database that lacks migrations', async () => {
    const answer = await appOver(await openForTest(await engine.bareUrl())).request('/readyz')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ ready: false, database: { ok: true }, migrations: { ok: false } })
  })

  it('is alive but not ready when the database is away, and says nothing about it', async () => {
    const database = await openDatabase(await engine.freshUrl(), { log: quietLog })
    const app = appOver(database)
    await database.close()
    const answer = await app.request('/readyz')

    expect((await app.request('/healthz')).status).toBe(200)
    expect(answer.status).toBe(503)
    expect(await answer.json()).toEqual({ ready: false, database: { ok: false } })
  })

  it('tells of an outbox that nobody works on, and stays ready', async () => {
    const team = await makeTeam(await engine.fresh())
    await inTransaction(team.rep, (tx) => enqueue(tx, { kind: 'refresh-cards', key: 'k', payload: {} }))
    team.clock.advance({ hours: 1 })
    const answer = await appOver(team.database, () => new Date(team.clock.now())).request('/readyz')

    expect(await answer.json()).toMatchObject({
      ready: true,
      degraded: ['A message has been due for 3600 s: look whether a worker runs.'],
      outbox: { ok: false, waiting: 1, oldestSeconds: 3600 },
    })
  })

  it('spells out what was given up and which workspaces stand still, and stays ready', async () => {
    const team = await makeTeam(await engine.fresh())
    await inTransaction(team.rep, (tx) => enqueue(tx, { kind: 'post-card', key: 'k', payload: {} }))
    const gone = async () => {
      throw new GiveUp('The channel is gone.')
    }
    const run = { now: team.clock.now, log: quietLog }
    await runDueJobs(team.database, { ...run, handlers: { 'post-card': gone } })
    await endInstallation(team.system, { reason: 'token_revoked', advice: 'Install it again.', happenedAt: null })
    const answer = await appOver(team.database, () => new Date(team.clock.now())).request('/readyz')

    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      ready: true,
      degraded: [
        '1 message given up: see the settings, under Slack.',
        'Slack jobs of 1 workspace stand still: token_revoked.',
      ],
      outbox: { ok: false, failed: 1 },
      slack: { ok: false, stopped: 1 },
    })
  })
})
