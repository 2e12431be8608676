import { expect, it } from 'vitest'
import {
  type Ctx,
  closeOpportunity,
  createOpportunity,
  editOpportunity,
  keepRollups,
  moveOpportunity,
  runReport,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { behind, filtersOf } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('Trend', (engine) => {
  /** Two deals that begin on Monday, of which one moves on Tuesday night and is won on Thursday. */
  async function week() {
    const team = await makeTeam(await engine.fresh(), { startsAt: '2026-10-19T08:00:00.000Z' })
    const { rep, clock } = team
    await createOpportunity(rep, { name: 'A', value: 100_00, tags: ['big'], source: 'Web' })
    await createOpportunity(rep, { name: 'B', value: 20_00 })
    clock.set('2026-10-20T21:59:59.999Z') // The last instant of Tuesday in Berlin.
    await moveOpportunity(rep, { opportunity: 1, stage: 'Proposal' })
    clock.set('2026-10-20T22:00:00.000Z') // The first of Wednesday.
    await editOpportunity(rep, { opportunity: 2, changes: { value: 30_00 } })
    clock.set('2026-10-22T10:00:00.000Z')
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    clock.set('2026-10-25T10:00:00.000Z') // Sunday: a day of 25 hours.
    return team
  }

  async function points(ctx: Ctx, words: object, group: string) {
    const { rows } = await runReport(ctx, 'trend', await filtersOf(ctx, words), { group })
    return rows.map(({ day, stage, count, value }) => `${day} ${stage} ${count} ${value}`)
  }

  it('tells what stood open in each stage at the end of every day, with and without rollups', async () => {
    const { rep } = await week()
    const days = { from: '2026-10-18', to: '2026-10-24' }
    const expected = [
      ...['2026-10-18 Prospecting 0 0', '2026-10-18 Proposal 0 0'],
      ...['2026-10-19 Prospecting 2 12000', '2026-10-19 Proposal 0 0'],
      ...['2026-10-20 Prospecting 1 2000', '2026-10-20 Proposal 1 10000'],
      ...['2026-10-21 Prospecting 1 3000', '2026-10-21 Proposal 1 10000'],
      ...['2026-10-22 Prospecting 1 3000', '2026-10-22 Proposal 0 0'],
      ...['2026-10-23 Prospecting 1 3000', '2026-10-23 Proposal 0 0'],
    ]
    const tagged = ['2026-10-20 Proposal 1 10000', '2026-10-21 Proposal 1 10000', '2026-10-22 Proposal 0 0']
    for (const rolled of [false, true]) {
      if (rolled) await keepRollups(rep)
      expect(await points(rep, days, 'day')).toEqual(expected)
      const later = { from: '2026-10-20', to: '2026-10-23' }
      expect(await points(rep, { ...later, tag: ['big'] }, 'day')).toEqual(tagged)
      expect(await points(rep, { ...later, source: ['web'] }, 'day')).toEqual(tagged)
    }
  })

  it('goes by the workspace’s weeks and months, and ends now or at the moment that is asked about', async () => {
    const { rep } = await week()
    await keepRollups(rep)
    expect(await points(rep, { from: '2026-10-12', to: '2026-11-01' }, 'week')).toEqual([
      ...['2026-10-18 Prospecting 0 0', '2026-10-25 Prospecting 1 3000'],
    ])
    expect(await points(rep, { period: 'this-year' }, 'month')).toHaveLength(10)
    const then = { from: '2026-10-19', asOf: '2026-10-21T10:00:00.000Z' }
    expect((await points(rep, then, 'day')).slice(-2)).toEqual([
      ...['2026-10-21 Prospecting 1 3000', '2026-10-21 Proposal 1 10000'],
    ])
    expect(await points(rep, { period: 'all' }, 'auto')).toHaveLength(14)
    expect(await points(rep, { from: '2026-12-01' }, 'day')).toEqual([])
  })

  it('opens the deals behind each row, as they stood', async () => {
    const { rep } = await week()
    const { rows, summary, n } = await runReport(rep, 'trend', await filtersOf(rep, { from: '2026-10-19' }), {})
    expect(rows).toHaveLength(14)
    for (const row of rows) expect(await behind(rep, row)).toEqual({ count: row.count, value: row.value })
    expect(summary).toBe('Open pipeline shrank by $90 since 19 Oct 2026, to $30 in 1 open deal.')
    expect(n).toBe(1)
  })

  it('measures what wants attention by each moment', async () => {
    const { rep } = await week()
    await editOpportunity(rep, { opportunity: 2, changes: { expectedCloseOn: '2026-10-24' } })
    const overdue = { from: '2026-10-19', attention: ['overdue'] }
    expect(await points(rep, overdue, 'day')).toEqual(
      ['19', '20', '21', '22', '23', '24', '25'].map(
        (day) => `2026-10-${day} Prospecting ${day === '25' ? '1 3000' : '0 0'}`,
      ),
    )
  })
})
