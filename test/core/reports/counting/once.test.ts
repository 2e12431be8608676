import { expect, it } from 'vitest'
import {
  closeOpportunity,
  createOpportunity,
  keyFigures,
  moveOpportunity,
  reports,
  resolveFilters,
  runReport,
} from '../../../../src/core/index.ts'
import { describeEachEngine } from '../../../support/databases.ts'
import { makeTeam } from '../../../support/team.ts'

describeEachEngine('A page that asks each question once', (engine) => {
  it('shows on every card what each would show alone', async () => {
    const { rep, clock } = await makeTeam(await engine.fresh())
    for (const value of [100, 200, 400, null]) await createOpportunity(rep, { name: 'A', value })
    await moveOpportunity(rep, { opportunity: 2, stage: 'Proposal' })
    clock.advance({ days: 1 })
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    await closeOpportunity(rep, { opportunity: 3, status: 'lost' })
    for (const words of [{}, { status: ['open'] }, { period: 'all' }, { asOf: clock.now() }]) {
      const filters = await resolveFilters(rep, words, { defaultPeriod: 'this-quarter' })
      const page = { ...rep, answers: new Map() }
      for (const { id } of reports) {
        expect(await runReport(page, id, filters), id).toEqual(await runReport(rep, id, filters))
      }
      expect(await keyFigures(page, filters)).toEqual(await keyFigures(rep, filters))
    }
  })

  it('sees a change on the next page', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    const filters = await resolveFilters(rep, {}, { defaultPeriod: 'all' })
    const countOn = async (answers: Map<string, Promise<unknown>>) =>
      (await runReport({ ...rep, answers }, 'status', filters)).totals.count
    const first = new Map()
    expect(await countOn(first)).toBe(0)
    await createOpportunity(rep, { name: 'A' })
    expect(await countOn(first)).toBe(0)
    expect(await countOn(new Map())).toBe(1)
  })
})
