import { expect, it } from 'vitest'
import { seenSignatures } from '../../../src/bot/intake/signature.ts'

const at = (seconds: number): Date => new Date(1_795_420_800_000 + seconds * 1000)

it('a signature is remembered for as long as its timestamp can be good, and the list of them does not grow for ever', () => {
  const seen = seenSignatures(3)
  expect(seen.isFirst('a', at(0))).toBe(true)
  expect(seen.isFirst('a', at(599))).toBe(false)
  expect(seen.isFirst('b', at(601))).toBe(true)
  expect(seen.isFirst('a', at(602))).toBe(false)
  for (const one of ['c', 'd', 'e', 'f', 'g', 'h']) seen.isFirst(one, at(603))
  expect(seen.isFirst('a', at(604))).toBe(true)
})
