import fc from 'fast-check'
import { expect, it } from 'vitest'
import { shortText, signedText, wholeMoney } from '../../../src/charts/drawing/figure-text.ts'
import { formatMoneyShort } from '../../../src/core/index.ts'

it('writes money on bars as core writes it in sentences', () => {
  const currency = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD')
  fc.assert(
    fc.property(fc.nat({ max: 90_000_000_000 }), currency, (value, code) => {
      expect(shortText(value, 'money', code)).toBe(formatMoneyShort(value, code))
    }),
  )
})

it.each([
  [0, 'count', '0'],
  [1589, 'count', '1,589'],
  [0.632, 'ratio', '63 %'],
  [0.042, 'ratio', '4.2 %'],
  [51.78 * 86_400, 'duration', '51.8 d'],
  [-50_000, 'money', '−$500'],
] as const)('writes %d as %s in few characters: %s', (value, unit, text) => {
  expect(shortText(value, unit, 'USD')).toBe(text)
})

it('signs what was added and what was taken', () => {
  expect([300, -300, 0].map((value) => signedText(value, 'count', ''))).toEqual(['+300', '−300', '0'])
})

it('knows how many decimals a currency has', () => {
  expect(wholeMoney(1_500_000, 'JPY')).toBe('¥1,500,000')
  expect(wholeMoney(1_500_000, 'USD')).toBe('$15,000')
})
