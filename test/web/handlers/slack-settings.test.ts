import { expect, it } from 'vitest'
import { type Ctx, endInstallation, enqueue, GiveUp, inTransaction, runDueJobs } from '../../../src/core/index.ts'
import { openDashboard } from '../../support/dashboard.ts'
import { sqlite } from '../../support/databases.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { makeTeam } from '../../support/team.ts'

async function start() {
  const team = await makeTeam(await sqlite.fresh())
  const dashboard = openDashboard(team)
  const { database, clock } = team
  const jobs = () => database.read.selectFrom('outbox').selectAll().orderBy('kind').execute()
  const giveUp = async (ctx: Ctx, error: string) => {
    await inTransaction(ctx, (tx) => enqueue(tx, { kind: 'post-card', key: error, payload: {} }))
    const refuse = async () => {
      throw new GiveUp(error)
    }
    await runDueJobs(database, { now: clock.now, log: quietLog, handlers: { 'post-card': refuse } })
  }
  return {
    team,
    jobs,
    giveUp,
    admin: await dashboard.as(team.members.admin),
    rep: await dashboard.as(team.members.rep),
  }
}

it('shows that all is well', async () => {
  const { admin } = await start()
  const page = await admin.get('/settings/slack')
  expect(page.text).toContain('Slack team T1')
  expect(page.text).toContain('Messages Go out')
  expect(page.text).toContain('Last trouble None')
  expect(page.text).toContain('Everything has gone out.')
})

it('shows what was given up and why, and tries it again when an admin asks', async () => {
  const { team, admin, jobs, giveUp } = await start()
  await giveUp(team.rep, 'The channel is archived. Choose another one. (is_archived)')
  const page = await admin.get('/settings/slack')
  expect(page.text).toContain('Post a deal’s card The channel is archived. Choose another one. (is_archived)')
  const [job] = await jobs()
  const after = await admin.submit(`/settings/slack/jobs/${job?.id}/retry`)
  expect(after.text).toContain('It is tried again now.')
  expect(after.text).toContain('Everything has gone out.')
  expect(await jobs()).toMatchObject([{ failed_at: null, attempts: 0, last_error: null }])
})

it('says loudly that nothing goes out, why, and what to do; an admin can have it looked at again', async () => {
  const { team, admin, rep, jobs } = await start()
  await endInstallation(team.system, { reason: 'token_revoked', advice: 'Install Dealwright again.', happenedAt: null })
  const page = await admin.get('/settings/slack')
  expect(page.text).toContain('Nothing goes out to Slack Install Dealwright again.')
  expect(page.text).toContain('Messages Stand still')
  expect((await rep.get('/settings/slack')).text).toContain('Nothing goes out to Slack')
  expect((await admin.submit('/settings/slack/check')).text).toContain('looks whether Slack takes its token')
  expect((await jobs()).map(({ kind }) => kind)).toEqual(['check-slack'])
})

it('shows failed messages to admins alone, and lets nobody else try them again', async () => {
  const { team, rep, jobs, giveUp } = await start()
  await giveUp(team.rep, 'The channel is gone.')
  const page = await rep.get('/settings/slack')
  expect(page.text).not.toContain('The channel is gone.')
  const [job] = await jobs()
  for (const path of ['check', `jobs/${job?.id}/retry`]) {
    const refused = await rep.post(`/settings/slack/${path}`)
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('Only admins can')])
  }
  expect(await jobs()).toMatchObject([{ kind: 'post-card', failed_at: expect.any(String) }])
})

it('cannot reach a message of another workspace, or one that went out meanwhile', async () => {
  const { team, admin, jobs, giveUp } = await start()
  const other = await makeTeam(team.database, { slackTeamId: 'T2', name: 'Other' })
  await giveUp(other.rep, 'Secret channel')
  expect((await admin.get('/settings/slack')).text).not.toContain('Secret channel')
  const [job] = await jobs()
  for (const id of [job?.id, 'nothing']) {
    expect((await admin.post(`/settings/slack/jobs/${id}/retry`)).status).toBe(404)
  }
})
