import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withFormulaGuard, withoutFormulaGuard } from '../../src/core/formula-guard.ts'

test.each(['=1+1', '+49 30 1234', '-5', '@SUM(A1)', '\tx', '\rx', "'=1"])('%j gets an apostrophe', (cell) => {
  expect(withFormulaGuard(cell)).toBe(`'${cell}`)
})

test.each(['Acme', "'s-Hertogenbosch", '1+1', ''])('%j stays as it is', (cell) => {
  expect(withFormulaGuard(cell)).toBe(cell)
  expect(withoutFormulaGuard(cell)).toBe(cell)
})

test('taking the guard away gives back what was there, whatever it was', () => {
  const cells = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', 'a', '1') })
  fc.assert(fc.property(cells, (cell) => withoutFormulaGuard(withFormulaGuard(cell)) === cell))
})
