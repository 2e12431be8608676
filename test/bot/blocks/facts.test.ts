import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ageText, typedValue, valueText } from '../../../src/bot/blocks/facts.ts'
import { LARGEST_VALUE, parseMoney } from '../../../src/core/index.ts'

describe('the facts of a deal', () => {
  it('show a value that a form can read again, in any currency', () => {
    const currency = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'CHF')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LARGEST_VALUE }), currency, (value, currency) => {
        expect(parseMoney(typedValue({ value, currency }), 'GBP')).toEqual({ value, currency })
      }),
    )
  })

  it('tell nothing known from nothing', () => {
    expect(valueText({ value: null, currency: 'USD' })).toBe('not known yet')
    expect(valueText({ value: 0, currency: 'USD' })).toBe('$0')
  })

  it('count days', () => {
    const now = '2026-11-23T08:00:00.000Z'
    const ages = ['2026-11-23T07:00:00.000Z', '2026-11-22T07:00:00.000Z', '2026-11-11T07:00:00.000Z']
    expect(ages.map((since) => ageText(since, now))).toEqual(['today', '1 day', '12 days'])
  })
})
