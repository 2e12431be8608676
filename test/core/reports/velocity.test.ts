import { expect, it } from 'vitest'
import { closeOpportunity, createOpportunity, type ReportResult, reopenOpportunity } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

const DAY = 86_400

describeEachEngine('Velocity', (engine) => {
  const start = async () => makeTeam(await engine.fresh())
  const figures = ({ rows }: ReportResult) => Object.fromEntries(rows.map(({ measure, figure }) => [measure, figure]))

  it('is open deals × win rate × mean won value ÷ mean cycle, with the four beside it', async () => {
    const { rep, clock } = await start()
    for (const value of [1_000, 3_000, null, 500, 700, 900]) await createOpportunity(rep, { name: 'Deal', value })
    clock.advance({ days: 10 })
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    await closeOpportunity(rep, { opportunity: 4, status: 'lost' })
    clock.advance({ days: 10 })
    await closeOpportunity(rep, { opportunity: 2, status: 'won' })
    clock.advance({ days: 20 })
    await closeOpportunity(rep, { opportunity: 3, status: 'won' }) // nobody knows its value
    const result = await answer(rep, 'velocity')
    // Cycles of 10, 20 and 40 days; 3 of 4 won; wins of 10.00 and 30.00; 2 are open.
    expect(figures(result)).toEqual({
      'cycle-median': 20 * DAY,
      'cycle-mean': (70 / 3) * DAY,
      'open-deals': 2,
      'win-rate': { numerator: 3, denominator: 4, value: 0.75 },
      'mean-won-value': 2_000,
      velocity: Math.round((2 * 0.75 * 2_000) / (70 / 3)),
      'highlevel-velocity': Math.round((4_000 / (70 / 3)) * 30),
    })
    expect(result.rows.map(({ unit }) => unit)).toEqual([
      ...['duration', 'duration', 'count', 'ratio', 'money', 'money', 'money'],
    ])
    // Half-way from 20 days to 40, and four fifths of it; no other measure has a spread.
    expect(result.rows[0]).toMatchObject({ p75: 30 * DAY, p90: 36 * DAY, count: 3 })
    expect(result.rows.slice(1).every(({ p75, p90 }) => p75 === null && p90 === null)).toBe(true)
    expect(result.notes).toEqual(['1 deal has no value.'])
    for (const row of result.rows) if (row.deals) expect((await behind(rep, row)).count).toBe(row.count)
  })

  it('is nothing, with the reason, without a win and with a cycle of 0', async () => {
    const { rep } = await start()
    await createOpportunity(rep, { name: 'A', value: 100 })
    const none = await answer(rep, 'velocity')
    expect(figures(none)).toMatchObject({ 'cycle-mean': null, velocity: null, 'highlevel-velocity': null })
    expect(none.summary).toBe('No velocity. No deal was won.')
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    const zero = await answer(rep, 'velocity')
    expect(figures(zero)).toMatchObject({ 'cycle-mean': 0, velocity: null, 'highlevel-velocity': null })
    expect(zero.rows.find(({ measure }) => measure === 'velocity')?.detail).toMatch(/mean cycle is 0/)
  })

  it('takes only the final win of a deal that was reopened, from its creation, and the wins of the period', async () => {
    const { rep, clock } = await start()
    await createOpportunity(rep, { name: 'A', value: 100 })
    clock.advance({ days: 4 })
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    const asOf = clock.now()
    clock.set('2027-01-10T08:00:00.000Z')
    await reopenOpportunity(rep, { opportunity: 1 })
    clock.set('2027-01-12T08:00:00.000Z')
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    expect(figures(await answer(rep, 'velocity', { period: 'this-quarter' }))['cycle-mean']).toBe(50 * DAY)
    expect(figures(await answer(rep, 'velocity', { period: 'last-quarter' }))['cycle-mean']).toBe(null)
    expect(figures(await answer(rep, 'velocity', { asOf }))['cycle-mean']).toBe(4 * DAY)
  })
})
