import { describe, expect, test } from 'vitest'
import { amountReading, type DecimalMark } from '../../../src/core/imports/amounts.ts'

/** The minor units that a column of these texts means; null where a cell cannot be read. */
function read(texts: readonly string[], mark: DecimalMark = 'auto', currency = 'USD') {
  const cells = texts.map((text, i) => ({ line: i + 2, text, currency }))
  const reading = amountReading('amount', cells, mark)
  return cells.map((cell) => reading.read(cell)?.value ?? null)
}

describe('a column of amounts', () => {
  test.each([
    ['plain numbers', ['1054', '0'], [105_400, 0]],
    ['a decimal point with groups', ['1,234.50', '$12,000.00'], [123_450, 1_200_000]],
    ['a decimal comma with groups', ['1.234,50', '12.000,00 €'], [123_450, 1_200_000]],
    ['groups alone, since cents have two digits', ['1.054', '4.514', '50'], [105_400, 451_400, 5_000]],
    ['short forms', ['$1.2k', '€3m'], [120_000, 300_000_000]],
    ['apostrophes and spaces as groups', ["1'234.50", '12 000.50'], [123_450, 1_200_050]],
    ['both notations, where each cell speaks for itself', ['1,234.50', '1.234,50'], [123_450, 123_450]],
  ])('is read as %s', (_, texts, values) => {
    expect(read(texts)).toEqual(values)
  })

  test('lets one cell decide for those that could be read in two ways', () => {
    expect(read(['1,500', '20.25'])).toEqual([150_000, 2025])
    expect(read(['1,500', '20,25'])).toEqual([150, 2025])
  })

  test('in doubt is refused, with both readings of a cell', () => {
    expect(() => read(['1,500', '2,000'])).toThrow(
      'Column “amount” can be read two ways: “1,500” in line 2 is 1500 USD (with a decimal point) or 1.5 USD (with a decimal comma). ' +
        'Say which sign begins the decimals with --decimal-mark . or --decimal-mark ,',
    )
    expect(read(['1,500', '2,000'], '.')).toEqual([150_000, 200_000])
  })

  test('does not read what is finer than its currency, negative, or no amount', () => {
    expect(read(['20.25', '1.234', '-5', 'soon'])).toEqual([2025, null, null, null])
  })

  test('knows currencies of three decimals', () => {
    expect(read(['1.2340', '0.500'], 'auto', 'KWD')).toEqual([1234, 500])
  })
})
