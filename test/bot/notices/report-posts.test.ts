import { expect, test } from 'vitest'
import { setActive, shareReport } from '../../../src/core/index.ts'
import { openOffice } from '../../support/office.ts'

const words = (message: object) => JSON.stringify(message)

async function office() {
  const open = await openOffice()
  await open.slack.as('Ana').command('/deal new Acme renewal 12k')
  const [channel] = await open.bot.channels(await open.ctxOf('Ana'))
  if (!channel) throw new Error('There is no channel.')
  return { ...open, ctx: await open.ctxOf('Ana'), channel }
}

test('A report is posted into the channel with its note, its sentence, its picture and the link', async () => {
  const { slack, ctx, channel } = await office()
  const query = 'period=all&status=open'
  await shareReport(ctx, { report: 'value-by-stage', query, channel, note: 'For *Monday* <!channel>' })
  const message = await slack.until(() =>
    slack.workspace.state.messages.findLast((one) => words(one).includes('Value by stage')),
  )
  expect(message).toMatchObject({ channel: channel.id })
  expect(words(message)).toContain('$12k in 1 open deal')
  expect(words(message)).toContain('&lt;!channel&gt;')
  expect(words(message)).toContain(`https://deals.example/reports/value-by-stage?${query}`)
  expect(words(message)).toContain('"type":"image"')
  expect(words(message)).toContain('Shared by Ana')
})

test('A report is posted as its address says: narrowed down by every filter, and asked with its options', async () => {
  const { slack, ctx, channel } = await office()
  await shareReport(ctx, { report: 'forecast', query: 'period=all&category=commit&group=quarter', channel })
  const message = await slack.until(() =>
    slack.workspace.state.messages.findLast((one) => words(one).includes('Shared by Ana')),
  )
  expect(words(message)).toContain('category: commit')
})

test('What can no longer be asked is told to its author and not to the channel', async () => {
  const { slack, ctx, channel } = await office()
  await shareReport(ctx, { report: 'funnel', query: 'pipeline=Sails', channel })
  const told = await slack.until(() =>
    slack.workspace.state.messages.findLast((one) => words(one).includes('could not be posted')),
  )
  expect(told).not.toMatchObject({ channel: channel.id })
  expect(words(told)).toContain('Sails')
})

test('Nothing is posted in the name of somebody who left', async () => {
  const { slack, ctx, channel, database, ctxOf } = await office()
  await slack.as('Dana').command('/deal')
  await setActive(await ctxOf('Dana'), { member: ctx.actor.memberId ?? '', active: false })
  await shareReport(ctx, { report: 'funnel', query: '', channel })
  const waiting = database.read.selectFrom('outbox').select('id').where('kind', '=', 'post-report')
  await expect.poll(() => waiting.execute(), { timeout: 15_000 }).toEqual([])
  expect(slack.workspace.state.messages.filter((one) => words(one).includes('Shared by'))).toEqual([])
})
