import { expect, it } from 'vitest'
import {
  addRate,
  closeOpportunity,
  createOpportunity,
  editOpportunity,
  type ReportResult,
  resolveFilters,
  runReport,
  setTarget,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('Forecast', (engine) => {
  const lines = ({ rows }: ReportResult) =>
    rows.map(({ expected, category, count, value, weighted }) => [expected, category, count, value, weighted].join(' '))
  const QUARTER = { period: 'this-quarter' }

  /** It is 23 November 2026: seven deals, and one that was lost. */
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    const add = (name: string, value: number | null, expectedCloseOn: string | null, more = {}) =>
      createOpportunity(team.rep, { name, value, expectedCloseOn, ...more })
    await add('A', 10_000, '2026-12-10', { stage: 'Negotiation' })
    await add('B', 20_000, '2026-11-30', { stage: 'Proposal' })
    await add('C', 30_000, '2026-12-31')
    await add('D', 40_000, '2026-11-20', { probability: 90 })
    await add('E', 5000, null)
    await add('F', 6000, '2027-01-05')
    await add('G', 7000, '2026-11-23')
    await add('H', 8000, '2026-11-30')
    await closeOpportunity(team.rep, { opportunity: 7, status: 'won' })
    await closeOpportunity(team.rep, { opportunity: 8, status: 'lost' })
    team.clock.advance({ minutes: 1 })
    return { ...team, add }
  }

  it('shows by month and category what is expected and won, with overdue, later and undated apart', async () => {
    const { rep } = await start()
    const result = await answer(rep, 'forecast', QUARTER)
    expect(lines(result)).toEqual([
      'Overdue commit 1 40000 36000', // the deal's own 90 %
      'Oct 2026 won 0 0 0',
      'Nov 2026 won 1 7000 7000',
      'Nov 2026 commit 0 0 0',
      'Nov 2026 best-case 1 20000 10000',
      'Nov 2026 pipeline 0 0 0',
      'Dec 2026 won 0 0 0',
      'Dec 2026 commit 1 10000 7500',
      'Dec 2026 best-case 0 0 0',
      'Dec 2026 pipeline 1 30000 3000',
      'Later pipeline 1 6000 600',
      'Undated pipeline 1 5000 500',
    ])
    expect(result.totals).toEqual({ count: 7, value: 118_000, weighted: 64_600, target: null, coverage: null })
    expect(result.n).toBe(7)
    expect(result.summary).toBe('$600 in 3 open deals is expected this quarter, $100 of it committed; $70 is won.')
    expect(result.notes).toEqual(['No coverage: there is no target for it.'])
  })

  it('opens with every row the deals that make its figure, also as of an earlier moment', async () => {
    const { rep, clock, add } = await start()
    const then = clock.now()
    clock.advance({ days: 2 })
    await add('I', 900, '2026-12-01')
    await editOpportunity(rep, { opportunity: 1, changes: { expectedCloseOn: '2027-02-01' } })
    await closeOpportunity(rep, { opportunity: 2, status: 'won' })
    for (const words of [
      QUARTER,
      { ...QUARTER, asOf: then },
      {},
      { category: ['commit', 'pipeline'], expectedFrom: '2026-12-05' },
      { period: 'last-quarter' },
    ]) {
      const result = await answer(rep, 'forecast', words)
      for (const row of result.rows) {
        expect(await behind(rep, row), JSON.stringify(row)).toEqual({ count: row.count, value: row.value })
      }
      expect(result.rows.reduce((sum, { value }) => sum + (value as number), 0)).toBe(result.totals.value)
    }
    expect(lines(await answer(rep, 'forecast', { ...QUARTER, asOf: then }))).toContain('Dec 2026 commit 1 10000 7500')
  })

  it('holds what is expected against what is still to be won of the target', async () => {
    const { rep, manager, add } = await start()
    await setTarget(manager, { unit: 'quarter', startsOn: '2026-10-01', value: 100_000 })
    await setTarget(manager, { unit: 'month', startsOn: '2026-11-01', value: 30_000 })
    const result = await answer(rep, 'forecast', QUARTER)
    expect(result.totals).toMatchObject({
      target: 100_000,
      coverage: { numerator: 60_000, denominator: 93_000, value: 60 / 93 },
    })
    const november = result.rows.find(({ expected }) => expected === 'Nov 2026')
    expect(november).toMatchObject({ category: 'won', target: 30_000 })
    expect(november?.coverage).toMatchObject({ numerator: 20_000, denominator: 23_000 })
    expect(result.summary).toContain('$70 is won of a target of $1k.')

    await setTarget(manager, { unit: 'quarter', startsOn: '2026-10-01', value: 7000 })
    const reached = await answer(rep, 'forecast', QUARTER)
    expect(reached.totals).toMatchObject({ target: 7000, coverage: null })
    expect(reached.notes).toEqual(['No coverage: the target is reached, nothing is left to cover.'])
    await add('From the fair', 1000, '2026-12-01', { source: 'Fair' })
    const narrower = await answer(rep, 'forecast', { ...QUARTER, source: ['Fair'] })
    expect(narrower.totals.coverage).toBeNull()
    expect(narrower.notes[0]).toContain('No coverage: targets are for owners and pipelines')
  })

  it('goes by quarter when asked, and without a period from now to the last expected close', async () => {
    const { rep } = await start()
    const ask = async (words: object, group: string) =>
      runReport(rep, 'forecast', await resolveFilters(rep, words, { defaultPeriod: 'all' }), { group })
    const labels = async (words: object, group: string) => [
      ...new Set((await ask(words, group)).rows.map(({ expected }) => expected)),
    ]
    expect(await labels({}, 'quarter')).toEqual(['Overdue', 'Oct–Dec 2026', 'Jan–Mar 2027', 'Undated'])
    expect(await labels({}, 'month')).toEqual(['Overdue', 'Nov 2026', 'Dec 2026', 'Jan 2027', 'Undated'])
    await expect(ask({}, 'week')).rejects.toThrow('Choose month, quarter.')
  })

  it('counts what cannot be priced and says so', async () => {
    const { admin, rep, add } = await start()
    await addRate(admin, { currency: 'EUR', day: '2026-11-01', rate: '2' })
    await add('Euros', 1000, '2026-12-01', { currency: 'EUR', stage: 'Proposal' })
    await add('Francs', 1000, '2026-12-01', { currency: 'CHF', stage: 'Proposal' })
    await add('Unknown', null, '2026-12-01', { stage: 'Proposal' })
    const result = await answer(rep, 'forecast', QUARTER)
    expect(lines(result)).toContain('Dec 2026 best-case 3 2000 1000')
    expect(result.notes.slice(1)).toEqual(['1 deal has no value.', '1 deal in CHF has no rate and is not priced.'])
  })

  it('tells a rep who may see own deals only of nobody else’s', async () => {
    const { rep, otherRep } = await start()
    const own = { ...otherRep, workspace: { ...rep.workspace, repsSee: 'own' as const } }
    const result = await answer(own, 'forecast', QUARTER)
    expect(result.totals).toMatchObject({ count: 0, value: 0 })
    expect(result.notes).toContain('You see your own deals only.')
  })

  it('names the choices when a category or a yes is none', async () => {
    const { rep } = await start()
    await expect(answer(rep, 'forecast', { category: ['sure'] })).rejects.toThrow('pipeline, best-case, commit')
    await expect(answer(rep, 'forecast', { undated: 'perhaps' })).rejects.toThrow('neither yes nor no')
  })
})
