import { expect, it } from 'vitest'
import { rateLimit } from '../../../src/web/api/rate-limit.ts'

it('holds a minute of requests for each caller and fills steadily', () => {
  let now = 0
  const takeOne = rateLimit(60, () => now)
  const take = (caller: string, times: number) => Array.from({ length: times }, () => takeOne(caller))

  expect(take('ana', 60).every((wait) => wait === 0)).toBe(true)
  expect(take('ana', 2)).toEqual([1, 1])
  expect(takeOne('ben')).toBe(0)
  now += 2_000
  expect(take('ana', 3)).toEqual([0, 0, 1])
  now += 3_600_000
  expect(take('ana', 61).filter((wait) => wait > 0)).toHaveLength(1)
})

it('is not confused by a clock that was set back', () => {
  let now = 1_000_000
  const takeOne = rateLimit(1, () => now)
  expect(takeOne('ana')).toBe(0)
  now = 0
  expect(takeOne('ana')).toBe(60)
  now = 60_000
  expect(takeOne('ana')).toBe(0)
})
