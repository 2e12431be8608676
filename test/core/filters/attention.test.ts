import { expect, it } from 'vitest'
import {
  addNote,
  closeOpportunity,
  createOpportunity,
  editOpportunity,
  editStage,
  type FilterWords,
  findPipeline,
  listOpportunities,
  moveOpportunity,
  retireStage,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, filtersOf } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('Deals that want attention', (engine) => {
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    const { rep, admin } = team
    const left = async (words: FilterWords, ctx = rep) => {
      const { items } = await listOpportunities(ctx, { filters: await filtersOf(ctx, words), sort: 'number' })
      return items.map(({ number }) => number)
    }
    const limit = async (stage: string, limitDays: number | null) => {
      const { stages } = await findPipeline(admin, 'Sales')
      await editStage(admin, { stage: stages.find(({ name }) => name === stage)?.id ?? '', limitDays })
    }
    return { ...team, left, limit }
  }

  it('are stuck beyond their stage’s own limit, and an edit does not clear it', async () => {
    const { rep, clock, left, limit } = await start()
    await limit('Proposal', 3)
    await limit('Negotiation', null)
    for (const stage of ['Prospecting', 'Proposal', 'Negotiation']) await createOpportunity(rep, { name: stage, stage })
    clock.advance({ days: 4 })
    expect(await left({ attention: ['stuck'] })).toEqual([2])
    await editOpportunity(rep, { opportunity: 2, changes: { value: 500 } })
    expect(await left({ attention: ['stuck'] })).toEqual([2])
    await moveOpportunity(rep, { opportunity: 2, stage: 'Negotiation' })
    clock.advance({ days: 100 })
    expect(await left({ attention: ['stuck'] })).toEqual([1])
    await closeOpportunity(rep, { opportunity: 1, status: 'lost' })
    expect(await left({ attention: ['stuck'] })).toEqual([])
  })

  it('are stale when idle beyond the limit; an edit or a note clears it, the program’s own doing does not', async () => {
    const { rep, admin, system, clock, left } = await start()
    for (const name of ['A', 'B', 'C', 'D']) await createOpportunity(rep, { name })
    clock.advance({ days: 15 })
    expect(await left({ attention: ['stale'] })).toEqual([1, 2, 3, 4])
    await editOpportunity(rep, { opportunity: 1, changes: { source: 'Web' } })
    await addNote(rep, { opportunity: 2, text: 'Called.' })
    await editOpportunity(system, { opportunity: 3, changes: { source: 'Web' } })
    expect(await left({ attention: ['stale'] })).toEqual([3, 4])
    await retireStage(admin, { stage: (await findPipeline(admin, 'Sales')).stages[0]?.id ?? '', target: 'Proposal' })
    expect(await left({ attention: ['stale'] })).toEqual([3, 4])
  })

  it('are overdue after their expected close, closing until the month ends, by the workspace’s days', async () => {
    const { rep, clock, left } = await start()
    for (const day of ['2026-11-22', '2026-11-23', '2026-11-30', '2026-12-01'])
      await createOpportunity(rep, { name: day, expectedCloseOn: day })
    await createOpportunity(rep, { name: 'No day' })
    expect(await left({ attention: ['overdue'] })).toEqual([1])
    expect(await left({ attention: ['closing'] })).toEqual([2, 3])
    expect(await left({ attention: ['overdue', 'closing'] })).toEqual([1, 2, 3])
    expect(await left({ attention: ['no-next-step'] })).toEqual([1, 5])
    clock.set('2026-11-23T23:00:00.000Z') // Tuesday in Berlin
    expect(await left({ attention: ['overdue'] })).toEqual([1, 2])
  })

  it('can be asked for as of any moment', async () => {
    const { rep, clock, left } = await start()
    await createOpportunity(rep, { name: 'A', expectedCloseOn: '2026-12-01' })
    clock.advance({ days: 15 })
    const then = clock.now()
    clock.advance({ hours: 1 })
    await addNote(rep, { opportunity: 1, text: 'Called.' })
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    for (const kind of ['stale', 'stuck', 'overdue']) {
      expect(await left({ attention: [kind] })).toEqual([])
      expect(await left({ attention: [kind], asOf: then })).toEqual([1])
      expect(await left({ attention: [kind], asOf: '2026-11-25' })).toEqual([])
    }
  })

  it('narrow reports down, too', async () => {
    const { rep, clock } = await start()
    await createOpportunity(rep, { name: 'A', value: 500 })
    clock.advance({ days: 15 })
    await createOpportunity(rep, { name: 'B', value: 700 })
    expect((await answer(rep, 'status', { attention: ['stale'] })).totals).toMatchObject({ count: 1, value: 500 })
  })

  it('an unknown kind is refused, naming the known ones', async () => {
    const { rep } = await start()
    await expect(filtersOf(rep, { attention: ['bored'] })).rejects.toMatchObject({
      code: 'invalid',
      fields: { attention: expect.stringContaining('overdue, closing, stuck, stale, no-next-step') },
    })
  })
})
