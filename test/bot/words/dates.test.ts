import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDay } from '../../../src/bot/words/dates.ts'
import { AppError } from '../../../src/core/index.ts'

const monday = { now: new Date('2026-11-23T08:00:00Z'), timeZone: 'Europe/Berlin' }

describe('a day in words', () => {
  it.each([
    ['2027-02-28', '2027-02-28'],
    ['31 Dec', '2026-12-31'],
    ['Dec 31', '2026-12-31'],
    ['1 March', '2027-03-01'],
    ['today', '2026-11-23'],
    ['tomorrow', '2026-11-24'],
    ['friday', '2026-11-27'],
    ['in 2 weeks', '2026-12-07'],
    ['31/12/2026', '2026-12-31'],
    ['31.12.2026', '2026-12-31'],
  ])('%s is %s', (words, day) => {
    expect(parseDay(words, monday)).toBe(day)
  })

  it('is the person’s own day, not the server’s', () => {
    const late = { now: new Date('2026-11-23T23:30:00Z'), timeZone: 'Europe/Berlin' }
    expect(parseDay('today', late)).toBe('2026-11-24')
    expect(parseDay('today', { ...late, timeZone: 'America/New_York' })).toBe('2026-11-23')
  })

  it('is not guessed where two readings make sense', () => {
    expect(() => parseDay('1/2/2027', monday)).toThrow(/day 1 of month 2 or day 2 of month 1/)
  })

  it('is refused where it is none, with an example', () => {
    for (const words of ['soon', '2026-02-30', '31 Feb 2027', '', 'friday or so']) {
      expect(() => parseDay(words, monday)).toThrow(/as a date\. Write it like 31 Dec/)
    }
  })

  it('never breaks on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        try {
          expect(parseDay(text, monday)).toMatch(/^\d{4}-\d{2}-\d{2}$/)
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
        }
      }),
    )
  })
})
