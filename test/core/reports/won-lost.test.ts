import { expect, it } from 'vitest'
import { closeOpportunity, createOpportunity, type ReportResult } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('Won and lost by month', (engine) => {
  /** Won 100 in January, 200 at the very end of it in Berlin; lost 400 in March; 800 still open. */
  const start = async () => {
    const team = await makeTeam(await engine.fresh(), { startsAt: '2026-01-05T08:00:00.000Z' })
    const { rep, clock } = team
    for (const value of [100, 200, 400, 800]) await createOpportunity(rep, { name: 'Deal', value })
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    clock.set('2026-01-31T22:59:00.000Z')
    await closeOpportunity(rep, { opportunity: 2, status: 'won' })
    clock.set('2026-03-10T08:00:00.000Z')
    await closeOpportunity(rep, { opportunity: 3, status: 'lost' })
    return team
  }
  const lines = ({ rows }: ReportResult) =>
    rows.map(({ month, status, count, value }) => `${month} ${status} ${count} ${value}`)

  it('spans the first close to the last for all time, empty months included', async () => {
    const { rep } = await start()
    const result = await answer(rep, 'won-lost')
    expect(lines(result)).toEqual([
      '2026-01 won 2 300',
      '2026-01 lost 0 0',
      '2026-01 abandoned 0 0',
      '2026-02 won 0 0',
      '2026-02 lost 0 0',
      '2026-02 abandoned 0 0',
      '2026-03 won 0 0',
      '2026-03 lost 1 400',
      '2026-03 abandoned 0 0',
    ])
    expect(result.totals).toEqual({ count: 3, value: 700 })
    expect(result.summary).toBe('$3 won in 2 deals; 1 lost and 0 abandoned.')
  })

  it('fills every month of the period, also over the turn of a year', async () => {
    const { rep } = await start()
    const months = async (words: object) => [
      ...new Set((await answer(rep, 'won-lost', words)).rows.map((row) => row.month)),
    ]
    expect(await months({ from: '2025-11-15', to: '2026-02-01' })).toEqual(['2025-11', '2025-12', '2026-01'])
    expect(await months({ from: '2026-02-01' })).toEqual(['2026-02', '2026-03'])
    expect(await months({ to: '2026-03-01' })).toEqual(['2026-01', '2026-02'])
    expect(await months({ period: 'this-quarter' })).toEqual(['2026-01', '2026-02', '2026-03'])
  })

  it('counts only the days of the period in its first and last month', async () => {
    const { rep } = await start()
    const result = await answer(rep, 'won-lost', { from: '2026-01-10', to: '2026-03-10', status: ['won', 'open'] })
    expect(lines(result)).toEqual(['2026-01 won 1 200', '2026-02 won 0 0', '2026-03 won 0 0'])
    for (const row of result.rows) expect(await behind(rep, row)).toEqual({ count: row.count, value: row.value })
  })

  it('opens from each row the deals that it counts', async () => {
    const { rep } = await start()
    for (const row of (await answer(rep, 'won-lost')).rows) {
      expect(await behind(rep, row)).toEqual({ count: row.count, value: row.value })
    }
  })

  it('has nothing to say when only open deals are asked for', async () => {
    const { rep } = await start()
    expect(await answer(rep, 'won-lost', { status: ['open'] })).toMatchObject({ rows: [], totals: { count: 0 } })
  })

  it('compares each month with the one before, new where there was nothing', async () => {
    const { rep, clock } = await start()
    clock.set('2026-04-02T08:00:00.000Z')
    await createOpportunity(rep, { name: 'Deal', value: 450 })
    for (const opportunity of [4, 5]) await closeOpportunity(rep, { opportunity, status: 'won' })
    const { rows, notes } = await answer(rep, 'won-lost', { from: '2026-02-01', to: '2026-05-01', status: ['won'] })
    expect(
      rows.map(({ month, countBefore, valueBefore, change }) => [month, countBefore, valueBefore, change]),
    ).toEqual([
      ['2026-02', 2, 300, '−100\u00a0%'],
      ['2026-03', 0, 0, '-'],
      ['2026-04', 0, 0, 'new'],
    ])
    expect(notes).toEqual(['2026-04 is not over yet.'])
  })

  it('compares a month that the period cuts with as many days before it', async () => {
    const { rep, clock } = await start()
    clock.set('2026-04-02T08:00:00.000Z')
    await closeOpportunity(rep, { opportunity: 4, status: 'won' })
    const { rows } = await answer(rep, 'won-lost', { from: '2026-01-31', to: '2026-02-01', status: ['won'] })
    expect(rows).toMatchObject([{ value: 200, valueBefore: 0, change: 'new' }])
    const [row] = (await answer(rep, 'won-lost', { from: '2026-01-20', to: '2026-02-01', status: ['won'] })).rows
    // The twelve days from the 8th on: the win of the 5th is none of them.
    expect(row).toMatchObject({ value: 200, valueBefore: 0 })
  })

  it('says how the period compares with the one before', async () => {
    const { rep, clock } = await start()
    clock.set('2026-04-20T08:00:00.000Z')
    await closeOpportunity(rep, { opportunity: 4, status: 'won' })
    expect((await answer(rep, 'won-lost', { period: 'this-quarter' })).summary).toBe(
      '$8 won in 1 deal this quarter (+166.7\u00a0% on the quarter before); 0 lost and 0 abandoned.',
    )
  })
})
