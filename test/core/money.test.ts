import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/core/errors.ts'
import { formatMoney, formatMoneyShort, LARGEST_VALUE, parseMoney } from '../../src/core/money.ts'

describe('parseMoney', () => {
  it.each([
    ['12k', 1_200_000, 'USD'],
    ['$12,500.50', 1_250_050, 'USD'],
    ['1.2m EUR', 120_000_000, 'EUR'],
    ['€3m', 300_000_000, 'EUR'],
    ['$1.2k', 120_000, 'USD'],
    ['1.234,50', 123_450, 'USD'],
    ['1,234.50', 123_450, 'USD'],
    ['1 234,50 €', 123_450, 'EUR'],
    ["CHF 1'234.50", 123_450, 'CHF'],
    ['1,234,567', 123_456_700, 'USD'],
    ['0', 0, 'USD'],
    ['0.07', 7, 'USD'],
    ['1,5k', 150_000, 'USD'],
    ['5000 JPY', 5_000, 'JPY'],
    ['1.234 KWD', 1_234, 'KWD'],
  ])('reads “%s” as people mean it', (text, value, currency) => {
    expect(parseMoney(text, 'USD')).toEqual({ value, currency })
  })

  it.each(['', 'soon', '12x', '1,23,4', '$5 EUR', '12 XXQ', '--5', '1.2.3,4', 'k', '1e5'])(
    'quotes “%s” back instead of guessing',
    (text) => {
      expect(() => parseMoney(text, 'USD')).toThrow(`“${text}” is not an amount`)
    },
  )

  it('refuses what no deal can be worth, with the reason', () => {
    expect(() => parseMoney('-5', 'USD')).toThrow('cannot be negative')
    expect(() => parseMoney('1000000b', 'USD')).toThrow('larger than any deal')
    expect(() => parseMoney('1.005', 'EUR')).not.toThrow()
    expect(() => parseMoney('1.0055', 'EUR')).toThrow('decimal places')
  })

  it('never throws anything but a sentence for a person, and never yields an inexact amount', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[$€]?[\d.,]{1,12}[km]?$/)), (text) => {
        try {
          const { value } = parseMoney(text, 'USD')
          expect(Number.isSafeInteger(value) && value >= 0 && value <= LARGEST_VALUE).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
        }
      }),
    )
  })

  it('reads back what formatMoney writes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: LARGEST_VALUE }),
        fc.constantFrom('USD', 'EUR', 'GBP', 'JPY'),
        (value, currency) => {
          expect(parseMoney(formatMoney(value, currency), 'CHF')).toEqual({ value, currency })
        },
      ),
    )
  })
})

describe('formatMoney', () => {
  it('shows cents only when there are some', () => {
    expect(formatMoney(1_200_000, 'USD')).toBe('$12,000')
    expect(formatMoney(1_200_050, 'USD')).toBe('$12,000.50')
    expect(formatMoney(5_000, 'JPY')).toBe('¥5,000')
  })

  it('has a short form for bars', () => {
    expect(formatMoneyShort(41_200_000, 'USD')).toBe('$412k')
    expect(formatMoneyShort(102_000_000, 'USD')).toBe('$1.02M')
  })
})
