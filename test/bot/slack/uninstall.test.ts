import { describe, expect, it } from 'vitest'
import {
  botTokenOf,
  type Ctx,
  moveOpportunity,
  outboxHealth,
  stopOf,
  systemActor,
  workspaceOfSlackTeam,
} from '../../../src/core/index.ts'
import { type InstalledOffice, openForInstalls } from '../../support/installed-office.ts'
import { openOffice, words } from '../../support/office.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { signedRequest } from '../../support/signed-request.ts'

const instant = () => new Date().toISOString()

async function ourselvesIn({ database }: Pick<InstalledOffice, 'database'>): Promise<Ctx> {
  const workspace = await workspaceOfSlackTeam(database, 'T0SANDBOX1')
  if (!workspace) throw new Error('Nobody installed')
  const actor = systemActor('Test', 'automation')
  return { db: database.read, database, workspace, actor, now: instant, log: quietLog }
}

async function withCard(): Promise<InstalledOffice> {
  const office = await openForInstalls()
  await office.install('Dana')
  await office.slack.as('Ana').command('/deal new Acme renewal 12k')
  await office.slack.until(() => office.slack.as('Ben').messages('general')[0], 5000)
  await expect.poll(async () => (await outboxHealth(office.database, instant())).waiting, { timeout: 5000 }).toBe(0)
  return office
}

describe('a workspace that removes Dealwright', () => {
  it.each(['app_uninstalled', 'tokens_revoked'] as const)(
    'by %s loses its tokens at once, keeps its deals and what waits, and goes on after installing again',
    async (how) => {
      const office = await withCard()
      const { slack, database, vault } = office
      const ctx = await ourselvesIn(office)
      await slack.endTokens(how)
      await expect.poll(() => stopOf(ctx), { timeout: 5000 }).toMatchObject({ reason: how })
      expect(await botTokenOf(database, vault, ctx.workspace.id)).toBeNull()

      await moveOpportunity(ctx, { opportunity: 1, stage: 'Proposal' })
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(slack.calls('chat.update')).toEqual([])
      expect((await outboxHealth(database, instant())).waiting).toBeGreaterThan(0)

      await office.install('Dana')
      await slack.until(() => words(slack.as('Ben').messages('general')[0]).includes('Open in Proposal'), 15_000)
      expect(await stopOf(ctx)).toBeNull()
      expect(slack.as('Dana').messages()).toHaveLength(1)
    },
  )

  it('and installs again before the news of it comes stays installed', async () => {
    const office = await withCard()
    const { slack, database, vault } = office
    await slack.endTokens('app_uninstalled')
    const ctx = await ourselvesIn(office)
    await expect.poll(() => stopOf(ctx), { timeout: 5000 }).not.toBeNull()
    await new Promise((resolve) => setTimeout(resolve, 1100))
    await office.install('Dana')
    const [event] = slack.events().filter(({ envelope }) => JSON.stringify(envelope).includes('app_uninstalled'))
    await database.maintenance.deleteFrom('received_events').execute()
    await slack.redeliver(event?.id ?? '')
    await expect
      .poll(async () => database.read.selectFrom('outbox').select('kind').where('kind', 'like', 'event-%').execute())
      .toEqual([])
    expect(await botTokenOf(database, vault, ctx.workspace.id)).not.toBeNull()
    expect(await stopOf(ctx)).toBeNull()
  })

  it('with its token as a setting stops as well', async () => {
    const office = await openOffice()
    await office.slack.as('Ana').command('/deal help')
    await office.slack.endTokens('app_uninstalled')
    await expect
      .poll(async () => stopOf(await office.ctxOf('Ana')), { timeout: 5000 })
      .toMatchObject({
        reason: 'app_uninstalled',
      })
  })

  it('is another thing than a person whose own token was revoked', async () => {
    const office = await withCard()
    const ctx = await ourselvesIn(office)
    const { bot } = office
    const event = { type: 'tokens_revoked', tokens: { oauth: ['U0ANA00001'] } }
    const body = { type: 'event_callback', team_id: 'T0SANDBOX1', event_id: 'Ev1', event }
    expect((await bot.handle(signedRequest(body))).status).toBe(200)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await stopOf(ctx)).toBeNull()
  })
})

describe('a changed secret', () => {
  it('stops the workspace with a sentence that says what to do', async () => {
    const office = await withCard()
    const { database } = office
    const other = await openForInstalls({ database, secret: 'another secret of thirty-two bytes or more' })
    const ctx = await ourselvesIn(office)
    await other.slack.as('Ana').command('/deal new Globex')
    const told = await other.slack.as('Ben').command('/deal show D-1')
    expect(words(told.ephemeral)).toContain('Slack did not say who this is.')
    await expect
      .poll(() => stopOf(ctx), { timeout: 5000 })
      .toMatchObject({
        reason: 'secret_changed',
        advice: expect.stringContaining('sealed with another DEALWRIGHT_SECRET'),
      })
  })
})
