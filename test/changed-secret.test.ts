import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createVault, migrateToLatest, openDatabase, saveInstallation } from '../src/core/index.ts'
import { quietLog } from './support/quiet-log.ts'
import { startServer, temporaryFolder } from './support/server.ts'
import { START } from './support/team.ts'

it('a changed DEALWRIGHT_SECRET is told at the start, which it does not keep from happening', async () => {
  const url = `sqlite:${join(temporaryFolder(), 'dealwright.db')}`
  const database = await openDatabase(url, { log: quietLog })
  await migrateToLatest(database, quietLog)
  const bot = { teamId: 'T1', teamName: 'Acme', botUserId: 'U1', scopes: 'commands', botToken: 'xoxb-former' }
  const grant = { ...bot, refreshToken: null, expiresInSeconds: null }
  const vault = createVault('the former secret of thirty-two bytes')
  await saveInstallation(database, vault, { grant, installedBy: null, timeZone: null, now: START })
  await database.close()

  const server = await startServer({
    DATABASE_URL: url,
    DEALWRIGHT_SECRET: 'the present secret of thirty-two bytes',
    SLACK_SIGNING_SECRET: 'signing',
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'client-secret',
    PUBLIC_URL: 'https://deals.example',
  })
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  expect(server.output()).toContain(
    'Stored Slack tokens were sealed with another DEALWRIGHT_SECRET. Put that one back and start again, or have these ' +
      'workspaces install again at https://deals.example/slack/install',
  )
  expect(server.output()).not.toMatch(/xoxb-|thirty-two|client-secret/)
})
