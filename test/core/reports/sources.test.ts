import { expect, it } from 'vitest'
import { closeOpportunity, createOpportunity, editReason } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

const DAY = 86_400

describeEachEngine('Sources', (engine) => {
  /** Web: 100 won after 10 days, 200 won after 20, 400 lost. Referral, also written so: 800 open, 1600 abandoned. None: 50 open. */
  const start = async () => {
    const team = await makeTeam(await engine.fresh(), { startsAt: '2026-11-02T08:00:00.000Z' })
    const { rep, clock } = team
    for (const value of [100, 200, 400]) await createOpportunity(rep, { name: 'Deal', value, source: 'Web' })
    await createOpportunity(rep, { name: 'Deal', value: 800, source: 'Referral' })
    await createOpportunity(rep, { name: 'Deal', value: 1_600, source: 'REFERRAL' })
    await createOpportunity(rep, { name: 'Deal', value: 50, source: null })
    clock.advance({ days: 10 })
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    clock.advance({ days: 10 })
    await closeOpportunity(rep, { opportunity: 2, status: 'won' })
    await closeOpportunity(rep, { opportunity: 3, status: 'lost' })
    await closeOpportunity(rep, { opportunity: 5, status: 'abandoned', reason: 'Duplicate' })
    return team
  }

  it('say of each what it brought, what was won of it, how often and how fast; deals of no source have a row', async () => {
    const { rep } = await start()
    const { rows, totals, n, summary } = await answer(rep, 'sources')
    expect(rows).toMatchObject([
      {
        ...{ source: 'Web', count: 3, value: 700, open: 0, won: 2, lost: 1, abandoned: 0, wonValue: 300 },
        ...{ winRate: { numerator: 2, denominator: 3 }, meanCycle: 15 * DAY, wonPerCreated: 100 },
      },
      {
        ...{ source: 'Referral', count: 2, value: 2_400, open: 1, won: 0, lost: 0, abandoned: 1, wonValue: 0 },
        ...{ winRate: { denominator: 0, value: null }, meanCycle: null, wonPerCreated: 0 },
      },
      { source: 'No source', count: 1, value: 50, open: 1, wonPerCreated: 0 },
    ])
    expect(totals).toMatchObject({
      count: 6,
      value: 3_150,
      won: 2,
      wonValue: 300,
      meanCycle: 15 * DAY,
      wonPerCreated: 50,
    })
    expect(n).toBe(6)
    expect(summary).toBe('Web brought the most: $3 in 2 deals won, 66.7\u00a0% of those closed.')
  })

  it('count what was won per deal created among those created in the period', async () => {
    const { rep, clock } = await start()
    clock.set('2026-12-02T08:00:00.000Z')
    await createOpportunity(rep, { name: 'Deal', value: 1_000, source: 'web' })
    await closeOpportunity(rep, { opportunity: 7, status: 'won' })
    const web = async (period: string) => (await answer(rep, 'sources', { period })).rows[0]
    expect(await web('this-month')).toMatchObject({ source: 'web', wonValue: 1_000, wonPerCreated: 1_000 })
    expect(await web('last-month')).toMatchObject({ source: 'Web', wonValue: 300, wonPerCreated: 100 })
    expect(await web('all')).toMatchObject({ source: 'Web', count: 4, wonValue: 1_300, wonPerCreated: 325 })
  })

  it('leave what never was a deal out of rates, not out of counts', async () => {
    const { rep, admin } = await start()
    await createOpportunity(rep, { name: 'Deal', value: 10, source: 'Web' })
    const reason = (await editReason(admin, { reason: 'No decision', notARealDeal: true })).name
    await closeOpportunity(rep, { opportunity: 7, status: 'lost', reason })
    const { rows, notes } = await answer(rep, 'sources')
    expect(rows[0]).toMatchObject({ lost: 2, count: 4, winRate: { numerator: 2, denominator: 3 }, wonPerCreated: 100 })
    expect(notes).toContain('1 deal closed as No decision was not a real deal and is in no rate.')
  })

  it('put all beyond ten into one row, so that everything still adds up', async () => {
    const { rep } = await start()
    for (let i = 1; i <= 12; i += 1) await createOpportunity(rep, { name: 'Deal', value: i, source: `Fair ${i}` })
    for (const words of [{}, { source: ['Web', 'none', ...Array.from({ length: 12 }, (_, i) => `fair ${i + 1}`)] }]) {
      const { rows, totals } = await answer(rep, 'sources', words)
      expect(rows.slice(-2).map(({ source }) => source)).toEqual([
        expect.stringMatching(/^Other \(\d sources\)$/),
        'No source',
      ])
      const sum = (key: string) => rows.reduce((all, row) => all + Number(row[key]), 0)
      for (const key of ['count', 'value', 'open', 'won', 'lost', 'abandoned', 'wonValue'])
        expect(sum(key)).toBe(totals[key])
      for (const row of rows) expect(await behind(rep, row)).toEqual({ count: row.count, value: row.value })
    }
  })

  it('open the deals of each row, however the source is written; one called none is none', async () => {
    const { rep } = await start()
    for (const source of ['ÉCOLE', 'école', 'None']) await createOpportunity(rep, { name: 'Deal', value: 5, source })
    const { rows } = await answer(rep, 'sources')
    expect(rows.map(({ source, count }) => `${String(source).toLowerCase()} ${count}`)).toEqual([
      ...['web 3', 'école 2', 'referral 2', 'no source 2'],
    ])
    for (const words of [{}, { period: 'this-month' }, { source: ['Web', 'none'] }]) {
      for (const row of (await answer(rep, 'sources', words)).rows) {
        expect(await behind(rep, row)).toEqual({ count: row.count, value: row.value })
      }
    }
  })

  it('say who brought most while nothing is won', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    await createOpportunity(rep, { name: 'A', source: 'Web' })
    expect((await answer(rep, 'sources')).summary).toBe('Web brought the most deals: 1; none was won.')
    expect((await answer(rep, 'sources', { source: ['none'] })).summary).toBe('No deals fit these filters.')
    await createOpportunity(rep, { name: 'B' })
    expect((await answer(rep, 'sources', { source: ['none'] })).summary).toBe('No deal has a source.')
  })
})
