import { expect, it } from 'vitest'
import { dueOf, taskNumberFrom } from '../../../src/core/index.ts'

const clock = { now: '2026-11-23T08:00:00.000Z', today: '2026-11-23' }

it.for([
  [null, null, 'undated'],
  ['2026-11-22', null, 'overdue'],
  ['2026-11-23', null, 'today'],
  ['2026-11-24', null, 'upcoming'],
  ['2026-11-23', '2026-11-23T07:59:00.000Z', 'overdue'],
  ['2026-11-23', '2026-11-23T08:00:00.000Z', 'today'],
  ['2026-11-24', '2026-11-24T07:00:00.000Z', 'upcoming'],
] as const)('a task due on %s at %s is %s', ([dueOn, dueAt, due]) => {
  expect(dueOf({ dueOn, dueAt }, clock)).toBe(due)
})

it('is named T-7, in any case, and never like a deal', () => {
  expect(['T-7', 't7', ' T-007 ', '7', 'D-7', 'T-', 'to'].map(taskNumberFrom)).toEqual([
    7,
    7,
    7,
    null,
    null,
    null,
    null,
  ])
})
