import { expect, it } from 'vitest'
import {
  addRate,
  closeOpportunity,
  createOpportunity,
  deleteOpportunity,
  editOpportunity,
  listOpportunities,
  listSources,
  listTags,
  moveOpportunity,
  neighboursOf,
  resolveFilters,
  SORTS,
  type Sort,
  totalOpportunities,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('Lists of deals', (engine) => {
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    const add = async (name: string, facts = {}) => {
      team.clock.advance({ minutes: 1 })
      return createOpportunity(team.rep, { name, ...facts })
    }
    const all = await resolveFilters(team.rep, {}, { defaultPeriod: 'all' })
    return { ...team, add, all }
  }

  it('page through everything once, in every order', async () => {
    const { rep, add, all } = await start()
    for (let i = 0; i < 23; i++) {
      await add(`Deal ${i % 7}`, {
        value: i % 5 === 0 ? null : (i % 4) * 100,
        ...(i % 3 && { expectedCloseOn: '2026-12-31' }),
      })
    }
    for (const sort of SORTS) {
      const seen: number[] = []
      let cursor: string | null = null
      do {
        const page = await listOpportunities(rep, { filters: all, sort, limit: 5, cursor })
        seen.push(...page.items.map((deal) => deal.number))
        cursor = page.next
      } while (cursor)
      expect(new Set(seen).size, sort).toBe(23)
      expect(seen, sort).toHaveLength(23)
    }
  })

  it('neither lose nor repeat a deal when others change between two pages', async () => {
    const { rep, manager, add, all } = await start()
    for (let i = 0; i < 10; i++) await add(`Deal ${i}`)
    const first = await listOpportunities(rep, { filters: all, sort: 'number', limit: 4 })
    await deleteOpportunity(manager, { opportunity: 2 })
    await add('Newcomer')
    const second = await listOpportunities(rep, { filters: all, sort: 'number', limit: 20, cursor: first.next })
    expect([...first.items, ...second.items].map((deal) => deal.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  })

  it('sort by what values convert to; those without a rate come after all others, whichever way', async () => {
    const { rep, admin, add, all } = await start()
    await add('Dollars', { value: 1000_00 })
    await add('Yen', { value: 90_000, currency: 'JPY' })
    await add('Euros', { value: 1000_00, currency: 'EUR' })
    await add('None yet')
    await add('Crowns', { value: 9_999_999_00, currency: 'SEK' })
    const names = async (sort: Sort) => {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const page = await listOpportunities(rep, { filters: all, sort, limit: 2, cursor })
        seen.push(...page.items.map(({ name }) => name))
        cursor = page.next
      } while (cursor)
      return seen
    }
    expect((await names('-value')).slice(0, 2)).toEqual(['Dollars', 'None yet'])
    await addRate(admin, { currency: 'JPY', day: '2026-11-01', rate: '0.0065' })
    await addRate(admin, { currency: 'EUR', day: '2026-11-01', rate: '1.1' })
    expect(await names('-value')).toEqual(['Euros', 'Dollars', 'Yen', 'None yet', 'Crowns'])
    expect(await names('value')).toEqual(['Yen', 'Dollars', 'Euros', 'None yet', 'Crowns'])
    expect(await names('-weighted')).toEqual(['Euros', 'Dollars', 'Yen', 'None yet', 'Crowns'])
    expect((await totalOpportunities(rep, all)).otherCurrencies).toBe(1)
    expect(await neighboursOf(rep, { filters: all, sort: '-value' }, 1)).toEqual({ previous: 3, next: 2 })
  })

  it('refuse a cursor that is not theirs', async () => {
    const { rep, add, all } = await start()
    await add('One')
    await add('Two')
    const { next } = await listOpportunities(rep, { filters: all, sort: 'name', limit: 1 })
    const forged = ['[1,2]', '["value","x",1]'].map((text) => Buffer.from(text).toString('base64url'))
    for (const cursor of [next, 'nonsense', ...forged]) {
      const turning = listOpportunities(rep, { filters: all, sort: 'value', cursor })
      await expect(turning).rejects.toMatchObject({ code: 'invalid' })
    }
  })

  it('add up what is valued in the workspace’s currency, and count the rest', async () => {
    const { rep, add, all } = await start()
    await add('Priced', { value: 1_000 })
    await add('Free', { value: 0 })
    await add('Unknown')
    await add('Abroad', { value: 700, currency: 'EUR' })
    expect(await totalOpportunities(rep, all)).toEqual({ count: 4, value: 1_000, unvalued: 1, otherCurrencies: 1 })
  })

  it('narrow down by status, owner, source and tag', async () => {
    const { rep, add } = await start()
    await add('A', { source: 'Event', tags: ['smb'] })
    await add('B', { owner: 'Ben' })
    await add('C', { source: 'Event' })
    await closeOpportunity(rep, { opportunity: 3, status: 'won' })
    const names = async (words: Parameters<typeof resolveFilters>[1]) => {
      const filters = await resolveFilters(rep, words, { defaultPeriod: 'all' })
      return (await listOpportunities(rep, { filters, sort: 'name' })).items.map((deal) => deal.name)
    }
    expect(await names({ status: ['won'] })).toEqual(['C'])
    expect(await names({ owner: ['ben'] })).toEqual(['B'])
    expect(await names({ source: ['event'], status: ['open'] })).toEqual(['A'])
    expect(await names({ tag: ['smb'] })).toEqual(['A'])
    expect(await names({ q: 'd-2' })).toEqual(['B'])
    expect(await listSources(rep)).toEqual(['Event'])
    expect(await listTags(rep)).toEqual(['smb'])
  })

  it('show deals as they stood at a moment, also one that is deleted by now', async () => {
    const { rep, manager, add, clock } = await start()
    await add('Early', { value: 500 })
    clock.advance({ days: 1 })
    const asOf = clock.now()
    clock.advance({ days: 1 })
    await add('Late')
    await moveOpportunity(rep, { opportunity: 1, stage: 'Proposal' })
    await editOpportunity(rep, { opportunity: 1, changes: { value: 900 } })
    await deleteOpportunity(manager, { opportunity: 1 })
    const filters = await resolveFilters(rep, { asOf }, { defaultPeriod: 'all' })
    const { items } = await listOpportunities(rep, { filters })
    expect(items).toMatchObject([{ ref: 'D-1', value: 500, stage: { name: 'Prospecting' }, deletedAt: null }])
    expect(await totalOpportunities(rep, filters)).toMatchObject({ count: 1, value: 500 })
  })

  it('show reps their own deals only where the workspace says so', async () => {
    const { rep, otherRep, add, all } = await start()
    await add('Ana’s')
    await add('Ben’s', { owner: 'ben' })
    const narrow = { ...otherRep, workspace: { ...rep.workspace, repsSee: 'own' as const } }
    expect((await listOpportunities(narrow, { filters: all })).items.map((deal) => deal.name)).toEqual(['Ben’s'])
    expect(await totalOpportunities(narrow, all)).toMatchObject({ count: 1 })
  })
})
