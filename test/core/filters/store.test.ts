import { expect, it } from 'vitest'
import {
  closeOpportunity,
  createOpportunity,
  createPipeline,
  editOpportunity,
  type FilterWords,
  listOpportunities,
  moveOpportunity,
  saveContact,
  totalOpportunities,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { filtersOf } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('Narrowed down', (engine) => {
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    const { rep, otherRep, clock } = team
    const jane = await saveContact(rep, { name: 'Jane Doe', company: 'Globex' })
    await createOpportunity(rep, { name: 'Acme renewal', value: 100_000, source: 'Referral', tags: ['smb'] })
    await createOpportunity(otherRep, {
      name: '100% cotton',
      value: 250_050,
      contact: jane.id,
      tags: ['enterprise'],
    })
    await createOpportunity(rep, { name: 'Acme Éclair', owner: null, source: 'Web' })
    await createOpportunity(rep, { name: 'In euros', value: 150_000, currency: 'EUR', stage: 'Proposal' })
    clock.advance({ days: 10 })
    /** The numbers of the deals that are left. */
    const left = async (words: FilterWords) => {
      const { items } = await listOpportunities(rep, { filters: await filtersOf(rep, words), sort: 'number' })
      return items.map(({ number }) => number)
    }
    return { ...team, left }
  }

  it('by owner, also nobody', async () => {
    const { left } = await start()
    expect(await left({ owner: ['Ana Rep'] })).toEqual([1, 4])
    expect(await left({ owner: ['nobody'] })).toEqual([3])
    expect(await left({ owner: ['nobody', 'Ben Rep'] })).toEqual([2, 3])
  })

  it('by source in any case, and by tag as a whole word', async () => {
    const { left } = await start()
    expect(await left({ source: ['referral', 'WEB'] })).toEqual([1, 3])
    expect(await left({ tag: ['Enterprise'] })).toEqual([2])
    expect(await left({ tag: ['enter'] })).toEqual([])
    expect(await left({ tag: ['smb', 'enterprise'] })).toEqual([1, 2])
  })

  it('by what was no source, or none of some', async () => {
    const { left } = await start()
    expect(await left({ source: ['none'] })).toEqual([2, 4])
    expect(await left({ source: ['none', 'web'] })).toEqual([2, 3, 4])
    expect(await left({ notSource: ['WEB'] })).toEqual([1, 2, 4])
    expect(await left({ notSource: ['Web', 'none'] })).toEqual([1])
  })

  it('by why it was lost or abandoned, also for no reason, and by what was not', async () => {
    const { rep, left } = await start()
    await closeOpportunity(rep, { opportunity: 1, status: 'lost', reason: 'Price' })
    await closeOpportunity(rep, { opportunity: 2, status: 'abandoned' })
    await closeOpportunity(rep, { opportunity: 3, status: 'won' })
    expect(await left({ reason: ['price'] })).toEqual([1])
    expect(await left({ reason: ['none'] })).toEqual([2])
    expect(await left({ reason: ['Price', 'none'], status: ['abandoned'] })).toEqual([2])
    expect(await left({ notReason: ['Price'] })).toEqual([2, 3, 4])
    expect(await left({ notReason: ['Price', 'none'] })).toEqual([3, 4])
    await expect(left({ reason: ['Weather'] })).rejects.toThrow('There is no reason “Weather”')
  })

  it('by words of the name, the contact or the company, as typed, and by reference', async () => {
    const { left } = await start()
    expect(await left({ q: 'acme' })).toEqual([1, 3])
    expect(await left({ q: 'renewal ACME' })).toEqual([1])
    expect(await left({ q: 'globex doe' })).toEqual([2])
    expect(await left({ q: '100%' })).toEqual([2])
    expect(await left({ q: '%' })).toEqual([2])
    expect(await left({ q: 'd-3' })).toEqual([3])
    expect(await left({ q: '1' })).toEqual([1, 2]) // D-1, and "100%"
  })

  it('by value, where only values in the workspace’s currency can be compared', async () => {
    const { left } = await start()
    expect(await left({ minValue: '1000' })).toEqual([1, 2])
    expect(await left({ minValue: '1000.01' })).toEqual([2])
    expect(await left({ maxValue: '2,500.50' })).toEqual([1, 2])
    expect(await left({ minValue: '1k', maxValue: '2k' })).toEqual([1])
  })

  it('by the day it was created, in the workspace’s zone', async () => {
    const { rep, clock, left } = await start()
    clock.set('2026-12-31T23:00:00.000Z') // midnight in Berlin
    await createOpportunity(rep, { name: 'New Year' })
    expect(await left({ createdFrom: '2027-01-01' })).toEqual([5])
    expect(await left({ createdTo: '2027-01-01' })).toEqual([1, 2, 3, 4])
    expect(await left({ createdFrom: '2026-11-23', createdTo: '2026-11-24' })).toEqual([1, 2, 3, 4])
  })

  it('by period: open deals stay, closed ones need their final close in it', async () => {
    const { rep, left } = await start()
    await closeOpportunity(rep, { opportunity: 1, status: 'won' }) // 3 December
    expect(await left({ from: '2026-12-03', to: '2026-12-04' })).toEqual([1, 2, 3, 4])
    expect(await left({ from: '2026-12-04' })).toEqual([2, 3, 4])
    expect(await left({ to: '2026-12-03' })).toEqual([2, 3, 4])
    expect(await left({ status: ['won', 'lost'], period: 'this-quarter' })).toEqual([1])
    expect(await left({ status: ['won'], period: 'last-quarter' })).toEqual([])
  })

  it('by the stage reached in a pipeline: it, beyond it, or won', async () => {
    const { rep, admin, left } = await start()
    await createPipeline(admin, { name: 'Partners', stages: [{ name: 'Intro' }, { name: 'Signed' }, { name: 'Live' }] })
    await createOpportunity(rep, { name: 'Elsewhere', pipeline: 'Partners', stage: 'Live' })
    await moveOpportunity(rep, { opportunity: 4, stage: 'Prospecting' })
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    expect(await left({ reached: 'Proposal' })).toEqual([1, 4])
    expect(await left({ reached: 'Negotiation' })).toEqual([1])
  })

  it('as things stood at a moment: by what history says of then', async () => {
    const { rep, left, clock } = await start()
    const asOf = clock.now()
    clock.advance({ days: 1 })
    await editOpportunity(rep, { opportunity: 1, changes: { name: 'Initech', source: null, owner: 'Ben Rep' } })
    for (const words of [{ q: 'renewal' }, { source: ['Referral'] }, { q: 'D-1' }]) {
      expect(await left({ ...words, asOf })).toEqual([1])
    }
    expect(await left({ q: 'renewal' })).toEqual([])
    expect(await left({ owner: ['Ben Rep'] })).toEqual([1, 2])
    expect(await left({ owner: ['Ben Rep'], asOf })).toEqual([2])
  })

  it('by everything at once, added up', async () => {
    const { rep } = await start()
    const filters = await filtersOf(rep, {
      pipeline: ['Sales'],
      stage: ['Prospecting'],
      status: ['open'],
      owner: ['Ana Rep'],
      source: ['Referral'],
      tag: ['smb'],
      q: 'acme',
      minValue: '1',
      maxValue: '1m',
      period: 'this-quarter',
      createdFrom: '2026-01-01',
      reached: 'Prospecting',
    })
    expect(await totalOpportunities(rep, filters)).toMatchObject({ count: 1, value: 100_000 })
  })
})
