import { expect, it } from 'vitest'
import {
  closeOpportunity,
  createOpportunity,
  editOpportunity,
  type FilterWords,
  resolveFilters,
  runReport,
  submitForecast,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('Forecast accuracy', (engine) => {
  /** The third quarter of 2026: A was won as forecast, B slipped by 40 days, C was won by surprise. */
  const start = async () => {
    const team = await makeTeam(await engine.fresh(), { startsAt: '2026-06-15T08:00:00.000Z' })
    const { rep, manager, clock } = team
    await createOpportunity(rep, { name: 'A', value: 10_000, stage: 'Negotiation', expectedCloseOn: '2026-08-15' })
    await createOpportunity(rep, { name: 'B', value: 20_000, stage: 'Proposal', expectedCloseOn: '2026-09-20' })
    await submitForecast(manager, { unit: 'quarter', startsOn: '2026-07-01', value: 15_000 })
    clock.set('2026-08-10T08:00:00.000Z')
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    await submitForecast(manager, { unit: 'quarter', startsOn: '2026-07-01', value: 12_000 })
    clock.set('2026-09-10T08:00:00.000Z')
    await createOpportunity(rep, { name: 'C', value: 5000, expectedCloseOn: '2026-09-12' })
    await editOpportunity(rep, { opportunity: 2, changes: { expectedCloseOn: '2026-10-30' } })
    clock.set('2026-09-15T08:00:00.000Z')
    await closeOpportunity(rep, { opportunity: 3, status: 'won' })
    clock.set('2026-10-20T08:00:00.000Z')
    const ask = async (words: FilterWords, group = 'quarter') =>
      runReport(rep, 'forecast-accuracy', await resolveFilters(rep, words, { defaultPeriod: 'all' }), { group })
    return { ...team, ask }
  }

  it('holds the forecast of 90, 60 and 30 days before the end against what was won', async () => {
    const { ask } = await start()
    const result = await ask({ period: 'last-quarter' })
    const shown = result.rows.map(({ expected, lead, count, value, forecast, submitted, won }) => [
      ...[expected, lead, count, value, forecast, submitted, won],
    ])
    expect(shown).toEqual([
      // 3 July: A and B open, 75 % and 50 %.
      ['Jul–Sep 2026', 90, 2, 30_000, 17_500, 15_000, 15_000],
      // 2 August: the same; the second figure was submitted on 10 August.
      ['Jul–Sep 2026', 60, 2, 30_000, 17_500, 15_000, 15_000],
      // 1 September: A won, B still at 50 %.
      ['Jul–Sep 2026', 30, 1, 20_000, 20_000, 12_000, 15_000],
    ])
    expect(result.rows[2]?.accuracy).toEqual({ numerator: 15_000, denominator: 20_000, value: 0.75 })
    expect(result.summary).toBe(
      '30 days before the end of Jul–Sep 2026 the forecast was $200; $150 was won, 75\u00a0% of it.',
    )
    expect(result.notes).toEqual([])
  })

  it('says how often and how far the expected close moved later', async () => {
    const { ask } = await start()
    const [first, , last] = (await ask({ period: 'last-quarter' })).rows
    expect(first).toMatchObject({ slipped: { numerator: 1, denominator: 2 }, slip: 40 * 86_400 })
    expect(last).toMatchObject({ slipped: { numerator: 1, denominator: 1 }, slip: 40 * 86_400 })
  })

  it('opens with every row the deals that were open then', async () => {
    const { rep, ask } = await start()
    for (const [words, group] of [
      [{ period: 'last-quarter' }, 'month'],
      [{}, 'quarter'],
      [{ owner: ['Ana Rep'], from: '2026-07-01', to: '2026-12-01' }, 'quarter'],
    ] as const) {
      const { rows } = await ask(words, group)
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) {
        expect(await behind(rep, row), JSON.stringify(row)).toEqual({ count: row.count, value: row.value })
      }
    }
  })

  it('leaves out moments that are still to come, and says what is not over', async () => {
    const { ask } = await start()
    const result = await ask({ period: 'this-quarter' })
    expect(result.rows.map(({ lead }) => lead)).toEqual([90]) // 3 October; 1 November is still to come
    expect(result.notes).toContain('What is not over yet is won so far.')
    const asOf = await ask({ period: 'this-quarter', asOf: '2026-09-15T00:00:00Z' })
    expect(asOf.rows.map(({ lead, won }) => [lead, won])).toEqual([
      [90, 10_000],
      [60, 10_000],
      [30, 10_000],
    ])
    expect((await answer((await start()).rep, 'forecast-accuracy', { from: '2027-01-01' })).rows).toEqual([])
  })

  it('sets beside it what was submitted for the owner asked for', async () => {
    const { rep, clock, ask } = await start()
    clock.set('2026-10-02T08:00:00.000Z')
    await submitForecast(rep, { unit: 'quarter', startsOn: '2026-10-01', owner: 'me', value: 3000 })
    clock.set('2026-10-20T08:00:00.000Z')
    const submitted = async (words: FilterWords) =>
      (await ask({ period: 'this-quarter', ...words })).rows.map((row) => row.submitted)
    expect(await submitted({ owner: ['Ana Rep'] })).toEqual([3000])
    expect(await submitted({ owner: ['Ben Rep'] })).toEqual([null])
    expect(await submitted({})).toEqual([null])
  })
})
