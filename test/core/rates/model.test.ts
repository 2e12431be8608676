import { expect, it } from 'vitest'
import { checkRate, convert, parseRate } from '../../../src/core/rates/model.ts'

it('keeps a rate as the decimal number that was written, without idle zeros', () => {
  expect(parseRate(' 001.083400 ')).toBe('1.0834')
  expect(parseRate('150')).toBe('150')
  expect(parseRate('0.000000000001')).toBe('0.000000000001')
})

it('refuses what is no positive decimal number', () => {
  for (const [text, words] of [
    ['', 'is not a rate'],
    ['1,0834', 'decimal point'],
    ['1e3', 'is not a rate'],
    ['-1', 'is not a rate'],
    ['0.000', 'more than zero'],
    ['1234567890', 'at most 9 digits'],
    ['0.0000000000001', '12 behind'],
  ] as const) {
    expect(() => parseRate(text), text).toThrow(words)
  }
})

it('refuses the workspace’s own currency, unknown ones, and days that do not exist, naming the field', () => {
  const fieldOf = (given: { currency: string; day: string; rate: string }) => {
    try {
      checkRate(given, 'USD')
    } catch (error) {
      return Object.keys((error as { fields: object }).fields)
    }
  }
  expect(fieldOf({ currency: 'usd', day: '2026-11-01', rate: '1' })).toEqual(['currency'])
  expect(fieldOf({ currency: 'XQZ', day: '2026-11-01', rate: '1' })).toEqual(['currency'])
  expect(fieldOf({ currency: 'EUR', day: '2026-02-30', rate: '1' })).toEqual(['day'])
  expect(fieldOf({ currency: 'EUR', day: '2026-11-01', rate: 'one' })).toEqual(['rate'])
  expect(checkRate({ currency: ' eur ', day: '2026-11-01', rate: '1.10' }, 'USD')).toEqual({
    ...{ currency: 'EUR', day: '2026-11-01', rate: '1.1' },
  })
})

it('converts between currencies of 0, 2 and 3 decimal places, half away from zero', () => {
  expect(convert(10_000, { currency: 'EUR', rate: '1.0834' }, 'USD')).toBe(10_834)
  expect(convert(50, { currency: 'EUR', rate: '1.01' }, 'USD')).toBe(51) // 50.5
  expect(convert(-50, { currency: 'EUR', rate: '1.01' }, 'USD')).toBe(-51)
  expect(convert(1000, { currency: 'JPY', rate: '0.0066' }, 'USD')).toBe(660) // 1,000 yen are $6.60
  expect(convert(12_345, { currency: 'KWD', rate: '3.25' }, 'USD')).toBe(4012) // 12.345 dinars are $40.12125
  expect(convert(660, { currency: 'USD', rate: '151.5' }, 'JPY')).toBe(1000) // $6.60 are 999.9 yen
  expect(convert(100, { currency: 'USD', rate: '0.3077' }, 'KWD')).toBe(308) // $1 is 0.3077 dinars
})

it('has no price for what would be no exact number', () => {
  expect(convert(10 ** 14, { currency: 'USD', rate: '42000' }, 'IRR')).toBeNull()
  expect(convert(10 ** 10, { currency: 'USD', rate: '42000' }, 'IRR')).toBe(42_000 * 10 ** 8)
})
