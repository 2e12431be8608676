import { describe, expect, it, onTestFinished } from 'vitest'
import { findOpportunities, onlyWorkspace, systemActor } from '../src/core/index.ts'
import { openSandbox } from '../src/sandbox/index.ts'
import { openForTest } from './support/databases.ts'
import { quietLog } from './support/quiet-log.ts'
import { startServer, temporaryFolder } from './support/server.ts'

const SIGNING_SECRET = 'a-signing-secret-of-thirty-two-b'

async function workspaceWithServer() {
  const slack = await openSandbox({
    signingSecret: SIGNING_SECRET,
    botToken: 'xoxb-durable',
    now: () => new Date(),
    log: quietLog,
    stateFile: null,
  })
  onTestFinished(() => slack.close())
  const database = `sqlite:${temporaryFolder()}/deals.db`
  const settings = {
    DATABASE_URL: database,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_BOT_TOKEN: 'xoxb-durable',
    SLACK_API_URL: slack.apiUrl,
    DEALWRIGHT_SECRET: 'x'.repeat(32),
  }
  const server = await startServer(settings)
  slack.connect((request) => fetch(new Request(`${server.url}/slack/events`, request)))
  return { slack, server, database, settings }
}

/** The names of the deals that the database holds, looked up one by one. */
async function missingFrom(databaseUrl: string, names: readonly string[]): Promise<string[]> {
  const database = await openForTest(databaseUrl)
  const workspace = await onlyWorkspace(database)
  if (!workspace) throw new Error('There is no workspace.')
  const now = () => new Date().toISOString()
  const ctx = { db: database.read, database, workspace, actor: systemActor('Test', 'automation'), now, log: quietLog }
  const found = await Promise.all(names.map((name) => findOpportunities(ctx, name)))
  return names.filter((_, i) => found[i]?.length !== 1)
}

describe('What Slack showed as done', () => {
  it('is there after the process was killed in the middle of its work', async () => {
    const { slack, server, database } = await workspaceWithServer()
    const ana = slack.as('Ana')
    await ana.command('/deal new Warmup 1k')
    const acknowledged: string[] = []
    let running = true
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let i = 0; running; i++) {
        const name = `Durable-${writer}-${i}-end`
        const seen = await ana.command(`/deal new ${name} 12k`).catch(() => null)
        if (running && seen && JSON.stringify(seen).includes(name)) acknowledged.push(name)
      }
    })
    while (acknowledged.length < 60) await new Promise((resolve) => setTimeout(resolve, 5))
    server.process.kill('SIGKILL')
    await server.ended
    running = false
    await Promise.allSettled(writers)
    expect(acknowledged.length).toBeGreaterThanOrEqual(60)
    expect(await missingFrom(database, acknowledged)).toEqual([])
  })

  it('is there after a clean stop, which answers what it accepted and exits with 0', async () => {
    const { slack, server, database, settings } = await workspaceWithServer()
    const ana = slack.as('Ana')
    const names = Array.from({ length: 20 }, (_, i) => `Parting-${i}-end`)
    const commands = names.map(async (name) => JSON.stringify(await ana.command(`/deal new ${name} 1k`)).includes(name))
    await new Promise((resolve) => setTimeout(resolve, 60))
    server.process.kill('SIGTERM')
    const answered = await Promise.all(commands)
    expect(await server.ended).toBe(0)
    expect(
      await missingFrom(
        database,
        names.filter((_, i) => answered[i]),
      ),
    ).toEqual([])
    const again = await startServer(settings)
    expect((await fetch(`${again.url}/readyz`)).status).toBe(200)
  })
})
