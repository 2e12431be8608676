import { expect, it } from 'vitest'
import { type Ctx, closeOpportunity, createOpportunity } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('Conversion', (engine) => {
  /** In August: 600 won, 200 lost. In November: 100 and 300 won, 400 lost, 500 abandoned, 1000 open; two older ones open. */
  const start = async () => {
    const team = await makeTeam(await engine.fresh(), { startsAt: '2026-08-10T08:00:00.000Z' })
    const { rep, clock } = team
    const add = (value: number) => createOpportunity(rep, { name: `Deal of ${value}`, value })
    for (const value of [600, 200, 300, 700]) await add(value)
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    await closeOpportunity(rep, { opportunity: 2, status: 'lost' })
    clock.set('2026-11-10T08:00:00.000Z')
    for (const value of [100, 400, 500, 1_000]) await add(value)
    await closeOpportunity(rep, { opportunity: 3, status: 'won' })
    await closeOpportunity(rep, { opportunity: 5, status: 'won' })
    await closeOpportunity(rep, { opportunity: 6, status: 'lost' })
    await closeOpportunity(rep, { opportunity: 7, status: 'abandoned' })
    return team
  }
  const rates = async (ctx: Ctx, words = {}) => {
    const { rows } = await answer(ctx, 'conversion', words)
    return Object.fromEntries(rows.map(({ measure, rate, rateByValue }) => [measure, { rate, rateByValue }]))
  }

  it('names three rates over everything, by number and by value', async () => {
    const { rep } = await start()
    expect(await rates(rep)).toEqual({
      'won-of-all': {
        rate: { numerator: 3, denominator: 8, value: 3 / 8 },
        rateByValue: { numerator: 1_000, denominator: 3_800, value: 1_000 / 3_800 },
      },
      'won-of-closed': {
        rate: { numerator: 3, denominator: 5, value: 3 / 5 },
        rateByValue: { numerator: 1_000, denominator: 1_600, value: 1_000 / 1_600 },
      },
      cohort: {
        rate: { numerator: 3, denominator: 8, value: 3 / 8 },
        rateByValue: { numerator: 1_000, denominator: 3_800, value: 1_000 / 3_800 },
      },
    })
  })

  it('tells deals closed in a period from deals created in it', async () => {
    const { rep } = await start()
    expect(await rates(rep, { period: 'this-quarter' })).toMatchObject({
      // 300 and 100 won, of those and 400 lost, 500 abandoned, 700 and 1000 open
      'won-of-all': { rate: { numerator: 2, denominator: 6 }, rateByValue: { numerator: 400, denominator: 3_000 } },
      'won-of-closed': { rate: { numerator: 2, denominator: 3 }, rateByValue: { numerator: 400, denominator: 800 } },
      // of 100, 400, 500 and 1000 created
      cohort: { rate: { numerator: 1, denominator: 4 }, rateByValue: { numerator: 100, denominator: 2_000 } },
    })
  })

  it('says what the rates are made of, and how many deals were abandoned', async () => {
    const { rep } = await start()
    const { rows, summary, notes } = await answer(rep, 'conversion', { period: 'this-quarter' })
    expect(rows.map(({ detail }) => detail)).toEqual([
      '2 won, 2 open, 1 lost, 1 abandoned',
      '2 won, 1 lost',
      '1 won of 4 created, 25\u00a0% still open',
    ])
    expect(summary).toBe('66.7\u00a0% of closed deals were won this quarter: 2 of 3.')
    expect(notes).toEqual(['1 deal was abandoned: in won of all, not in won of closed.'])
  })

  it('has no rate when there is nothing to divide by', async () => {
    const { rep } = await start()
    expect(await rates(rep, { from: '2020-01-01', to: '2020-02-01', status: ['won'] })).toMatchObject({
      'won-of-closed': { rate: { numerator: 0, denominator: 0, value: null } },
      cohort: { rateByValue: { numerator: 0, denominator: 0, value: null } },
    })
  })

  it('opens the won deals of each rate', async () => {
    const { rep } = await start()
    for (const words of [{}, { period: 'this-quarter' }, { period: 'last-quarter', createdFrom: '2026-08-01' }]) {
      for (const { rate, rateByValue, ...row } of (await answer(rep, 'conversion', words)).rows) {
        expect(await behind(rep, row)).toEqual({
          count: (rate as { numerator: number }).numerator,
          value: (rateByValue as { numerator: number }).numerator,
        })
      }
    }
  })
})
