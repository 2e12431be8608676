import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTask } from '../../../src/bot/words/task.ts'
import { AppError } from '../../../src/core/index.ts'

const monday = { now: new Date('2026-11-23T08:00:00Z'), timeZone: 'Europe/Berlin' }
const nobody = { assignee: null }

describe('a task in words', () => {
  it.each([
    ['call Jane tomorrow 10:00 for @ana', 'call Jane', { dueAt: '2026-11-24T09:00:00.000Z' }, '@ana'],
    ['call Jane for <@U1|ana> tomorrow at 10', 'call Jane', { dueAt: '2026-11-24T09:00:00.000Z' }, '<@U1|ana>'],
    ['send the offer by friday', 'send the offer', { dueOn: '2026-11-27' }, null],
    ['Call Jane on 31 Dec for me', 'Call Jane', { dueOn: '2026-12-31' }, 'me'],
    ['call in 2 hours', 'call', { dueAt: '2026-11-23T10:00:00.000Z' }, null],
    ['tomorrow 10:00 call Jane', 'call Jane', { dueAt: '2026-11-24T09:00:00.000Z' }, null],
    ['call Jane due:next friday 3pm', 'call Jane', { dueAt: '2026-12-04T14:00:00.000Z' }, null],
    ['write report due: 2026-12-01', 'write report', { dueOn: '2026-12-01' }, null],
  ] as const)('%s', (said, text, due, assignee) => {
    expect(parseTask(said, monday)).toEqual({ text, due, assignee })
  })

  it.each([
    'plan for May',
    'sat with Jane',
    'ask for 10 min',
    'buy 5 apples',
    'send it now',
    'review the friday numbers',
    'find a partner for Europe',
  ])('%s has no time and is for nobody in particular', (text) => {
    expect(parseTask(text, monday)).toEqual({ text, due: null, ...nobody })
  })

  it('is due at the person’s own clock, also after the clocks changed', () => {
    const inNewYork = { ...monday, timeZone: 'America/New_York' }
    expect(parseTask('call tomorrow 10:00', inNewYork).due).toEqual({ dueAt: '2026-11-24T15:00:00.000Z' })
    expect(parseTask('call 1 July 10:00', monday).due).toEqual({ dueAt: '2027-07-01T08:00:00.000Z' })
  })

  it('is not guessed where a time has two readings, or none', () => {
    expect(() => parseTask('call 1/2/2027', monday)).toThrow('day 1 of month 2 or day 2 of month 1')
    expect(() => parseTask('call due:someday', monday)).toThrow('I do not understand “someday” as a time')
  })

  it('never fails in another way than with a sentence', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (said) => {
        try {
          parseTask(said, monday)
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
        }
      }),
    )
  })
})
