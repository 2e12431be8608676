import { expect, it } from 'vitest'
import { closeOpportunity, createOpportunity, editOpportunity } from '../../../../src/core/index.ts'
import { closedIn } from '../../../../src/core/reports/counting/balance.ts'
import { describeEachEngine } from '../../../support/databases.ts'
import { filtersOf } from '../../../support/drill-down.ts'
import { makeTeam } from '../../../support/team.ts'

describeEachEngine('The spread of the cycles', (engine) => {
  it('has the one in the middle, or lies between the two there; none without a win', async () => {
    const { rep, clock } = await makeTeam(await engine.fresh())
    const spread = async (words = {}) => (await closedIn(rep, await filtersOf(rep, words))).cycle
    const median = async (words = {}) => (await spread(words)).median
    for (let i = 0; i < 5; i++) await createOpportunity(rep, { name: 'A' })
    await closeOpportunity(rep, { opportunity: 5, status: 'lost' })
    expect(await median()).toBeNull()

    // Won after 7, 9, 20 and 101 seconds.
    const medians: (number | null)[] = []
    let passed = 0
    for (const [i, seconds] of [7, 9, 20, 101].entries()) {
      clock.advance({ seconds: seconds - passed })
      passed = seconds
      await closeOpportunity(rep, { opportunity: i + 1, status: 'won' })
      medians.push(await median())
    }
    expect(medians).toEqual([7, 8, 9, 15]) // 14.5, to the second
    // A quarter of the way from 20 to 101, and seven tenths of it.
    expect(await spread()).toEqual({ n: 4, median: 15, p75: 40, p90: 77 })

    const then = clock.now()
    clock.advance({ days: 1 })
    await editOpportunity(rep, { opportunity: 4, changes: { value: 5 } })
    expect(await median({ asOf: then })).toBe(15)
    expect(await median({ status: ['lost'] })).toBeNull()
  })
})
