import { expect, test } from 'vitest'
import { type Channel, invalid, listScheduledReports } from '../../../src/core/index.ts'
import { openDashboard } from '../../support/dashboard.ts'
import { sqlite } from '../../support/databases.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { makeTeam } from '../../support/team.ts'

const SALES: Channel = { id: 'C0SALES01', name: 'sales' }

async function visit(slackChannels: () => Promise<Channel[]> = async () => [SALES]) {
  const team = await makeTeam(await sqlite.fresh())
  const rep = await openDashboard(team, {}, quietLog, { slackChannels }).as(team.members.rep)
  return { ...team, visitor: rep }
}

test('A report’s page leads to the form, which keeps what it is narrowed down by', async () => {
  const { visitor } = await visit()
  const page = await visitor.get('/reports/funnel?period=this-month')
  expect(page.html).toContain('href="/reports/funnel/share?period=this-month"')
  const form = await visitor.get('/reports/funnel/share?period=this-month')
  expect(form.html).toContain('action="/reports/funnel/share?period=this-month"')
  expect(form.text).toContain('#sales')
})

test('It is shared once, and goes back to the report with a sentence', async () => {
  const { visitor, database } = await visit()
  const page = await visitor.submit('/reports/funnel/share?period=this-month', { channel: SALES.id, every: 'once' })
  expect(page.text).toContain('It is on its way to #sales.')
  const jobs = await database.read.selectFrom('outbox').select('payload').where('kind', '=', 'post-report').execute()
  expect(jobs.map(({ payload }) => JSON.parse(payload))).toMatchObject([
    { report: 'funnel', query: 'period=this-month' },
  ])
})

test('It is scheduled, listed and ended', async () => {
  const { visitor, rep } = await visit()
  await visitor.submit('/reports/funnel/share?period=this-month', { channel: SALES.id, every: 'week', hour: '8' })
  const form = await visitor.get('/reports/owners/share')
  expect(form.text).toContain('funnel in #sales Every Monday at 08:00')
  const [, path = ''] = /action="(\/reports\/scheduled\/[^"]+)"/.exec(form.html) ?? []
  expect((await visitor.submit(path)).text).toContain('It is no longer posted to #sales.')
  expect(await listScheduledReports(rep)).toEqual([])
})

test('A channel that Slack does not name and a wrong hour are refused beside their fields', async () => {
  const { visitor, rep } = await visit()
  const typed = { channel: 'C0FOREIGN', every: 'week', hour: '8', note: 'Look' }
  const refused = await visitor.post('/reports/funnel/share', typed)
  expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('Choose a channel.')])
  expect(refused.html).toContain('Look</textarea>')
  const late = await visitor.post('/reports/funnel/share', { ...typed, channel: SALES.id, hour: '25' })
  expect([late.status, late.text]).toEqual([400, expect.stringContaining('Choose a full hour from 0 to 23.')])
  expect(await listScheduledReports(rep)).toEqual([])
})

test('Where Slack tells of no channel, or nothing, the page says what to do', async () => {
  const none = await visit(async () => [])
  expect((await none.visitor.get('/reports/funnel/share')).text).toContain('/invite @Dealwright')
  const silent = await visit(async () => {
    throw invalid('Slack does not say right now which channels there are. Try again in a minute.')
  })
  expect((await silent.visitor.get('/reports/funnel/share')).text).toContain('Try again in a minute.')
})
