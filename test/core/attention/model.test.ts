import { expect, it } from 'vitest'
import { limitsAt } from '../../../src/core/attention/model.ts'
import { isStale, isStuck } from '../../../src/core/index.ts'

const now = '2026-11-23T08:00:00.000Z'
const deal = {
  status: 'open',
  stageEnteredAt: '2026-11-01T08:00:00.000Z',
  lastActivityAt: '2026-11-20T08:00:00.000Z',
} as const

it('is stuck once it is in its stage for longer than the limit, whatever was edited meanwhile', () => {
  expect(isStuck(deal, 21, now)).toBe(true)
  expect(isStuck(deal, 22, now)).toBe(false) // exactly 22 days
  expect(isStuck(deal, null, now)).toBe(false)
  expect(isStuck({ ...deal, status: 'won' }, 21, now)).toBe(false)
})

it('is stale once nobody touched it for longer than the limit', () => {
  expect(isStale(deal, 2, now)).toBe(true)
  expect(isStale(deal, 3, now)).toBe(false)
  expect(isStale(deal, null, now)).toBe(false)
  expect(isStale({ ...deal, status: 'lost' }, 2, now)).toBe(false)
})

it('puts stages of one limit together and leaves out those without', () => {
  const stages = [
    { id: 'a', limitDays: 14 },
    { id: 'b', limitDays: null },
    { id: 'c', limitDays: 14 },
    { id: 'd', limitDays: 1 },
  ]
  expect(limitsAt(now, stages)).toEqual([
    { stageIds: ['a', 'c'], before: '2026-11-09T08:00:00.000Z' },
    { stageIds: ['d'], before: '2026-11-22T08:00:00.000Z' },
  ])
})
