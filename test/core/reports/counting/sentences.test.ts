import { describe, expect, it } from 'vitest'
import { customPeriod, presetPeriod } from '../../../../src/core/period.ts'
import { before, beginning, deals, number, percent } from '../../../../src/core/reports/counting/sentences.ts'
import { ratio } from '../../../../src/core/reports/counting/tally.ts'

const calendar = { timeZone: 'America/New_York', firstWeekday: 1, fiscalStartMonth: 1 }
const preset = (name: Parameters<typeof presetPeriod>[0]) => presetPeriod(name, '2026-11-23T14:00:00.000Z', calendar)

describe('Sentences', () => {
  it('count in singular and plural, with separators', () => {
    expect([deals(0), deals(1), deals(1_589), deals(3, 'open')]).toEqual([
      '0 deals',
      '1 deal',
      '1,589 deals',
      '3 open deals',
    ])
    expect(number(8_800)).toBe('8,800')
  })

  it('show a share with at most one decimal, and a dash when there was nothing to divide by', () => {
    expect([percent(ratio(4_238, 6_711)), percent(ratio(1, 2)), percent(ratio(0, 0))]).toEqual([
      '63.2\u00a0%',
      '50\u00a0%',
      '-',
    ])
  })

  it('name the period before and the day that a period began', () => {
    expect(before(preset('this-quarter'))).toBe('the quarter before')
    expect(before(preset('last-week'))).toBe('the week before')
    expect(before(preset('last-30-days'))).toBe('the 30 days before')
    expect(before(customPeriod('2026-01-01', '2026-01-05', calendar))).toBe('the period before')
    expect(beginning(preset('this-quarter'))).toBe('1 Oct 2026')
  })
})
