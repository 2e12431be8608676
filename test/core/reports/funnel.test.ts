import { expect, it } from 'vitest'
import {
  closeOpportunity,
  createOpportunity,
  createPipeline,
  moveOpportunity,
  type Ratio,
  type ReportResult,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('The funnel', (engine) => {
  const start = async () => makeTeam(await engine.fresh())
  const of = (cell: unknown) => `${(cell as Ratio).numerator}/${(cell as Ratio).denominator}`
  const lines = ({ rows }: ReportResult) =>
    rows.map(({ stage, count, value, step, cumulative }) => `${stage} ${count} ${value} ${of(step)} ${of(cumulative)}`)

  it('counts who reached each stage or went beyond it, wherever they stand now', async () => {
    const { rep } = await start()
    for (const value of [100, 200, 400, 800]) await createOpportunity(rep, { name: 'Deal', value })
    await moveOpportunity(rep, { opportunity: 2, stage: 'Qualification' })
    await moveOpportunity(rep, { opportunity: 3, stage: 'Negotiation' }) // skips two
    await moveOpportunity(rep, { opportunity: 3, stage: 'Prospecting' }) // and comes back
    await moveOpportunity(rep, { opportunity: 4, stage: 'Proposal' })
    await closeOpportunity(rep, { opportunity: 4, status: 'lost' })
    const result = await answer(rep, 'funnel')
    expect(lines(result)).toEqual([
      'Prospecting 4 1500 4/4 4/4',
      'Qualification 3 1400 3/4 3/4',
      'Proposal 2 1200 2/3 2/4',
      'Negotiation 1 400 1/2 1/4',
      'Won 0 0 0/1 0/4',
    ])
    expect(result.totals).toMatchObject({ count: 4, value: 1_500, stillOpen: { numerator: 3, denominator: 4 } })
  })

  it('takes a won deal for one that passed every stage, so that no step is above 100 %', async () => {
    const { rep } = await start()
    for (const value of [100, 200]) await createOpportunity(rep, { name: 'Deal', value })
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    const result = await answer(rep, 'funnel')
    expect(lines(result)).toEqual([
      'Prospecting 2 300 2/2 2/2',
      'Qualification 1 100 1/2 1/2',
      'Proposal 1 100 1/1 1/2',
      'Negotiation 1 100 1/1 1/2',
      'Won 1 100 1/1 1/2',
    ])
    expect(result.summary).toBe('1 of 2 deals created (50\u00a0%) is won so far; the widest gap is after Prospecting.')
  })

  it('follows the deals created in the period, whenever they were won', async () => {
    const { rep, clock } = await start()
    await createOpportunity(rep, { name: 'Last quarter’s', value: 100 })
    clock.set('2027-02-01T08:00:00.000Z')
    await createOpportunity(rep, { name: 'This quarter’s', value: 200 })
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    expect(lines(await answer(rep, 'funnel', { period: 'this-quarter' }))[0]).toBe('Prospecting 1 200 1/1 1/1')
    expect(lines(await answer(rep, 'funnel', { period: 'last-quarter' })).at(-1)).toBe('Won 1 100 1/1 1/1')
  })

  it('shows one pipeline: the one asked for, else the first with deals, and says which', async () => {
    const { rep, admin } = await start()
    await createPipeline(admin, { name: 'Partners', stages: [{ name: 'Intro' }, { name: 'Contract' }] })
    expect((await answer(rep, 'funnel')).rows[0]?.stage).toBe('Prospecting')
    await createOpportunity(rep, { name: 'Deal', value: 100, pipeline: 'Partners' })
    const first = await answer(rep, 'funnel')
    expect(first.rows.map(({ stage }) => stage)).toEqual(['Intro', 'Contract', 'Won'])
    expect(first.notes).toEqual(['A funnel shows one pipeline: this is Partners. Filter by another one to see it.'])
    const sales = await answer(rep, 'funnel', { pipeline: ['Sales'] })
    expect(sales).toMatchObject({ rows: [{ count: 0 }, {}, {}, {}, {}], notes: [], totals: { count: 0 } })
  })

  it('keeps a deal that went to another pipeline up to its furthest stage, and its win belongs to the other', async () => {
    const { rep, admin, clock } = await start()
    await createPipeline(admin, { name: 'Partners', stages: [{ name: 'Intro' }, { name: 'Contract' }] })
    await createOpportunity(rep, { name: 'Stays', value: 100 })
    await createOpportunity(rep, { name: 'Goes', value: 200, stage: 'Proposal' })
    await moveOpportunity(rep, { opportunity: 2, stage: 'Qualification' })
    const before = clock.now()
    clock.advance({ days: 1 })
    await moveOpportunity(rep, { opportunity: 2, pipeline: 'Partners', stage: 'Intro' })
    await closeOpportunity(rep, { opportunity: 2, status: 'won' })
    const sales = ['Prospecting 2 300 2/2 2/2', 'Qualification 1 200 1/2 1/2', 'Proposal 1 200 1/1 1/2']
    const left = [...sales, 'Negotiation 0 0 0/1 0/2', 'Won 0 0 0/0 0/2']
    for (const window of ['none', '180']) {
      const result = await answer(rep, 'funnel', { pipeline: ['Sales'] }, { window })
      expect(lines(result)).toEqual(left)
      expect(result.totals).toMatchObject({ count: 2, value: 300, stillOpen: { numerator: 1 } })
      for (const row of result.rows) expect(await behind(rep, row)).toEqual({ count: row.count, value: row.value })
    }
    expect(lines(await answer(rep, 'funnel', { pipeline: ['Partners'] }))).toEqual([
      'Intro 1 200 1/1 1/1',
      'Contract 1 200 1/1 1/1',
      'Won 1 200 1/1 1/1',
    ])
    expect(lines(await answer(rep, 'funnel', { pipeline: ['Sales'], asOf: before }))).toEqual(left)
  })

  it('counts a deal that came back from another pipeline as far as it once was', async () => {
    const { rep, admin } = await start()
    await createPipeline(admin, { name: 'Partners', stages: [{ name: 'Intro' }] })
    await createOpportunity(rep, { name: 'Returns', value: 100, stage: 'Negotiation' })
    await moveOpportunity(rep, { opportunity: 1, pipeline: 'Partners', stage: 'Intro' })
    await moveOpportunity(rep, { opportunity: 1, pipeline: 'Sales', stage: 'Prospecting' })
    const { rows, totals } = await answer(rep, 'funnel', { pipeline: ['Sales'] })
    expect(rows.map(({ count }) => count)).toEqual([1, 1, 1, 1, 0])
    expect(totals.count).toBe(1)
    for (const row of rows) expect((await behind(rep, row)).count).toBe(row.count)
  })

  it('opens from each row the deals that it counts, narrowed down as the report was', async () => {
    const { rep, clock } = await start()
    for (const stage of ['Prospecting', 'Qualification', 'Proposal']) {
      await createOpportunity(rep, { name: stage, value: 100, stage, source: 'Web' })
      await createOpportunity(rep, { name: stage, value: 1_000, stage })
    }
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    const asOf = clock.now()
    clock.advance({ days: 1 })
    await closeOpportunity(rep, { opportunity: 3, status: 'won' })
    const asked = [
      {},
      { source: ['web'], asOf },
      { period: 'this-quarter' },
      { reached: 'Qualification' },
      { status: ['open'] },
    ]
    for (const words of asked) {
      for (const row of (await answer(rep, 'funnel', words)).rows) {
        if (row.deals) expect(await behind(rep, row)).toEqual({ count: row.count, value: row.value })
        else expect(row).toMatchObject({ stage: 'Won', count: 0 })
      }
    }
  })
})
