import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { exponentOf } from '../../../src/core/money.ts'
import { convert, factorOf, parseRate } from '../../../src/core/rates/model.ts'
import { priceOf } from '../../../src/core/rates/price-store.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam, type Team } from '../../support/team.ts'

const CURRENCIES = ['JPY', 'USD', 'EUR', 'KWD', 'CLF'] as const

const decimalRate = fc
  .tuple(fc.bigInt(0n, 999_999_999n), fc.integer({ min: 0, max: 12 }), fc.bigInt(0n, 999_999_999_999n))
  .map(([whole, places, digits]) => `${whole}.${`${digits}`.padStart(12, '0').slice(0, places) || '0'}`)
  .filter((text) => /[1-9]/.test(text))
  .map(parseRate)
const value = fc.oneof(fc.maxSafeNat(), fc.integer({ min: 0, max: 10_000 }), fc.constantFrom(10 ** 15, 10 ** 15 - 1))

describeEachEngine('The price of a deal in SQL', (engine) => {
  let team: Team
  beforeAll(async () => {
    team = await makeTeam(await engine.fresh())
  })

  it('is what the same conversion gives in TypeScript, for every value, rate and number of decimal places', async () => {
    expect(CURRENCIES.map(exponentOf)).toEqual([0, 2, 2, 3, 4])
    const { workspace, database } = team
    const one = fc.record({
      value: fc.option(value, { nil: null, freq: 20 }),
      rate: decimalRate,
      pair: fc.constantFrom(
        ...CURRENCIES.flatMap((from) => CURRENCIES.filter((to) => to !== from).map((to) => [from, to])),
      ),
    })
    await fc.assert(
      fc.asyncProperty(one, async ({ value, rate, pair: [currency = '', base = ''] }) => {
        const price = await database.transaction(async (db) => {
          await db.deleteFrom('rates').execute()
          await db
            .insertInto('rates')
            .values({
              ...{ id: 'r', workspace_id: workspace.id, base, currency, day: '2026-01-01', rate },
              ...{ ...factorOf({ currency, rate }, base), entered_by: null, entered_at: '2026-01-01T00:00:00.000Z' },
            })
            .execute()
          const { rows } = await sql<{ price: number | null }>`
            select ${priceOf({ currency: base, day: '2026-11-23' })} as price
            from (select cast(${value === null ? null : String(value)} as bigint) as value,
              cast(${currency} as text) as currency, cast(${workspace.id} as text) as workspace_id,
              cast(null as text) as closed_on) as d`.execute(db)
          return rows[0]?.price
        })
        expect(price).toBe(value === null ? null : convert(value, { currency, rate }, base))
      }),
      { numRuns: 300 },
    )
  })
})
