import { expect, it } from 'vitest'
import { closeOpportunity, createOpportunity, reopenOpportunity } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('Status', (engine) => {
  const start = async () => makeTeam(await engine.fresh())

  it('counts and adds up how deals ended, and says so in a sentence', async () => {
    const { rep } = await start()
    for (const value of [100, 200, 400, 800]) await createOpportunity(rep, { name: 'Deal', value })
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    await closeOpportunity(rep, { opportunity: 2, status: 'won' })
    await closeOpportunity(rep, { opportunity: 3, status: 'lost' })
    const { rows, totals, summary } = await answer(rep, 'status')
    expect(rows).toMatchObject([
      { status: 'open', count: 1, value: 800 },
      { status: 'won', count: 2, value: 300 },
      { status: 'lost', count: 1, value: 400 },
      { status: 'abandoned', count: 0, value: 0 },
    ])
    expect(totals).toEqual({ count: 4, value: 1_500 })
    expect(summary).toBe('1 deal open; 2 won worth $3, 1 lost, 0 abandoned.')
    for (const row of rows) expect(await behind(rep, row)).toEqual({ count: row.count, value: row.value })
  })

  it('goes by the final close: what was reopened is open, and was won before', async () => {
    const { rep, clock } = await start()
    await createOpportunity(rep, { name: 'Deal', value: 100 })
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    const asOf = clock.now()
    clock.advance({ days: 1 })
    await reopenOpportunity(rep, { opportunity: 1 })
    const counts = async (words = {}) => (await answer(rep, 'status', words)).rows.map(({ count }) => count)
    expect(await counts()).toEqual([1, 0, 0, 0])
    expect(await counts({ asOf })).toEqual([0, 1, 0, 0])
  })

  it('puts a close into the local day, on both sides of midnight', async () => {
    const { rep, clock } = await start()
    for (const name of ['A', 'B']) await createOpportunity(rep, { name, value: 100 })
    clock.set('2026-11-30T22:59:59.999Z') // 23:59 in Berlin
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    clock.set('2026-11-30T23:00:00.000Z') // 1 December, 0:00
    await closeOpportunity(rep, { opportunity: 2, status: 'won' })
    const won = async (from: string, to: string) => (await answer(rep, 'status', { from, to })).rows[1]?.count
    expect(await won('2026-11-30', '2026-12-01')).toBe(1)
    expect(await won('2026-12-01', '2026-12-02')).toBe(1)
    expect(await won('2026-11-01', '2026-11-30')).toBe(0)
  })

  it('shows only the statuses that were asked for', async () => {
    const { rep } = await start()
    await createOpportunity(rep, { name: 'Deal', value: 100 })
    const { rows, summary } = await answer(rep, 'status', { status: ['won', 'lost'] })
    expect(rows.map(({ status }) => status)).toEqual(['won', 'lost'])
    expect(summary).toBe('No deals fit these filters.')
  })

  it('shows a rep who may see own deals only nothing else, and says so', async () => {
    const { rep, otherRep, manager, workspace } = await start()
    const strict = { ...workspace, repsSee: 'own' as const }
    await createOpportunity(rep, { name: 'Mine', value: 100 })
    await createOpportunity(otherRep, { name: 'Not mine', value: 200 })
    const mine = await answer({ ...rep, workspace: strict }, 'status')
    expect(mine).toMatchObject({ totals: { count: 1, value: 100 }, notes: ['You see your own deals only.'] })
    expect(await answer({ ...manager, workspace: strict }, 'status')).toMatchObject({ totals: { count: 2 }, notes: [] })
  })

  it('knows nothing of another workspace', async () => {
    const database = await engine.fresh()
    const ours = await makeTeam(database)
    const theirs = await makeTeam(database, { name: 'Rivals', slackTeamId: 'T2' })
    await createOpportunity(theirs.rep, { name: 'Theirs', value: 100 })
    expect(await answer(ours.rep, 'status')).toMatchObject({ totals: { count: 0, value: 0 }, summary: 'No deals yet.' })
    expect((await answer(ours.rep, 'status', { asOf: ours.clock.now() })).totals).toEqual({ count: 0, value: 0 })
  })
})
