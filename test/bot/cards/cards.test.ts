import { describe, expect, it } from 'vitest'
import {
  cardsOf,
  closeOpportunity,
  createPipeline,
  deleteOpportunity,
  editOpportunity,
  getOpportunity,
  listPipelines,
  moveOpportunity,
  retirePipeline,
} from '../../../src/core/index.ts'
import type { View } from '../../../src/sandbox/index.ts'
import { type Office, openOffice, words } from '../../support/office.ts'

/** Ana has posted a deal in #general; Ben and Dana (an admin) have used Dealwright before. */
async function withDeal(): Promise<Office> {
  const office = await openOffice()
  for (const who of ['Ben', 'Dana']) await office.slack.as(who).command('/deal help')
  await office.slack.as('Ana').command('/deal new Acme renewal 12k')
  await office.card('D-1')
  return office
}

describe('a deal’s card', () => {
  it('moves the deal, and tells everybody who did', async () => {
    const { slack, card } = await withDeal()
    await slack.as('Ben').choose(await card('D-1'), 'Stage', 'Negotiation')
    expect(words(await card('D-1', /Open in Negotiation/))).toContain(
      'Ben Okafor moved it from Prospecting to Negotiation',
    )
  })

  it('wins the deal, and opens it again', async () => {
    const { slack, card } = await withDeal()
    await slack.as('Ben').click(await card('D-1'), 'Won')
    const won = await card('D-1', /:trophy: Won on/)
    expect(words(won)).toContain('Ben Okafor won it')
    await slack.as('Ana').click(won, 'Reopen')
    expect(words(await card('D-1', /Open in Prospecting/))).toContain('Ana Reyes reopened it')
  })

  it('asks why a deal was lost, with a note if there is more to say', async () => {
    const { slack, card } = await withDeal()
    const ben = slack.as('Ben')
    const { modal } = await ben.click(await card('D-1'), 'Lost…')
    expect(words(modal)).toContain('Why was D-1 lost?')
    await ben.submit(modal as View, { 'Why was D-1 lost?': 'Competitor', Note: 'They took Initech' })
    expect(words(await card('D-1', /:x: Lost/))).toContain('Ben Okafor lost it (Competitor)')
    expect(words(await ben.command('/deal history D-1'))).toContain('Ben Okafor noted: They took Initech')
  })

  it('asks why a deal was given up', async () => {
    const { slack, card } = await withDeal()
    const { modal } = await slack.as('Ana').click(await card('D-1'), 'Abandon…')
    await slack.as('Ana').submit(modal as View, { 'Why was D-1 abandoned?': 'No response' })
    expect(words(await card('D-1', /Abandoned on/))).toContain('No response')
  })

  it('takes a double click for one', async () => {
    const { slack, card, ctxOf } = await withDeal()
    const [ana, shown] = [slack.as('Ana'), await card('D-1')]
    await Promise.all([ana.click(shown, 'Won'), ana.click(shown, 'Won')])
    await card('D-1', /Won on/)
    await ana.click(shown, 'Won')
    expect((await getOpportunity(await ctxOf('Ana'), 1)).version).toBe(2)
    expect(ana.ephemeral().map(words).join()).not.toContain(':warning:')
  })

  it('lets one of two people win who move it at the same time, and tells the other who did', async () => {
    const { slack, card, ctxOf } = await withDeal()
    const shown = await card('D-1')
    const [ana, ben] = [slack.as('Ana'), slack.as('Ben')]
    await Promise.all([ana.choose(shown, 'Stage', 'Proposal'), ben.choose(shown, 'Stage', 'Negotiation')])
    const deal = await getOpportunity(await ctxOf('Ana'), 1)
    expect(deal.version).toBe(2)
    const warned = await slack.until(() =>
      [...ana.ephemeral(), ...ben.ephemeral()].find((one) => words(one).includes('meanwhile')),
    )
    expect(words(warned)).toMatch(
      new RegExp(`(Ana Reyes|Ben Okafor) moved it from Prospecting to ${deal.stage.name} just now`),
    )
    await card('D-1', new RegExp(`Open in ${deal.stage.name}`))
  })

  it('that is behind answers privately, and is put right', async () => {
    const { slack, card, told, database, ctxOf } = await withDeal()
    const old = await card('D-1')
    const ctx = await ctxOf('Ben')
    slack.fail('chat.update', 500)
    await moveOpportunity(ctx, { opportunity: 1, stage: 'Proposal' })
    await slack.until(() => slack.calls('chat.update').length > 0)
    await database.maintenance.deleteFrom('outbox').execute()
    slack.mend()
    await slack.as('Ana').click(old, 'Won')
    expect(words(await told('Ana', /meanwhile/))).toContain('Ben Okafor moved it from Prospecting to Proposal just now')
    await card('D-1', /Open in Proposal/)
  })

  it('refuses to move a deal that was closed from another side', async () => {
    const { slack, card, told, ctxOf } = await withDeal()
    const old = await card('D-1')
    await closeOpportunity(await ctxOf('Ben'), { opportunity: 1, status: 'won' })
    await slack.as('Ana').choose(old, 'Stage', 'Proposal')
    const warned = words(await told('Ana', /:warning:/))
    expect(warned).toContain('Ben Okafor won it just now')
    expect(warned).not.toContain('anyway')
    const { modal } = await slack.as('Ana').click(old, 'Lost…')
    expect(words(modal)).toContain('D-1 is already won. Reopen it first.')
  })

  it('that is behind has the change made all the same, when the person says so', async () => {
    const { slack, card, told, ctxOf } = await withDeal()
    const [old, ana] = [await card('D-1'), slack.as('Ana')]
    await editOpportunity(await ctxOf('Ben'), { opportunity: 1, changes: { value: 1_500_000 } })
    await ana.choose(old, 'Stage', 'Proposal')
    const warned = await told('Ana', /meanwhile/)
    expect(words(warned)).toMatch(/Ben Okafor changed the value (from \$12,000 )?to \$15,000 just now/)
    await ana.click(warned, 'Apply my change anyway')
    expect(words(await card('D-1', /Open in Proposal/))).toContain('$15,000')
    await slack.until(() =>
      ana.ephemeral().find((one) => one.ts === warned.ts && words(one).includes('Open in Proposal')),
    )
  })

  it('of a deleted deal says so, and so do its old buttons', async () => {
    const { slack, card, told, ctxOf } = await withDeal()
    const old = await card('D-1')
    await deleteOpportunity(await ctxOf('Dana'), { opportunity: 1 })
    expect(words(await card('D-1', /Deleted/))).toContain('Dana Bright deleted it')
    await slack.as('Ana').click(old, 'Won')
    expect(words(await told('Ana', /deleted/))).toContain('D-1 was deleted. A manager can restore it.')
  })

  it('of a deal whose pipeline was retired shows where the deal went', async () => {
    const { slack, card, told, ctxOf } = await withDeal()
    const old = await card('D-1')
    const dana = await ctxOf('Dana')
    const [sales] = await listPipelines(dana)
    const other = await createPipeline(dana, { name: 'Partners', stages: [{ name: 'Demo' }] })
    await retirePipeline(dana, { pipeline: sales?.id ?? '', target: other.stages[0]?.id ?? '' })
    expect(words(await card('D-1', /Open in Demo/))).toContain('Partners')
    await slack.as('Ana').choose(old, 'Stage', 'Proposal')
    expect(words(await told('Ana', /:warning:/))).toMatch(/meanwhile|no stage|retired/)
  })

  it('follows changes from every other side', async () => {
    const { slack, card, ctxOf } = await withDeal()
    await editOpportunity(await ctxOf('Ben'), { opportunity: 1, changes: { value: 1_500_000, name: 'Acme big' } })
    expect(words(await card('D-1', /Acme big/))).toContain('$15,000')
    await slack.as('Ana').command('/deal assign D-1 to <@U0BEN00001>')
    await card('D-1', /\*Owner\*\nBen Okafor/)
  })

  it('is posted again by who wants to share it, and both copies are kept right', async () => {
    const { slack, card } = await withDeal()
    const ben = slack.as('Ben')
    const mine = (await ben.command('/deal D-1', { channel: 'wins' })).ephemeral
    await ben.click(mine ?? (await card('')), 'Post to channel')
    await slack.until(() => ben.messages('wins').find((one) => words(one).includes('D-1 Acme')))
    await slack.as('Ana').command('/deal won D-1')
    for (const channel of ['wins', 'general']) {
      await slack.until(() => ben.messages(channel).find((one) => words(one).includes('Won on')), 5000)
    }
  })

  it('whose message is gone is forgotten', async () => {
    const { slack, database, ctxOf } = await withDeal()
    const ctx = await ctxOf('Ana')
    slack.fail('chat.update', 'message_not_found')
    const deal = await moveOpportunity(ctx, { opportunity: 1, stage: 'Proposal' })
    await expect.poll(() => cardsOf(ctx, deal.id)).toEqual([])
    await expect.poll(() => database.read.selectFrom('outbox').selectAll().execute()).toEqual([])
  })

  it('waits as long as Slack asks before it is rewritten, and then shows only the last state', async () => {
    const { slack, card, ctxOf } = await withDeal()
    const ctx = await ctxOf('Ana')
    slack.fail('chat.update', 429, { retryAfter: 1, times: 1 })
    for (const stage of ['Qualification', 'Proposal', 'Negotiation'])
      await moveOpportunity(ctx, { opportunity: 1, stage })
    await card('D-1', /Open in Negotiation/)
    expect(slack.calls('chat.update').length).toBeLessThanOrEqual(3)
  })

  it('has everything else behind its three dots', async () => {
    const { slack, card } = await withDeal()
    const ben = slack.as('Ben')
    const note = (await ben.click(await card('D-1'), 'Add a note…')).modal as View
    await ben.submit(note, { Note: 'Call *Jane* <!here>' })
    const assign = (await ben.click(await card('D-1'), 'Assign…')).modal as View
    await ben.submit(assign, { Owner: 'Ben Okafor' })
    await card('D-1', /\*Owner\*\nBen Okafor/)
    await ben.click(await card('D-1'), 'History')
    const history = await slack.until(() => ben.ephemeral().find((one) => words(one).includes('*History of')))
    expect(words(history)).toContain('Ben Okafor noted: Call *Jane* &lt;!here&gt;')
    expect(words(history)).toContain('Ben Okafor gave it to Ben Okafor')
    expect((await ben.click(await card('D-1'), 'Open in dashboard')).trouble).toBeUndefined()
  })

  it('shown to one person is rewritten by its own buttons', async () => {
    const { slack } = await withDeal()
    const ben = slack.as('Ben')
    const mine = (await ben.command('/deal D-1')).ephemeral
    if (!mine) throw new Error('Ben sees nothing')
    await ben.choose(mine, 'Stage', 'Proposal')
    await slack.until(() =>
      ben.ephemeral().find((one) => one.ts === mine.ts && words(one).includes('Open in Proposal')),
    )
  })
})
