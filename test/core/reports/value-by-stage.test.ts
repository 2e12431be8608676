import { expect, it } from 'vitest'
import {
  closeOpportunity,
  createOpportunity,
  createPipeline,
  deleteOpportunity,
  editOpportunity,
  editStage,
  listPipelines,
  moveOpportunity,
  type ReportResult,
  reopenOpportunity,
  retireStage,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('Value by stage', (engine) => {
  const start = async () => makeTeam(await engine.fresh())
  const lines = ({ rows }: ReportResult) =>
    rows.map(({ stage, status, count, value, weighted }) => [stage, status, count, value, weighted].join(' '))

  it('shows every stage in order, with what is open there and its weighted value', async () => {
    const { rep } = await start()
    await createOpportunity(rep, { name: 'A', value: 10_000 })
    await createOpportunity(rep, { name: 'B', value: 20_000, stage: 'Proposal' })
    await createOpportunity(rep, { name: 'C', value: 30_000, stage: 'Proposal', probability: 90 })
    const result = await answer(rep, 'value-by-stage')
    expect(lines(result)).toEqual([
      'Prospecting open 1 10000 1000', // 10 %
      'Qualification open 0 0 0',
      'Proposal open 2 50000 37000', // 50 % of 20,000 and the deal's own 90 % of 30,000
      'Negotiation open 0 0 0',
    ])
    expect(result.totals).toEqual({ count: 3, value: 60_000, weighted: 38_000 })
    expect(result.summary).toBe('$600 in 3 open deals, most of it in Proposal ($500).')
  })

  it('rounds the weighted value of each deal, half up, before it adds them', async () => {
    const { rep } = await start()
    await createOpportunity(rep, { name: 'A', value: 5 }) // 10 % of 5 is 0.5: 1
    await createOpportunity(rep, { name: 'B', value: 5 }) // and again
    await createOpportunity(rep, { name: 'C', value: 4 }) // 0.4: 0
    await createOpportunity(rep, { name: 'D', value: 99_999_999_999_995 }) // 9,999,999,999,999.5
    const { totals } = await answer(rep, 'value-by-stage')
    expect(totals.weighted).toBe(10_000_000_000_002)
  })

  it('leaves closed deals at the last stage they held: won ones weigh all, the others nothing', async () => {
    const { rep } = await start()
    for (const name of ['A', 'B', 'C']) await createOpportunity(rep, { name, value: 1_000, stage: 'Negotiation' })
    await closeOpportunity(rep, { opportunity: 1, status: 'won', value: 1_500 })
    await closeOpportunity(rep, { opportunity: 2, status: 'lost' })
    await closeOpportunity(rep, { opportunity: 3, status: 'abandoned' })
    const result = await answer(rep, 'value-by-stage')
    expect(lines(result).slice(-4)).toEqual([
      'Negotiation open 0 0 0',
      'Negotiation won 1 1500 1500',
      'Negotiation lost 1 1000 0',
      'Negotiation abandoned 1 1000 0',
    ])
    expect(result.summary).toBe('No open deals; 3 deals worth $35 are closed.')
  })

  it('takes open deals whenever they began, and closed ones of the period only', async () => {
    const { rep, clock } = await start()
    await createOpportunity(rep, { name: 'Old and open', value: 100 })
    await createOpportunity(rep, { name: 'Won long ago', value: 200 })
    await closeOpportunity(rep, { opportunity: 2, status: 'won' })
    clock.advance({ days: 200 })
    await createOpportunity(rep, { name: 'Won today', value: 400 })
    await closeOpportunity(rep, { opportunity: 3, status: 'won' })
    const { totals } = await answer(rep, 'value-by-stage', { period: 'last-30-days' })
    expect(totals).toMatchObject({ count: 2, value: 500 })
  })

  it('shows the past as it stood: stage, value, status, deletion and reopening', async () => {
    const { rep, manager, clock } = await start()
    await createOpportunity(rep, { name: 'Moved', value: 100 })
    await createOpportunity(rep, { name: 'Deleted', value: 200 })
    await createOpportunity(rep, { name: 'Won, then reopened', value: 400 })
    await closeOpportunity(rep, { opportunity: 3, status: 'won' })
    const asOf = clock.now()
    const then = await answer(rep, 'value-by-stage', { asOf })
    clock.advance({ days: 1 })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Proposal' })
    await editOpportunity(rep, { opportunity: 1, changes: { value: 900 } })
    await deleteOpportunity(manager, { opportunity: 2 })
    await reopenOpportunity(rep, { opportunity: 3 })
    await createOpportunity(rep, { name: 'New', value: 800 })

    expect(lines(then).slice(0, 2)).toEqual(['Prospecting open 2 300 30', 'Prospecting won 1 400 400'])
    expect(await answer(rep, 'value-by-stage', { asOf })).toEqual(then)
    expect(lines(await answer(rep, 'value-by-stage')).filter((line) => !line.includes(' 0 '))).toEqual([
      'Prospecting open 2 1200 120',
      'Proposal open 1 900 450',
    ])
  })

  it('counts deals without a value and in other currencies without pricing them, and says so', async () => {
    const { rep } = await start()
    await createOpportunity(rep, { name: 'Worth nothing', value: 0 })
    await createOpportunity(rep, { name: 'Unknown' })
    await createOpportunity(rep, { name: 'Unknown in EUR', currency: 'EUR' })
    await createOpportunity(rep, { name: 'A', value: 500, currency: 'EUR' })
    await createOpportunity(rep, { name: 'B', value: 500, currency: 'EUR' })
    await createOpportunity(rep, { name: 'C', value: 500, currency: 'GBP' })
    const { totals, notes } = await answer(rep, 'value-by-stage')
    expect(totals).toEqual({ count: 6, value: 0, weighted: 0 })
    expect(notes).toEqual([
      '2 deals have no value.',
      '2 deals in EUR have no rate and are not priced.',
      '1 deal in GBP has no rate and is not priced.',
    ])
  })

  it('opens from each row the deals that it counts, also in two pipelines with a stage of one name', async () => {
    const { rep, admin } = await start()
    await createPipeline(admin, { name: 'Partners', stages: [{ name: 'Intro' }, { name: 'Proposal' }] })
    await createOpportunity(rep, { name: 'A', value: 100, stage: 'Proposal' })
    await createOpportunity(rep, { name: 'B', value: 200, pipeline: 'Partners', stage: 'Proposal' })
    await createOpportunity(rep, { name: 'C', value: 300 })
    await closeOpportunity(rep, { opportunity: 3, status: 'won' })
    const { rows } = await answer(rep, 'value-by-stage', { period: 'this-quarter' })
    for (const row of rows) expect(await behind(rep, row)).toEqual({ count: row.count, value: row.value })
    expect(rows.find(({ status }) => status === 'won')?.deals).toBe(
      '/deals?stage=Prospecting&status=won&period=this-quarter',
    )
  })

  it('keeps the name of a retired stage for the deals that ended there', async () => {
    const { rep, admin } = await start()
    await createOpportunity(rep, { name: 'A', value: 100, stage: 'Qualification' })
    await closeOpportunity(rep, { opportunity: 1, status: 'lost' })
    const [sales] = await listPipelines(rep)
    const [target, retired] = sales?.stages ?? []
    await retireStage(admin, { stage: retired?.id ?? '', target: target?.id ?? '' })
    const { rows } = await answer(rep, 'value-by-stage')
    expect(rows.map(({ stage, status }) => `${stage} ${status}`)).toEqual([
      'Prospecting open',
      'Qualification (retired) lost',
      'Proposal open',
      'Negotiation open',
    ])
    expect(await behind(rep, rows[1] ?? {})).toEqual({ count: 1, value: 100 })
  })

  it('weighs by the stage’s probability of today', async () => {
    const { rep, admin } = await start()
    await createOpportunity(rep, { name: 'A', value: 1_000 })
    const [sales] = await listPipelines(rep)
    await editStage(admin, { stage: sales?.stages[0]?.id ?? '', probability: 30 })
    expect((await answer(rep, 'value-by-stage')).totals.weighted).toBe(300)
  })
})
