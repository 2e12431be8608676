import { expect, it } from 'vitest'
import { closeOpportunity, createOpportunity, editOpportunity } from '../../../../src/core/index.ts'
import { closedIn } from '../../../../src/core/reports/counting/balance.ts'
import { describeEachEngine } from '../../../support/databases.ts'
import { filtersOf } from '../../../support/drill-down.ts'
import { makeTeam } from '../../../support/team.ts'

describeEachEngine('The median of the cycles', (engine) => {
  it('is the one in the middle, or lies between the two there; none without a win', async () => {
    const { rep, clock } = await makeTeam(await engine.fresh())
    const median = async (words = {}) => (await closedIn(rep, await filtersOf(rep, words))).medianCycle
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

    const then = clock.now()
    clock.advance({ days: 1 })
    await editOpportunity(rep, { opportunity: 4, changes: { value: 5 } })
    expect(await median({ asOf: then })).toBe(15)
    expect(await median({ status: ['lost'] })).toBeNull()
  })
})
