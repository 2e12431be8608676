import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addRate, totalOpportunities } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind, filtersOf } from '../../support/drill-down.ts'
import { happening, happenings } from '../../support/happenings.ts'
import { makeTeam } from '../../support/team.ts'

const rates = fc.uniqueArray(
  fc.record({ day: fc.integer({ min: 10, max: 31 }), rate: fc.constantFrom('0.5', '1.013', '1.2', '3') }),
  { selector: ({ day }) => day, maxLength: 6 },
)

describeEachEngine('With rates that change', (engine) => {
  it('the bridge balances and every row’s list sums to its figure, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, rates, async (events, entered) => {
        const { admin, clock } = await makeTeam(await engine.fresh(), { startsAt: '2026-01-12T08:00:00.000Z' })
        for (const { day, rate } of entered) await addRate(admin, { currency: 'EUR', day: `2026-01-${day}`, rate })
        const moments = [clock.now()]
        for (const event of events) {
          clock.advance({ hours: 14 })
          await happening(event, admin)
          moments.push(clock.now())
        }
        clock.advance({ minutes: 1 })
        const at = (share: number) => moments[Math.floor((moments.length - 1) * share)] as string
        for (const filters of [{}, { maxValue: '5' }]) {
          for (const [from, to] of [
            [at(0.2), at(0.8)],
            [at(0.5), at(1)],
          ] as const) {
            if (from === to) continue
            const { rows } = await answer(admin, 'bridge', { ...filters, from, to })
            const open = async (asOf: string) =>
              totalOpportunities(admin, await filtersOf(admin, { ...filters, status: ['open'], asOf }))
            const [start, end] = [await open(from), await open(to)]
            expect(rows.at(0)).toMatchObject({ bucket: 'start', count: start.count, value: start.value })
            expect(rows.at(-1)).toMatchObject({ bucket: 'end', count: end.count, value: end.value })
            expect(rows.slice(1, -1).reduce((sum, { value }) => sum + (value as number), 0)).toBe(
              end.value - start.value,
            )
          }
        }
        for (const id of ['value-by-stage', 'won-lost', 'owners']) {
          const { rows } = await answer(admin, id, { asOf: at(0.7) })
          for (const row of rows) {
            if (!row.deals || row.value === undefined) continue
            expect(await behind(admin, row)).toEqual({ count: row.count, value: row.value })
          }
        }
      }),
      { numRuns: engine.name === 'sqlite' ? 12 : 3 },
    )
  }, 120_000)
})
