import { expect, it } from 'vitest'
import { ALL_TIME, customPeriod } from '../../../../src/core/period.ts'
import { monthAfter, monthOf, monthsOf, monthWithin } from '../../../../src/core/reports/counting/months.ts'

const CALENDAR = { timeZone: 'Europe/Berlin', firstWeekday: 1, fiscalStartMonth: 1 }
const period = (from: string | null, to: string | null) => customPeriod(from, to, CALENDAR)

it('The month after the twelfth is the first of the next year, and back', () => {
  expect(monthOf('2026-11-23')).toBe('2026-11')
  expect([monthAfter('2026-12'), monthAfter('2027-01', -1), monthAfter('2026-03', 25)]).toEqual([
    ...['2027-01', '2026-12', '2028-04'],
  ])
})

it('Months are those of the period; an open end reaches as far as what was seen', () => {
  const seen = ['2026-03', '2026-01']
  expect(monthsOf(ALL_TIME, seen)).toEqual(['2026-01', '2026-02', '2026-03'])
  expect(monthsOf(period('2026-02-10', null), seen)).toEqual(['2026-02', '2026-03'])
  expect(monthsOf(period(null, '2026-02-01'), seen)).toEqual(['2026-01'])
  expect(monthsOf(period('2025-12-31', '2026-01-02'), [])).toEqual(['2025-12', '2026-01'])
  expect(monthsOf(ALL_TIME, [])).toEqual([])
})

it('What a period has of a month are the days of both', () => {
  expect(monthWithin('2026-02', period('2026-02-10', '2026-04-01'), CALENDAR)).toMatchObject({
    fromDate: '2026-02-10',
    toDate: '2026-03-01',
  })
  expect(monthWithin('2026-02', ALL_TIME, CALENDAR)).toMatchObject({ fromDate: '2026-02-01', toDate: '2026-03-01' })
})
