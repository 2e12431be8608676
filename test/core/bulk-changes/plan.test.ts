import { expect, it } from 'vitest'
import {
  type BulkDeed,
  carryOutBulkChange,
  createOpportunity,
  getBulkChange,
  getOpportunity,
  listBulkChangeDeals,
  listBulkChanges,
  planBulkChange,
  prepareBulkChange,
  resolveFilters,
  undoBulkChange,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam, type Team } from '../../support/team.ts'

const TO_PROPOSAL: BulkDeed = { kind: 'move', stage: 'Proposal' }

describeEachEngine('A change of many deals', (engine) => {
  const start = async (count: number) => {
    const team = await makeTeam(await engine.fresh())
    for (let n = 1; n <= count; n++) await createOpportunity(team.rep, { name: `Deal ${n}` })
    team.clock.advance({ hours: 1 })
    return team
  }
  const deal = (team: Team, number: number) => getOpportunity(team.manager, number)

  it('is for managers and admins only', async () => {
    const team = await start(1)
    const { id } = await prepareBulkChange(team.manager, { deals: [1], deed: TO_PROPOSAL })
    const attempts = [
      () => planBulkChange(team.rep, { deals: [1], deed: TO_PROPOSAL }),
      () => prepareBulkChange(team.rep, { deals: [1], deed: TO_PROPOSAL }),
      () => carryOutBulkChange(team.rep, id),
      () => undoBulkChange(team.rep, id),
      () => getBulkChange(team.rep, id),
      () => listBulkChanges(team.rep),
      () => listBulkChangeDeals(team.rep, id),
    ]
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
    expect((await deal(team, 1)).version).toBe(1)
  })

  it.each<[string, { deals?: number[]; deed: BulkDeed }, string]>([
    ['no deal', { deals: [], deed: TO_PROPOSAL }, 'Choose at least one deal'],
    ['a deal that does not exist', { deals: [1, 77], deed: TO_PROPOSAL }, 'There is no deal D-77.'],
    ['a stage that does not exist', { deals: [1], deed: { kind: 'move', stage: 'Moon' } }, 'Moon'],
    ['an owner who does not exist', { deals: [1], deed: { kind: 'assign', owner: 'Zoe' } }, 'Zoe'],
    ['a reason of another ending', { deals: [1], deed: { kind: 'close', status: 'lost', reason: 'Moon' } }, 'Moon'],
    ['a day that is none', { deals: [1], deed: { kind: 'expected-close', on: '2026-02-31' } }, '2026-02-31'],
    ['no tags', { deals: [1], deed: { kind: 'tag', add: [' '], remove: [] } }, 'Write which tags'],
    ['words that are no tags', { deals: [1], deed: { kind: 'tag', add: ['a b'], remove: [] } }, 'cannot be a tag'],
    ['more deals than allowed', { deals: Array.from({ length: 10_001 }, (_, n) => n), deed: TO_PROPOSAL }, '10,000'],
  ])('refuses %s with a sentence', async (_what, input, words) => {
    const team = await start(1)
    await expect(prepareBulkChange(team.manager, input)).rejects.toThrow(words)
    expect((await deal(team, 1)).version).toBe(1)
  })

  it('cannot change the past', async () => {
    const team = await start(1)
    const filters = await resolveFilters(team.manager, { asOf: '2026-11-23T08:30:00Z' }, { defaultPeriod: 'all' })
    await expect(planBulkChange(team.manager, { filters, deed: TO_PROPOSAL })).rejects.toThrow('past')
  })
})
