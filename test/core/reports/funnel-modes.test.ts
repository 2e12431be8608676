import { expect, it } from 'vitest'
import {
  type Ctx,
  closeOpportunity,
  createOpportunity,
  createPipeline,
  listPipelines,
  moveOpportunity,
  type Ratio,
  reorderStages,
  retireStage,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('The funnel’s modes', (engine) => {
  const start = async () => makeTeam(await engine.fresh())
  const counts = async (ctx: Ctx, options: object, words = {}) => {
    const { rows } = await answer(ctx, 'funnel', words, options)
    for (const row of rows) {
      expect((row.step as Ratio).value ?? 0).toBeLessThanOrEqual(1)
      if (row.deals) expect(await behind(ctx, row)).toEqual({ count: row.count, value: row.value })
    }
    return rows.map(({ count }) => count)
  }

  it('count those who touched a stage, went through every stage in order, or stand there as HighLevel has it', async () => {
    const { rep } = await start()
    for (const value of [100, 200, 400, 800]) await createOpportunity(rep, { name: 'Deal', value })
    const move = (opportunity: number, stage: string) => moveOpportunity(rep, { opportunity, stage })
    await move(1, 'Qualification')
    await move(1, 'Proposal') // in order
    await move(2, 'Proposal') // skips Qualification
    await move(2, 'Qualification') // and goes back to it: not in order
    await closeOpportunity(rep, { opportunity: 3, status: 'won' }) // from the first stage
    await move(4, 'Negotiation')
    await closeOpportunity(rep, { opportunity: 4, status: 'lost' })
    // Prospecting, Qualification, Proposal, Negotiation, won.
    expect(await counts(rep, { mode: 'reached' })).toEqual([4, 4, 4, 2, 1])
    expect(await counts(rep, { mode: 'touched' })).toEqual([4, 2, 2, 1, 1])
    expect(await counts(rep, { mode: 'strict' })).toEqual([4, 2, 1, 0, 0])
    expect(await counts(rep, { mode: 'highlevel' })).toEqual([4, 4, 3, 2, 1])
  })

  it('take of the stage before only those who touched both, so that no step is above 100 %', async () => {
    const { rep } = await start()
    for (const stage of ['Prospecting', 'Proposal', 'Proposal']) await createOpportunity(rep, { name: 'Deal', stage })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Qualification' })
    const { rows } = await answer(rep, 'funnel', {}, { mode: 'touched' })
    expect(rows.map(({ count }) => count)).toEqual([1, 1, 2, 0, 0])
    expect(rows[2]).toMatchObject({
      step: { numerator: 0, denominator: 1 },
      cumulative: { numerator: 2, denominator: 3 },
    })
  })

  it('count what happened within the window, and say which deals may have time left', async () => {
    const { rep, clock } = await start()
    for (const value of [100, 200, 400]) await createOpportunity(rep, { name: 'Deal', value })
    clock.advance({ days: 30 })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Proposal' })
    clock.advance({ seconds: 1 })
    await moveOpportunity(rep, { opportunity: 2, stage: 'Proposal' })
    await closeOpportunity(rep, { opportunity: 3, status: 'won' })
    expect(await counts(rep, { window: '30' })).toEqual([3, 1, 1, 0, 0])
    expect(await counts(rep, { window: '60' })).toEqual([3, 3, 3, 1, 1])
    expect(await counts(rep, { mode: 'touched', window: '30' })).toEqual([3, 0, 1, 0, 0])
    const { notes, totals } = await answer(rep, 'funnel', {}, { window: '30' })
    expect(notes).toEqual(['2 of 3 deals (66.7\u00a0%) are still open: they may have time left of their 30 days.'])
    expect(totals.stillOpen).toEqual({ numerator: 2, denominator: 3, value: 2 / 3 })
  })

  it('say that HighLevel’s has no window', async () => {
    const { rep } = await start()
    const { notes } = await answer(rep, 'funnel', {}, { mode: 'highlevel', window: '90' })
    expect(notes).toEqual(['HighLevel’s funnel is about where deals stand now: it has no window.'])
  })

  it('follow deals that first entered the pipeline in the period, wherever they were created', async () => {
    const { rep, admin, clock } = await start()
    await createPipeline(admin, { name: 'Leads', stages: [{ name: 'New' }] })
    await createOpportunity(rep, { name: 'Came late', value: 100, pipeline: 'Leads' })
    await createOpportunity(rep, { name: 'Came early', value: 200 })
    clock.set('2027-02-01T08:00:00.000Z')
    await moveOpportunity(rep, { opportunity: 1, pipeline: 'Sales', stage: 'Qualification' })
    await moveOpportunity(rep, { opportunity: 2, stage: 'Proposal' })
    const words = { pipeline: ['Sales'], period: 'this-quarter' }
    expect(await counts(rep, { basis: 'created' }, words)).toEqual([0, 0, 0, 0, 0])
    expect(await counts(rep, { basis: 'entry' }, words)).toEqual([1, 1, 0, 0, 0])
    clock.advance({ days: 40 })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Negotiation' })
    expect(await counts(rep, { basis: 'entry', window: '30' }, words)).toEqual([1, 1, 0, 0, 0])
    expect(await counts(rep, { basis: 'entry', window: '60' }, words)).toEqual([1, 1, 1, 1, 0])
    expect(await counts(rep, { basis: 'entry' }, { ...words, period: 'last-quarter' })).toEqual([1, 1, 1, 0, 0])
  })

  it('stand in today’s order, and count what came to a retired stage at its rank', async () => {
    const { rep, admin } = await start()
    await createOpportunity(rep, { name: 'Deal', stage: 'Qualification' })
    const [sales] = await listPipelines(admin)
    const [first, second, third, fourth] = (sales?.stages ?? []).map(({ id }) => id)
    await reorderStages(admin, { pipeline: 'Sales', stages: [first, third, fourth, second] as string[] })
    for (const options of [{}, { window: '30' }]) expect(await counts(rep, options)).toEqual([1, 1, 1, 1, 0])
    await retireStage(admin, { stage: second as string, target: 'Prospecting' })
    for (const options of [{}, { window: '30' }]) expect(await counts(rep, options)).toEqual([1, 1, 1, 0])
    expect(await counts(rep, { mode: 'touched' })).toEqual([1, 0, 0, 0])
  })

  it('tell what was so at an earlier moment, and leave filters that ask for other deals alone', async () => {
    const { rep, clock } = await start()
    for (const value of [100, 200]) await createOpportunity(rep, { name: 'Deal', value, source: 'Web' })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Proposal' })
    const asOf = clock.now()
    clock.advance({ days: 1 })
    await moveOpportunity(rep, { opportunity: 2, stage: 'Negotiation' })
    for (const mode of ['reached', 'touched', 'strict', 'highlevel']) {
      const then = await counts(rep, { mode, window: 'none' }, { asOf, source: ['Web'] })
      expect(then.slice(2)).toEqual([mode === 'strict' ? 0 : 1, 0, 0])
      await counts(rep, { mode }, { reached: 'Proposal' })
      await counts(rep, { mode }, { stayIn: ['Negotiation'] })
    }
  })
})
