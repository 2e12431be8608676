import { expect, it } from 'vitest'
import { type Ctx, closeOpportunity, createOpportunity, editReason, keyFigures } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { dealNamed } from '../../support/deal-list.ts'
import { behind, filtersOf } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('The key figures', (engine) => {
  const figures = async (ctx: Ctx, words = {}) => {
    const list = await keyFigures(ctx, await filtersOf(ctx, words))
    return Object.fromEntries(list.map((figure) => [figure.id, figure]))
  }

  /**
   * Third quarter: 1,000 and 2,000 created, 1,000 won after 10 days, 300 lost. Fourth quarter: 2,000 still open, 4,000
   * created, 500 won after 4 days and 700 won after 6.
   */
  const start = async () => {
    const team = await makeTeam(await engine.fresh(), { startsAt: '2026-08-01T08:00:00.000Z' })
    const { rep, clock } = team
    for (const value of [1_000, 2_000, 300]) await createOpportunity(rep, { name: 'Deal', value })
    clock.advance({ days: 10 })
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    await closeOpportunity(rep, { opportunity: 3, status: 'lost' })
    clock.set('2026-11-01T08:00:00.000Z')
    for (const value of [4_000, 500, 700]) await createOpportunity(rep, { name: 'Deal', value })
    clock.advance({ days: 4 })
    await closeOpportunity(rep, { opportunity: 5, status: 'won' })
    clock.advance({ days: 2 })
    await closeOpportunity(rep, { opportunity: 6, status: 'won' })
    return team
  }

  it('compare what is open with how the period began', async () => {
    const { rep } = await start()
    expect(await figures(rep, { period: 'this-quarter' })).toMatchObject({
      openValue: {
        value: 6_000,
        detail: '2 deals',
        change: { ratio: 2, label: 'since 1 Oct 2026', better: true }, // 2,000 on the first of October
      },
      weighted: { value: 600, detail: '10\u00a0% of open', change: { ratio: 2 } },
    })
  })

  it('compare what was won, how often and how fast with the period before', async () => {
    const { rep } = await start()
    expect(await figures(rep, { period: 'this-quarter' })).toMatchObject({
      wonInPeriod: {
        label: 'Won this quarter',
        value: 1_200,
        detail: '2 deals',
        change: { ratio: 0.2, label: 'vs the quarter before', better: true },
      },
      wonOfClosed: {
        value: { numerator: 2, denominator: 2, value: 1 },
        detail: '2 of 2',
        change: { ratio: null, label: '+50 points vs the quarter before', better: true },
      },
      medianCycle: {
        value: 5 * 86_400, // of 4 and 6 days
        n: 2,
        detail: 'p75 5.5 · p90 5.8 days · n 2',
        change: { ratio: -0.5, label: 'vs the quarter before', better: true },
      },
    })
  })

  it('compare with nothing for all time', async () => {
    const { rep } = await start()
    const all = await figures(rep)
    expect(Object.values(all).map(({ change }) => change)).toEqual([null, null, null, null, null])
    expect(all).toMatchObject({
      wonInPeriod: { label: 'Won', value: 2_200 },
      wonOfClosed: { value: { numerator: 3, denominator: 4 } },
      medianCycle: { value: 6 * 86_400 },
    })
  })

  it('call new what was nothing before', async () => {
    const { rep } = await start()
    expect(await figures(rep, { period: 'last-quarter' })).toMatchObject({
      openValue: { change: { ratio: null, label: 'new', better: true } },
      wonInPeriod: { value: 1_000, change: { ratio: null, label: 'new', better: true } },
      wonOfClosed: { change: null },
      medianCycle: { change: null },
    })
  })

  it('open the deals that they count', async () => {
    const { rep } = await start()
    const { openValue, weighted, wonInPeriod, wonOfClosed, medianCycle } = await figures(rep, {
      period: 'this-quarter',
    })
    const of = (figure: typeof openValue) => behind(rep, { deals: figure?.deals ?? '' })
    expect(await of(openValue)).toEqual({ count: 2, value: 6_000 })
    expect(await of(weighted)).toEqual({ count: 2, value: 6_000 })
    expect(await of(wonInPeriod)).toEqual({ count: 2, value: 1_200 })
    expect(await of(wonOfClosed)).toEqual({ count: 2, value: 1_200 })
    expect(await of(medianCycle)).toEqual({ count: 2, value: 1_200 })
  })

  it('leave what never was a deal out of the rate and of the deals it opens', async () => {
    const { rep, admin } = await start()
    const rate = async () => (await figures(rep, { period: 'this-quarter' })).wonOfClosed
    const before = await rate()
    const listed = await behind(rep, { deals: before?.deals ?? '' })
    await createOpportunity(rep, { name: 'Twice', value: 7 })
    const { number } = await dealNamed(rep, 'Twice')
    await closeOpportunity(rep, { opportunity: number, status: 'lost', reason: 'No decision' })
    await editReason(admin, { reason: 'No decision', notARealDeal: true })
    const after = await rate()
    expect(after?.value).toEqual(before?.value)
    expect(await behind(rep, { deals: after?.deals ?? '' })).toEqual(listed)
  })

  it('have values, or say that there is none, before the first deal', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    expect(await figures(rep, { period: 'this-quarter' })).toMatchObject({
      openValue: { value: 0, detail: '0 deals', change: null },
      wonOfClosed: { value: { value: null }, detail: 'no closed deals' },
      medianCycle: { value: null, n: 0, detail: 'no win' },
    })
  })
})
