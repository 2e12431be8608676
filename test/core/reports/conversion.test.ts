import { expect, it } from 'vitest'
import { type Ctx, closeOpportunity, createOpportunity, editReason, runReport } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind, filtersOf } from '../../support/drill-down.ts'
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

  it('has no rate when there is nothing to divide by, and says why', async () => {
    const { rep } = await start()
    const { rows } = await answer(rep, 'conversion', { from: '2020-01-01', to: '2020-02-01', status: ['won'] })
    expect(rows.map(({ measure, rate, none }) => [measure, rate, none])).toEqual([
      ['won-of-all', { numerator: 0, denominator: 0, value: null }, 'no deals'],
      ['won-of-closed', { numerator: 0, denominator: 0, value: null }, 'no closed deals'],
      ['cohort', { numerator: 0, denominator: 0, value: null }, 'no deals created'],
    ])
  })

  it('has a rate by number alone where no deal has a value', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    const { number } = await createOpportunity(rep, { name: 'A' })
    await closeOpportunity(rep, { opportunity: number, status: 'won' })
    const closed = (await answer(rep, 'conversion')).rows.find(({ measure }) => measure === 'won-of-closed')
    expect(closed).toMatchObject({ rate: { value: 1 }, rateByValue: { value: null }, none: 'none has a value', n: 1 })
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

  it('counts abandoned deals among the closed when asked to', async () => {
    const { rep } = await start()
    const filters = await filtersOf(rep, { period: 'this-quarter' })
    const { rows, notes, summary } = await runReport(rep, 'conversion', filters, { abandoned: 'included' })
    expect(rows.find(({ measure }) => measure === 'won-of-closed')).toMatchObject({
      rate: { numerator: 2, denominator: 4 },
      rateByValue: { numerator: 400, denominator: 1_300 },
      detail: '2 won, 1 lost, 1 abandoned',
    })
    expect(notes).toEqual(['1 deal was abandoned: in won of all and in won of closed.'])
    expect(summary).toBe('50\u00a0% of closed deals were won this quarter: 2 of 4.')
  })

  it('gives the rates of a team that began this month', async () => {
    const { rep } = await makeTeam(await engine.fresh(), { startsAt: '2026-11-10T08:00:00.000Z' })
    await createOpportunity(rep, { name: 'First', value: 100 })
    const { rows } = await runReport(rep, 'conversion', await filtersOf(rep), { group: 'month' })
    const cohort = rows.find(({ measure }) => measure === 'cohort')
    expect(cohort).toMatchObject({ month: '2026-11', rate: { numerator: 0, denominator: 1 } })
  })

  it('gives the rates month by month, each as if the month were the period', async () => {
    const { rep, admin } = await start()
    await editReason(admin, { reason: 'Timing', notARealDeal: true })
    await closeOpportunity(rep, { opportunity: 8, status: 'lost', reason: 'Timing' })
    const byMonth = async (words = {}) =>
      (await runReport(rep, 'conversion', await filtersOf(rep, words), { group: 'month' })).rows
    const rows = await byMonth()
    expect([...new Set(rows.map(({ month }) => month))]).toEqual(['2026-08', '2026-09', '2026-10', '2026-11'])
    for (const words of [{}, { from: '2026-08-05', to: '2026-11-11', owner: ['Ana Rep'] }]) {
      for (const { month, ...row } of await byMonth(words)) {
        const [year, number] = String(month).split('-').map(Number) as [number, number]
        const next = `${number === 12 ? year + 1 : year}-${String((number % 12) + 1).padStart(2, '0')}-01`
        const first = month === '2026-08' && 'from' in words ? words.from : `${month}-01`
        const period = { ...words, from: first, to: month === '2026-11' && 'to' in words ? words.to : next }
        const alone = (await answer(rep, 'conversion', period)).rows.find(({ measure }) => measure === row.measure)
        expect({ month: null, ...row }).toEqual(alone)
      }
    }
  })

  it('leaves what never was a deal out of every denominator, and says so', async () => {
    const { rep, admin } = await start()
    const before = await rates(rep)
    await closeOpportunity(rep, { opportunity: 8, status: 'abandoned', reason: 'Duplicate' })
    expect(await rates(rep)).toEqual(before)
    await editReason(admin, { reason: 'Duplicate', notARealDeal: true })
    expect(await rates(rep)).toMatchObject({
      'won-of-all': { rate: { numerator: 3, denominator: 7 }, rateByValue: { denominator: 2_800 } },
      'won-of-closed': { rate: { numerator: 3, denominator: 5 } },
      cohort: { rate: { numerator: 3, denominator: 7 } },
    })
    const { notes, n } = await answer(rep, 'conversion')
    expect(notes).toEqual([
      '1 deal was abandoned: in won of all, not in won of closed.',
      '1 deal closed as Duplicate was not a real deal and is in no rate.',
    ])
    expect(n).toBe(7)
    expect(await rates(rep, { reason: ['Duplicate'] })).toMatchObject({ 'won-of-all': { rate: { denominator: 0 } } })
  })
})
