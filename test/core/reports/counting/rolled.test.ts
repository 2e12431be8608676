import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  type Ctx,
  countWrongRollups,
  foldSome,
  keepRollups,
  keyFigures,
  rebuildRollups,
  reports,
  resolveFilters,
  runReport,
} from '../../../../src/core/index.ts'
import { giveUp } from '../../../../src/core/rollups/store.ts'
import { describeEachEngine } from '../../../support/databases.ts'
import { happening, happenings } from '../../../support/happenings.ts'
import { makeTeam } from '../../../support/team.ts'

/** Filters that rollups carry, wholly, in part or not at all. */
const QUESTIONS = [
  {},
  { period: 'this-quarter' },
  { period: 'last-quarter', owner: ['Ana Rep', 'nobody'] },
  { period: 'last-90-days' },
  { period: 'last-365-days', stage: ['Proposal'] },
  { from: '2025-11-17', to: '2026-02-03' },
  { period: 'this-week', status: ['won', 'open'] },
  { owner: ['Ben Rep'], source: ['web'] },
  { source: ['Web'], period: 'this-year' },
  { createdFrom: '2025-12-01', createdTo: '2026-01-15' },
  { createdFrom: '2025-12-05', period: 'this-quarter' },
  { asOf: '2026-01-20' },
  { asOf: '2025-12-31T23:00:00.000Z', source: ['Web'] },
  { minValue: '5' },
]

const steps = fc.array(fc.record({ days: fc.constantFrom(0, 0, 1, 7, 19), some: happenings }), {
  minLength: 1,
  maxLength: 6,
})

async function everyAnswer(ctx: Ctx): Promise<unknown[]> {
  const answers: unknown[] = []
  for (const words of QUESTIONS) {
    const page = { ...ctx, answers: new Map() }
    const filters = await resolveFilters(page, words, { defaultPeriod: 'all' })
    const results = await Promise.all(reports.map(({ id }) => runReport(page, id, filters)))
    answers.push({ words, figures: await keyFigures(page, filters), results })
  }
  return answers
}

describeEachEngine('Rollups', (engine) => {
  it('answer every report as the deals themselves do, whatever happened and however much of it waits', async () => {
    const runs = { numRuns: engine.name === 'sqlite' ? 5 : 2 }
    const story = fc.asyncProperty(steps, steps, steps, async (built, folded, waiting) => {
      const team = await makeTeam(await engine.fresh(), { startsAt: '2025-11-15T08:00:00.000Z' })
      const { manager, clock } = team
      const live = async (all: typeof built) => {
        for (const { days, some } of all) {
          for (const one of some) await happening(one, manager)
          clock.advance({ days, hours: 7 })
        }
      }
      await live(built)
      await rebuildRollups(manager)
      await live(folded)
      await foldSome(manager)
      expect(await countWrongRollups(manager)).toBe(0)
      await live(waiting)
      const rolled = await everyAnswer(manager)
      const own: Ctx = { ...team.rep, workspace: { ...team.workspace, repsSee: 'own' } }
      const rolledOwn = await everyAnswer(own)

      await team.database.transaction((db) => giveUp({ db, workspace: team.workspace }))
      expect(rolled).toEqual(await everyAnswer(manager))
      expect(rolledOwn).toEqual(await everyAnswer(own))

      await keepRollups(manager)
      expect(await countWrongRollups(manager)).toBe(0)
    })
    await fc.assert(story, runs)
  }, 240_000)
})
