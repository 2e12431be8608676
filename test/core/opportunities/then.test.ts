import { expect, it } from 'vitest'
import {
  assignOpportunity,
  carryOutBulkChange,
  changeSettings,
  closeOpportunity,
  createOpportunity,
  deleteOpportunity,
  editStage,
  listStays,
  moveOpportunity,
  neighboursOf,
  opportunityHistory,
  opportunityThen,
  prepareBulkChange,
  reopenOpportunity,
  resolveFilters,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

const D1 = { opportunity: 1 }
const DAY = 86_400

describeEachEngine('The past of a deal', (engine) => {
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    const deal = await createOpportunity(team.rep, { name: 'Acme', value: 100 })
    return { ...team, deal }
  }

  it('is told stay by stay, with how long, how each ended, and the limit', async () => {
    const { rep, admin, clock, deal } = await start()
    await editStage(admin, { stage: deal.stage.id, limitDays: 7 })
    clock.advance({ days: 10 })
    await moveOpportunity(rep, { ...D1, stage: 'Proposal' })
    clock.advance({ days: 2 })
    await moveOpportunity(rep, { ...D1, stage: 'Qualification' })
    clock.advance({ days: 1 })
    await closeOpportunity(rep, { ...D1, status: 'lost' })
    clock.advance({ days: 30 })
    await reopenOpportunity(rep, { ...D1, stage: 'Negotiation' })
    clock.advance({ hours: 12 })
    const told = (await listStays(rep, deal.id)).map(({ stage, episode, seconds, outcome, next, limitDays }) => [
      ...[stage.name, episode, (seconds ?? 0) / DAY, outcome, next, limitDays],
    ])
    expect(told).toEqual([
      ['Prospecting', 1, 10, 'advanced', 'Proposal', 7],
      ['Proposal', 1, 2, 'moved_back', 'Qualification', expect.anything()],
      ['Qualification', 1, 1, 'lost', null, expect.anything()],
      ['Negotiation', 2, 0.5, null, null, expect.anything()],
    ])
  })

  it('can be looked at as of any moment, with the history and the stays until then', async () => {
    const { rep, clock, deal } = await start()
    clock.advance({ days: 1 })
    const then = clock.now()
    clock.advance({ days: 1 })
    await moveOpportunity(rep, { ...D1, stage: 'Proposal' })
    await closeOpportunity(rep, { ...D1, status: 'won', value: 500 })
    const past = await opportunityThen(rep, 1, then)
    expect(past.deal).toMatchObject({ status: 'open', value: 100, stage: { name: 'Prospecting' }, version: 1 })
    expect(past.history.map(({ kind }) => kind)).toEqual(['created'])
    const stays = await listStays(rep, deal.id, then)
    expect(stays.map(({ outcome, leftAt, seconds }) => [outcome, leftAt, seconds])).toEqual([[null, null, DAY]])
    expect((await opportunityThen(rep, 1, clock.now())).deal).toMatchObject({ status: 'won', value: 500 })
  })

  it('shows a deal before it was deleted, and none before it was there', async () => {
    const { rep, manager, clock } = await start()
    const there = clock.now()
    clock.advance({ days: 1 })
    await deleteOpportunity(manager, D1)
    expect((await opportunityThen(rep, 1, there)).deal.name).toBe('Acme')
    for (const [number, moment] of [
      [1, clock.now()],
      [1, '2020-01-01T00:00:00.000Z'],
      [2, there],
    ] as const) {
      await expect(opportunityThen(rep, number, moment)).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  it('is hidden from a rep who sees own deals, unless it was theirs then', async () => {
    const { rep, otherRep, admin, members, ctxOf, clock } = await start()
    const before = clock.now()
    clock.advance({ days: 1 })
    await assignOpportunity(rep, { ...D1, owner: 'Ben Rep' })
    const workspace = await changeSettings(admin, { repsSee: 'own' })
    const as = (ctx: typeof rep) => ({ ...ctx, workspace })
    expect((await opportunityThen(as(ctxOf(members.rep)), 1, before)).deal.owner?.name).toBe('Ana Rep')
    await expect(opportunityThen(as(otherRep), 1, before)).rejects.toMatchObject({ code: 'not_found' })
    expect((await opportunityThen(as(otherRep), 1, clock.now())).deal.owner?.name).toBe('Ben Rep')
  })

  it('says when a change was written down, and with which others it was made', async () => {
    const { rep, manager, clock } = await start()
    clock.advance({ days: 5 })
    await closeOpportunity(manager, { ...D1, status: 'lost', closedOn: '2026-11-25' })
    await createOpportunity(rep, { name: 'Globex' })
    const { id } = await prepareBulkChange(manager, { deals: [2], deed: { kind: 'tag', add: ['a'], remove: [] } })
    await carryOutBulkChange(manager, id)
    const [closed] = await opportunityHistory(rep, 1)
    expect(closed).toMatchObject({ at: '2026-11-24T23:00:00.000Z', recordedAt: clock.now(), bulkId: null })
    expect((await opportunityHistory(rep, 2)).map(({ bulkId }) => bulkId)).toEqual([id, null])
  })

  it('has neighbours in a list, whichever way it is sorted', async () => {
    const { rep } = await start()
    await createOpportunity(rep, { name: 'Globex', value: 100 })
    await createOpportunity(rep, { name: 'Initech', value: 50 })
    const filters = await resolveFilters(rep, {}, { defaultPeriod: 'all' })
    const around = (number: number, sort: 'name' | '-name' | 'value' | '-value', words = filters) =>
      neighboursOf(rep, { filters: words, sort }, number)
    expect(await around(2, 'name')).toEqual({ previous: 1, next: 3 })
    expect(await around(2, '-name')).toEqual({ previous: 3, next: 1 })
    expect(await around(1, 'value')).toEqual({ previous: 3, next: 2 })
    expect(await around(1, '-value')).toEqual({ previous: 2, next: 3 })
    expect(await around(3, 'name')).toEqual({ previous: 2, next: null })
    const won = await resolveFilters(rep, { status: ['won'] }, { defaultPeriod: 'all' })
    expect(await around(2, 'name', won)).toEqual({ previous: null, next: null })
  })
})
