import { describe, expect, it } from 'vitest'
import { chosenOptions } from '../../../src/core/reports/options.ts'
import type { Report } from '../../../src/core/reports/report.ts'

const report = {
  title: 'Trend',
  options: [
    {
      key: 'group',
      label: 'By',
      choices: [
        { id: 'day', label: 'Day' },
        { id: 'week', label: 'Week' },
      ],
    },
  ],
} as const satisfies Pick<Report, 'title' | 'options'>

const chosen = (words: Parameters<typeof chosenOptions>[1]) =>
  chosenOptions(report as unknown as Report, words).map((option) => option.chosen)

describe('The options of a report', () => {
  it('are the first choices where nothing is said', () => {
    expect(chosen({})).toEqual(['day'])
    expect(chosen({ group: ' ', mode: '' })).toEqual(['day'])
  })

  it('are what was said, in any case', () => {
    expect(chosen({ group: ' Week' })).toEqual(['week'])
  })

  it('are refused with what there is to choose', () => {
    expect(() => chosen({ group: 'year' })).toThrow('Trend knows no group “year”. Choose day, week.')
    expect(() => chosen({ mode: 'strict' })).toThrow('Trend has no mode to choose. There are group.')
  })
})
