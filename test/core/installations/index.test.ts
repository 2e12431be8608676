import { expect, test } from 'vitest'
import {
  beginInstallation,
  botTokenOf,
  countStoredTokens,
  createVault,
  endInstallation,
  type Grant,
  installationOf,
  lastTrouble,
  rotateToken,
  saveInstallation,
  spendInstallState,
  stopOf,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam, START } from '../../support/team.ts'

const vault = createVault('a secret of thirty-two bytes or more')
const HOUR = 3600

const grant = (given: Partial<Grant> = {}): Grant => ({
  teamId: 'T1',
  teamName: 'Acme',
  botUserId: 'UBOT',
  scopes: 'commands,chat:write',
  botToken: 'xoxb-first',
  refreshToken: null,
  expiresInSeconds: null,
  ...given,
})

const removed = { reason: 'app_uninstalled', advice: 'Install it again.' }

describeEachEngine('an installation', (engine) => {
  async function installed(given: Partial<Grant> = {}) {
    const team = await makeTeam(await engine.fresh())
    const { database, clock } = team
    const install = (more: Partial<Grant> = {}) =>
      saveInstallation(database, vault, {
        grant: grant({ ...given, ...more }),
        installedBy: 'U4',
        timeZone: 'Europe/Berlin',
        now: clock.now(),
      })
    await install()
    const jobs = async () => (await database.read.selectFrom('outbox').selectAll().orderBy('kind').execute()) ?? []
    const token = () => botTokenOf(database, vault, team.workspace.id)
    return { ...team, install, jobs, token }
  }

  test('keeps its token sealed, and gives it to nobody but the bot', async () => {
    const { admin, token, database } = await installed()
    expect(await token()).toEqual({ token: 'xoxb-first', expiresAt: null })
    expect(JSON.stringify(await database.read.selectFrom('installations').selectAll().execute())).not.toContain('xoxb')
    const told = await installationOf(admin)
    expect(told).toMatchObject({ teamId: 'T1', scopes: ['commands', 'chat:write'], installedBy: 'U4' })
    expect(JSON.stringify(told)).not.toMatch(/xoxb|v1\./)
  })

  test('makes the workspace of a team that nobody has used yet, in the zone of whoever installs', async () => {
    const database = await engine.fresh()
    const workspace = await saveInstallation(database, vault, {
      grant: grant({ teamId: 'T9', teamName: 'Initech' }),
      installedBy: null,
      timeZone: 'Europe/Paris',
      now: START,
    })
    expect(workspace).toMatchObject({ name: 'Initech', slackTeamId: 'T9', timeZone: 'Europe/Paris' })
    expect(await database.read.selectFrom('outbox').selectAll().execute()).toEqual([])
  })

  test('greets whoever installs once, however often they do', async () => {
    const { install, jobs, database } = await installed()
    expect((await jobs()).map(({ kind, payload }) => [kind, payload])).toEqual([
      ['greet-installer', '{"slackUserId":"U4"}'],
    ])
    await database.maintenance.deleteFrom('outbox').execute()
    await install()
    expect(await jobs()).toEqual([])
  })

  test('ends with its tokens deleted and its jobs standing still, and takes up again with the next', async () => {
    const { admin, install, token, clock } = await installed()
    clock.advance({ hours: 1 })
    expect(await endInstallation(admin, { ...removed, happenedAt: clock.now() })).toBe(true)
    expect(await token()).toBeNull()
    expect(await stopOf(admin)).toEqual({ ...removed, since: clock.now() })
    expect(await lastTrouble(admin)).toMatchObject({ name: 'app_uninstalled', sentence: 'Install it again.' })
    expect(await installationOf(admin)).toMatchObject({ uninstalledAt: clock.now() })
    await install({ botToken: 'xoxb-second' })
    expect(await stopOf(admin)).toBeNull()
    expect(await token()).toEqual({ token: 'xoxb-second', expiresAt: null })
    expect(await installationOf(admin)).toMatchObject({ uninstalledAt: null })
  })

  test('that came after the news of its end stays', async () => {
    const { admin, token } = await installed()
    expect(await endInstallation(admin, { ...removed, happenedAt: '2026-11-23T07:00:00.000Z' })).toBe(false)
    expect(await token()).toMatchObject({ token: 'xoxb-first' })
  })

  test('of one workspace is nothing to another', async () => {
    const { database } = await installed()
    const other = await makeTeam(database, { slackTeamId: 'T2' })
    expect(await installationOf(other.admin)).toBeNull()
    await endInstallation(other.admin, { ...removed, happenedAt: null })
    expect(await database.read.selectFrom('installations').select('bot_token').executeTakeFirst()).toMatchObject({
      bot_token: expect.stringMatching(/^v1\./),
    })
  })

  test('whose token was sealed with another secret is counted', async () => {
    const { database } = await installed()
    expect(await countStoredTokens(database, vault)).toEqual({ all: 1, foreign: 0 })
    expect(await countStoredTokens(database, createVault('another secret of thirty-two bytes'))).toEqual({
      all: 1,
      foreign: 1,
    })
    expect(await countStoredTokens(database, null)).toEqual({ all: 1, foreign: 1 })
  })

  test('has a token that expires renewed two hours before, by one of those who try', async () => {
    const expiring = { refreshToken: 'xoxe-1', expiresInSeconds: 12 * HOUR }
    const { database, workspace, clock, token, jobs } = await installed(expiring)
    const asked: string[] = []
    const renew = async (refreshToken: string) => {
      asked.push(refreshToken)
      return { botToken: 'xoxb-next', refreshToken: 'xoxe-2', expiresInSeconds: 12 * HOUR }
    }
    const rotate = () => rotateToken({ database, vault, now: clock.now(), renew }, workspace.id)
    expect((await jobs()).find(({ kind }) => kind === 'rotate-token')?.run_at).toBe('2026-11-23T18:00:00.000Z')
    clock.advance({ hours: 9 })
    expect(await rotate()).toBe(false)
    clock.advance({ hours: 1 })
    expect((await Promise.all([rotate(), rotate(), rotate()])).filter(Boolean)).toEqual([true])
    expect(asked).toEqual(['xoxe-1'])
    expect(await token()).toEqual({ token: 'xoxb-next', expiresAt: '2026-11-24T06:00:00.000Z' })
    expect((await jobs()).find(({ kind }) => kind === 'rotate-token')?.run_at).toBe('2026-11-24T04:00:00.000Z')
  })

  test('lets the next one try when asking for a new token failed', async () => {
    const expiring = { refreshToken: 'xoxe-1', expiresInSeconds: HOUR }
    const { database, workspace, clock, token } = await installed(expiring)
    const failing = async () => {
      throw new Error('Slack is away')
    }
    const next = { botToken: 'xoxb-next', refreshToken: 'xoxe-2', expiresInSeconds: 12 * HOUR }
    const rotate = (renew: () => Promise<typeof next>) =>
      rotateToken({ database, vault, now: clock.now(), renew }, workspace.id)
    await expect(rotate(failing)).rejects.toThrow('Slack is away')
    expect(await token()).toMatchObject({ token: 'xoxb-first' })
    expect(await rotate(async () => next)).toBe(false)
    clock.advance({ seconds: 30 })
    expect(await rotate(async () => next)).toBe(true)
  })
})

describeEachEngine('the state of an installation', (engine) => {
  async function begun() {
    const database = await engine.fresh()
    const { state, browser } = await beginInstallation(database, { now: START })
    const spend = (given: { state?: string; browser?: string; now?: string } = {}) =>
      spendInstallState(database, { state, browser, now: START, ...given })
    return { database, state, browser, spend }
  }

  test('is good once', async () => {
    const { spend } = await begun()
    await spend()
    await expect(spend()).rejects.toThrow('This answer of Slack was used already.')
  })

  test('is good once even when it comes twice at the same moment', async () => {
    const { spend } = await begun()
    const both = await Promise.allSettled([spend(), spend()])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('is good for ten minutes', async () => {
    const { spend } = await begun()
    await expect(spend({ now: '2026-11-23T08:10:00.000Z' })).rejects.toThrow('took longer than ten minutes')
    await spend({ now: '2026-11-23T08:09:59.000Z' })
  })

  test('is good in the browser where it began, and nowhere else', async () => {
    const { database, spend } = await begun()
    const other = await beginInstallation(database, { now: START })
    for (const browser of ['', other.browser]) {
      await expect(spend({ browser })).rejects.toThrow('The installation began in another browser.')
    }
    for (const state of ['', 'guessed']) await expect(spend({ state })).rejects.toThrow('began here')
    await spend()
  })

  test('is stored as a hash only', async () => {
    const { database, state, browser } = await begun()
    const rows = JSON.stringify(await database.read.selectFrom('install_states').selectAll().execute())
    expect(rows).not.toContain(state)
    expect(rows).not.toContain(browser)
  })
})
