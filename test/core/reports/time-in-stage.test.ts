import { expect, it } from 'vitest'
import {
  closeOpportunity,
  createOpportunity,
  deleteOpportunity,
  importOpportunities,
  moveOpportunity,
  undoChange,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind } from '../../support/drill-down.ts'
import { csv } from '../../support/import-files.ts'
import { makeTeam } from '../../support/team.ts'

const DAY = 86_400

describeEachEngine('Time in stage', (engine) => {
  const start = async () => makeTeam(await engine.fresh())

  it('takes the median and what most stays remained below, of those that ended in the period', async () => {
    const { rep, clock } = await start()
    for (let i = 1; i <= 4; i++) await createOpportunity(rep, { name: `Deal ${i}` })
    for (let i = 1; i <= 4; i++) {
      clock.advance({ days: 1 })
      await moveOpportunity(rep, { opportunity: i, stage: 'Qualification' })
    }
    clock.advance({ days: 3 })
    const result = await answer(rep, 'time-in-stage', { period: 'this-quarter' })
    // 1, 2, 3 and 4 days: half-way between 2 and 3, a quarter after 3, seven tenths after 3.
    expect(result.rows[0]).toMatchObject({
      ...{ stage: 'Prospecting', count: 4, n: 4, median: 2.5 * DAY, p75: 3.25 * DAY, p90: 3.7 * DAY },
      ...{ openN: 0, openMedian: null, openP75: null, openP90: null },
    })
    expect(result.rows[1]).toMatchObject({ stage: 'Qualification', count: 0, n: 0, median: null, openN: 4 })
    expect(result.rows[1]).toMatchObject({ openMedian: 4.5 * DAY, openP75: 5.25 * DAY, openP90: 5.7 * DAY })
    expect(result.totals).toEqual({ count: 4, n: 4, openN: 4 })
    expect(result.summary).toBe(
      'Deals wait longest in Prospecting: half leave within 2.5 days, nine in ten within 3.7 days (n = 4).',
    )
    for (const row of result.rows) expect((await behind(rep, row)).count).toBe(row.count)
  })

  it('counts stays of less than a minute and does not time them', async () => {
    const { rep, clock } = await start()
    for (const seconds of [59, 60]) {
      const { number } = await createOpportunity(rep, { name: 'Deal' })
      clock.advance({ seconds })
      await closeOpportunity(rep, { opportunity: number, status: 'won' })
    }
    const { rows, notes } = await answer(rep, 'time-in-stage')
    expect(rows[0]).toMatchObject({ count: 2, n: 1, median: 60 })
    expect(notes).toEqual(['1 stay ended within 60 seconds: it is not timed.'])
  })

  it('leaves stays out whose beginning nobody knows, and says how many', async () => {
    const { admin, rep, clock } = await start()
    await importOpportunities(
      admin,
      csv('name,stage,created', 'Known,Prospecting,2026-11-02', 'Unknown,Proposal,2026-11-02'),
      {},
    )
    clock.advance({ days: 1 })
    await moveOpportunity(rep, { opportunity: 2, stage: 'Negotiation' })
    const { rows, notes } = await answer(rep, 'time-in-stage')
    expect(rows.find(({ stage }) => stage === 'Proposal')).toMatchObject({ count: 1, n: 0, median: null })
    expect(rows.find(({ stage }) => stage === 'Negotiation')).toMatchObject({ openN: 1, openMedian: 0 })
    expect(notes).toEqual(['Of 1 stay nobody knows the beginning: it is not timed.'])
  })

  it('times a stay to when it really ended, also one that was closed back-dated', async () => {
    const { rep, manager, clock } = await start()
    await createOpportunity(rep, { name: 'Deal' })
    clock.advance({ days: 10 })
    await closeOpportunity(manager, { opportunity: 1, status: 'lost', closedOn: '2026-11-26' })
    // From Monday 09:00 in Berlin to the midnight before Thursday.
    expect((await answer(rep, 'time-in-stage')).rows[0]).toMatchObject({ n: 1, median: 2 * DAY + 15 * 3600 })
  })

  it('tells what was known at an earlier moment, and nothing of deals that were deleted', async () => {
    const { rep, manager, clock } = await start()
    await createOpportunity(rep, { name: 'Deal' })
    clock.advance({ days: 2 })
    const asOf = clock.now()
    clock.advance({ days: 2 })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Proposal' })
    const before = await answer(rep, 'time-in-stage', { asOf })
    expect(before.rows[0]).toMatchObject({ count: 0, n: 0, openN: 1, openMedian: 2 * DAY })
    await deleteOpportunity(manager, { opportunity: 1 })
    expect(await answer(rep, 'time-in-stage')).toMatchObject({ totals: { count: 0, openN: 0 } })
    expect((await answer(rep, 'time-in-stage', { asOf })).rows).toEqual(before.rows)
  })

  it('begins the stay anew when a move is undone', async () => {
    const { rep, clock } = await start()
    await createOpportunity(rep, { name: 'Deal' })
    clock.advance({ days: 2 })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Proposal' })
    clock.advance({ days: 1 })
    await undoChange(rep, { opportunity: 1 })
    clock.advance({ days: 3 })
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    const { rows } = await answer(rep, 'time-in-stage')
    expect(rows[0]).toMatchObject({ stage: 'Prospecting', n: 2, median: 2.5 * DAY })
  })
})
