import { expect, test } from 'vitest'
import { rowStatus, statusFrom } from '../../../src/core/imports/statuses.ts'

test.each([
  ['Won', 'won'],
  ['closed won', 'won'],
  ['closedwon', 'won'],
  ['Closed Won (Sales Pipeline)', 'won'],
  ['Closed-Lost', 'lost'],
  ['LOST', 'lost'],
  ['abandoned', 'abandoned'],
  ['Open', 'open'],
  ['Proposal', null],
  ['Won over', null],
])('%j names the status %s', (text, status) => {
  expect(statusFrom(text)).toBe(status)
})

test('a stage cell that names a status tells no stage', () => {
  expect(rowStatus('Closed won', '')).toEqual({ status: 'won', stage: null })
})

test('a status beside a stage leaves the stage', () => {
  expect(rowStatus('Proposal', 'lost')).toEqual({ status: 'lost', stage: 'Proposal' })
})

test('a stage alone is an open deal', () => {
  expect(rowStatus('Proposal', '')).toEqual({ status: 'open', stage: 'Proposal' })
})

test('cells that contradict each other, and words that are no status, are said to be unclear', () => {
  expect(rowStatus('Won', 'lost')).toEqual({ unclear: 'the stage says “Won”, the status says “lost”' })
  expect(rowStatus('', 'maybe')).toEqual({ unclear: '“maybe” is not one of open, won, lost and abandoned' })
})
