import { describe, expect, it } from 'vitest'
import {
  closeOpportunity,
  createOpportunity,
  createPipeline,
  getOpportunity,
  moveOpportunity,
  opportunityHistory,
  reopenOpportunity,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { historyOf, staysOf } from '../../support/records.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('A deal on its way', (engine) => {
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    const deal = await createOpportunity(team.rep, { name: 'Acme renewal', value: 1_200_000 })
    team.clock.advance({ days: 1 })
    return { ...team, deal }
  }

  it('begins in the first stage of the first pipeline, with its creator as owner', async () => {
    const { deal } = await start()
    expect(deal).toMatchObject({
      ref: 'D-1',
      version: 1,
      status: 'open',
      pipeline: { name: 'Sales' },
      stage: { name: 'Prospecting' },
      owner: { name: 'Ana Rep' },
      currency: 'USD',
    })
  })

  it('moves by the beginning of a stage name, and a span ends where the next begins', async () => {
    const { rep, deal, database, clock } = await start()
    const moved = await moveOpportunity(rep, { opportunity: 1, stage: 'prop' })
    expect(moved).toMatchObject({
      stage: { name: 'Proposal' },
      version: 2,
      highestRank: 2,
      stageEnteredAt: clock.now(),
    })
    const [created, now] = await historyOf(database, deal.id)
    expect(created).toMatchObject({ kind: 'created', valid_from: deal.createdAt, valid_to: clock.now() })
    expect(now).toMatchObject({ kind: 'moved', valid_from: clock.now(), via: 'slack', status: 'open' })
    expect(await staysOf(database, deal.id)).toMatchObject([
      { rank: 0, outcome: 'advanced', left_at: clock.now(), next_stage_id: moved.stage.id },
      { rank: 2, outcome: null, left_at: null },
    ])
  })

  it('stays as it is when it is moved to where it stands, so that a double click is harmless', async () => {
    const { rep, deal, database } = await start()
    const first = await moveOpportunity(rep, { opportunity: 1, stage: 'Proposal' })
    const second = await moveOpportunity(rep, { opportunity: 1, stage: 'Proposal' })
    expect(second).toEqual(first)
    expect(await historyOf(database, deal.id)).toHaveLength(2)
  })

  it('keeps the highest rank when it goes back', async () => {
    const { rep, deal, database } = await start()
    await moveOpportunity(rep, { opportunity: 1, stage: 'Negotiation' })
    const back = await moveOpportunity(rep, { opportunity: 1, stage: 'Qualification' })
    expect(back).toMatchObject({ highestRank: 3, stage: { rank: 1 } })
    expect((await staysOf(database, deal.id)).map((stay) => stay.outcome)).toEqual(['advanced', 'moved_back', null])
  })

  it('is handed off to another pipeline, where its rank begins anew', async () => {
    const { rep, admin, deal, database } = await start()
    await createPipeline(admin, { name: 'Partners', stages: [{ name: 'Intro' }, { name: 'Contract' }] })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Negotiation' })
    const there = await moveOpportunity(rep, { opportunity: 1, pipeline: 'partners', stage: 'intro' })
    expect(there).toMatchObject({ pipeline: { name: 'Partners' }, highestRank: 0 })
    expect((await staysOf(database, deal.id)).map((stay) => stay.outcome)).toEqual(['advanced', 'handed_off', null])
  })

  it('is won where it stands, on the local day, and a second win changes nothing', async () => {
    const { rep, deal, database, clock } = await start()
    clock.set('2026-11-24T23:30:00.000Z')
    const won = await closeOpportunity(rep, { opportunity: 1, status: 'won', value: 1_500_000 })
    expect(won).toMatchObject({
      status: 'won',
      stage: { name: 'Prospecting' },
      value: 1_500_000,
      closedOn: '2026-11-25',
    })
    expect(await closeOpportunity(rep, { opportunity: 1, status: 'won' })).toEqual(won)
    expect((await staysOf(database, deal.id)).map((stay) => stay.outcome)).toEqual(['won'])
  })

  it('is lost with a reason of that kind', async () => {
    const { rep } = await start()
    await expect(closeOpportunity(rep, { opportunity: 1, status: 'lost', reason: 'Duplicate' })).rejects.toThrow()
    const lost = await closeOpportunity(rep, { opportunity: 1, status: 'lost', reason: 'price' })
    expect(lost).toMatchObject({ status: 'lost', reason: { name: 'Price' } })
  })

  it('says that it is closed when someone moves it or ends it another way', async () => {
    const { rep } = await start()
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    const sentence = 'D-1 is already won. Reopen it first.'
    await expect(moveOpportunity(rep, { opportunity: 1, stage: 'Proposal' })).rejects.toThrow(sentence)
    await expect(closeOpportunity(rep, { opportunity: 1, status: 'lost' })).rejects.toThrow(sentence)
  })

  it('begins a new episode and a new stay when it is reopened; the earlier end stays in history', async () => {
    const { rep, deal, database, clock } = await start()
    await closeOpportunity(rep, { opportunity: 1, status: 'lost', reason: 'Price' })
    clock.advance({ days: 3 })
    const again = await reopenOpportunity(rep, { opportunity: 1, stage: 'Negotiation' })
    expect(again).toMatchObject({ status: 'open', episode: 2, reason: null, closedAt: null, closedOn: null })
    expect(await staysOf(database, deal.id)).toMatchObject([
      { episode: 1, outcome: 'lost' },
      { episode: 2, outcome: null, rank: 3 },
    ])
    const history = await opportunityHistory(rep, 1)
    expect(history.map((item) => item.kind)).toEqual(['reopened', 'lost', 'created'])
    expect(history[1]?.changes).toMatchObject({ status: ['open', 'lost'], reason: [null, 'Price'] })
  })

  it('is dated back by managers only, and never before its latest change', async () => {
    const { rep, manager, clock } = await start()
    clock.set('2026-11-30T12:00:00.000Z')
    const back = { opportunity: 1, status: 'won', closedOn: '2026-11-26' } as const
    await expect(closeOpportunity(rep, back)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(closeOpportunity(manager, { ...back, closedOn: '2026-11-20' })).rejects.toThrow(
      'D-1 last changed on 2026-11-23. It cannot have closed before that.',
    )
    await expect(closeOpportunity(manager, { ...back, closedOn: '2026-12-01' })).rejects.toThrow('in the future')
    expect(await closeOpportunity(manager, back)).toMatchObject({
      closedOn: '2026-11-26',
      closedAt: '2026-11-25T23:00:00.000Z',
    })
  })

  it('names the stages when there is none of that name', async () => {
    const { rep } = await start()
    await expect(moveOpportunity(rep, { opportunity: 1, stage: 'Propsal' })).rejects.toThrow('Did you mean Proposal?')
  })

  describe('wanted by two people at once', () => {
    it('tells the second who was faster, and keeps the first change', async () => {
      const { rep, otherRep } = await start()
      await moveOpportunity(otherRep, { opportunity: 1, stage: 'Proposal', version: 1 })
      await expect(moveOpportunity(rep, { opportunity: 1, stage: 'Negotiation', version: 1 })).rejects.toMatchObject({
        code: 'conflict',
        message: 'Ben Rep moved D-1 to Proposal meanwhile. Look again, then repeat your change.',
      })
    })

    it('takes every change in turn when nobody names a version, and loses none', async () => {
      const { rep, deal, database } = await start()
      const stages = ['Qualification', 'Proposal', 'Negotiation', 'Prospecting']
      const results = await Promise.allSettled(stages.map((stage) => moveOpportunity(rep, { opportunity: 1, stage })))
      const done = results.filter((result) => result.status === 'fulfilled').length
      const history = await historyOf(database, deal.id)
      expect(history.length).toBeGreaterThan(1)
      expect(history.map((span) => span.version)).toEqual(history.map((_, i) => i + 1))
      expect(history.length - 1).toBeLessThanOrEqual(done)
    })
  })

  it('is not created a second time when the same request arrives again', async () => {
    const { rep } = await start()
    const request = { ...rep, requestKey: 'v0=new' }
    expect((await createOpportunity(request, { name: 'Once' })).ref).toBe('D-2')
    await expect(createOpportunity(request, { name: 'Once' })).rejects.toThrow('done already')
    await expect(getOpportunity(rep, 3)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('changes nothing a second time when the same request arrives again', async () => {
    const { rep, deal, database } = await start()
    const request = { ...rep, requestKey: 'v0=abc' }
    await moveOpportunity(request, { opportunity: 1, stage: 'Proposal' })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Qualification' })
    await expect(moveOpportunity(request, { opportunity: 1, stage: 'Proposal' })).rejects.toThrow('done already')
    expect(await historyOf(database, deal.id)).toHaveLength(3)
  })
})
