import { expect, it } from 'vitest'
import {
  changeSettings,
  closeOpportunity,
  createOpportunity,
  editReason,
  reopenOpportunity,
  retireReason,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('Reasons', (engine) => {
  /** In September, 100 lost for its price. In November, 200 and 400 lost for a competitor, 800 for its price, 50 for nothing; two abandoned as duplicates. */
  const start = async () => {
    const team = await makeTeam(await engine.fresh(), { startsAt: '2026-09-10T08:00:00.000Z' })
    const { rep, otherRep, clock } = team
    for (const value of [100, 200, 400, 800, 50, 1_600, null]) await createOpportunity(rep, { name: 'Deal', value })
    await createOpportunity(otherRep, { name: 'Won', value: 3_200 })
    await closeOpportunity(rep, { opportunity: 1, status: 'lost', reason: 'Price' })
    clock.set('2026-11-10T08:00:00.000Z')
    for (const opportunity of [2, 3]) await closeOpportunity(rep, { opportunity, status: 'lost', reason: 'Competitor' })
    await closeOpportunity(rep, { opportunity: 4, status: 'lost', reason: 'Price' })
    await closeOpportunity(rep, { opportunity: 5, status: 'lost' })
    for (const opportunity of [6, 7]) {
      await closeOpportunity(rep, { opportunity, status: 'abandoned', reason: 'Duplicate' })
    }
    await closeOpportunity(rep, { opportunity: 8, status: 'won' })
    return team
  }

  it('count and add up what was lost and abandoned, the most frequent first, no reason given a row of its own', async () => {
    const { rep } = await start()
    const { rows, totals, n, summary, notes } = await answer(rep, 'reasons', { period: 'this-quarter' })
    expect(rows.map(({ status, reason, count, value }) => `${status} ${reason} ${count} ${value}`)).toEqual([
      'lost Competitor 2 600',
      'lost Price 1 800',
      'lost No reason given 1 50',
      'abandoned Duplicate 2 1600',
    ])
    expect(rows[0]?.share).toEqual({ numerator: 2, denominator: 4, value: 1 / 2 })
    expect([totals, n]).toEqual([{ count: 6, value: 3_050 }, 6])
    expect(summary).toBe(
      'Competitor is the most frequent reason: 2 of 4 deals lost this quarter (50\u00a0%), worth $6.',
    )
    expect(notes).toEqual(['1 deal has no value.'])
  })

  it('open the deals of each row, now and as of any moment', async () => {
    const { rep, clock } = await start()
    const asOf = clock.now()
    clock.advance({ days: 1 })
    await reopenOpportunity(rep, { opportunity: 4 })
    for (const words of [{}, { period: 'this-quarter' }, { asOf }, { asOf, status: ['lost'] }]) {
      const { rows } = await answer(rep, 'reasons', words)
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) expect(await behind(rep, row)).toEqual({ count: row.count, value: row.value })
    }
    const price = async (words: object) =>
      (await answer(rep, 'reasons', words)).rows.find(({ reason }) => reason === 'Price')?.count
    expect([await price({}), await price({ asOf })]).toEqual([1, 2])
  })

  it('keep a retired reason, and say which are no real deals', async () => {
    const { rep, admin } = await start()
    await editReason(admin, { reason: 'Duplicate', notARealDeal: true })
    await retireReason(admin, { reason: 'Price' })
    const { rows, notes } = await answer(rep, 'reasons')
    expect(rows.map(({ reason, count, inRates }) => `${reason} ${count} ${inRates}`)).toEqual([
      'Price 2 yes',
      'Competitor 2 yes',
      'No reason given 1 yes',
      'Duplicate 2 no: not a real deal',
    ])
    expect(notes[0]).toBe('2 deals closed as Duplicate were not real deals and are in no rate.')
  })

  it('say what there is to say when nobody gave a reason, when only deals were given up, and when there are none', async () => {
    const { rep } = await start()
    const summary = async (words: object) => (await answer(rep, 'reasons', words)).summary
    expect(await summary({ reason: ['none'] })).toBe('1 deal was lost, none with a reason.')
    expect(await summary({ status: ['abandoned'] })).toMatch(/^Duplicate is .* 2 of 2 deals abandoned/)
    expect(await summary({ status: ['won'] })).toBe('No deals fit these filters.')
    expect(await summary({ period: 'last-month' })).toBe('No deal was lost or abandoned last month.')
  })

  it('show a rep who may see own deals only nothing else', async () => {
    const { admin, members, ctxOf, workspace } = await start()
    await changeSettings(admin, { ...workspace, repsSee: 'own' })
    const rep = { ...ctxOf(members.otherRep), workspace: { ...workspace, repsSee: 'own' as const } }
    expect(await answer(rep, 'reasons')).toMatchObject({ rows: [], notes: ['You see your own deals only.'] })
  })
})
