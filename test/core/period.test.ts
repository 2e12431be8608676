import { describe, expect, it } from 'vitest'
import {
  type Calendar,
  customPeriod,
  overlap,
  PRESETS,
  type PresetName,
  parsePreset,
  periodPhrase,
  presetPeriod,
  previousPeriod,
} from '../../src/core/period.ts'

const berlin: Calendar = { timeZone: 'Europe/Berlin', firstWeekday: 1, fiscalStartMonth: 1 }
const now = '2026-11-23T14:00:00.000Z' // a Monday

function days(preset: PresetName, calendar = berlin, at = now): string {
  const { fromDate, toDate } = presetPeriod(preset, at, calendar)
  return `${fromDate} ${toDate}`
}

function hours(from: string | null, to: string | null): number {
  return (Date.parse(to ?? '') - Date.parse(from ?? '')) / 3_600_000
}

describe('presets', () => {
  it('end before their last date and hold whole weeks, months, quarters and years', () => {
    expect(days('this-week')).toBe('2026-11-23 2026-11-30')
    expect(days('last-week')).toBe('2026-11-16 2026-11-23')
    expect(days('this-month')).toBe('2026-11-01 2026-12-01')
    expect(days('last-month')).toBe('2026-10-01 2026-11-01')
    expect(days('this-quarter')).toBe('2026-10-01 2027-01-01')
    expect(days('last-quarter')).toBe('2026-07-01 2026-10-01')
    expect(days('this-year')).toBe('2026-01-01 2027-01-01')
    expect(days('last-year')).toBe('2025-01-01 2026-01-01')
  })

  it('count the last days with today in them', () => {
    expect(days('last-7-days')).toBe('2026-11-17 2026-11-24')
    expect(days('last-30-days')).toBe('2026-10-25 2026-11-24')
    expect(days('last-90-days')).toBe('2026-08-26 2026-11-24')
    expect(days('last-365-days')).toBe('2025-11-24 2026-11-24')
  })

  it('know no bounds for all time', () => {
    expect(presetPeriod('all', now, berlin)).toMatchObject({ from: null, to: null, label: 'All time' })
  })

  it('begin the week where the workspace begins it', () => {
    expect(days('this-week', { ...berlin, firstWeekday: 0 })).toBe('2026-11-22 2026-11-29')
    expect(days('this-week', { ...berlin, firstWeekday: 6 })).toBe('2026-11-21 2026-11-28')
  })

  it('follow the fiscal year, also before its first month', () => {
    const fromFebruary = { ...berlin, fiscalStartMonth: 2 }
    expect(days('this-quarter', fromFebruary)).toBe('2026-11-01 2027-02-01')
    expect(days('this-year', fromFebruary)).toBe('2026-02-01 2027-02-01')
    expect(days('this-year', fromFebruary, '2026-01-15T12:00:00.000Z')).toBe('2025-02-01 2026-02-01')
    expect(days('last-quarter', fromFebruary, '2026-01-15T12:00:00.000Z')).toBe('2025-08-01 2025-11-01')
    expect(days('this-month', fromFebruary)).toBe('2026-11-01 2026-12-01')
  })

  it('go by the day that the workspace has, not the one in Greenwich', () => {
    const lateEvening = '2026-12-31T23:30:00.000Z'
    expect(days('this-year', berlin, lateEvening)).toBe('2027-01-01 2028-01-01')
    expect(days('this-year', { ...berlin, timeZone: 'America/New_York' }, lateEvening)).toBe('2026-01-01 2027-01-01')
  })

  it('refuse a name that is none, and say which there are', () => {
    expect(parsePreset('This-Week')).toBe('this-week')
    expect(() => parsePreset('next-week')).toThrow(/“next-week” is not a period.*this-week.*all/)
  })
})

describe('bounds', () => {
  it('are the local midnights as UTC instants', () => {
    expect(presetPeriod('this-quarter', now, berlin)).toMatchObject({
      from: '2026-09-30T22:00:00.000Z',
      to: '2026-12-31T23:00:00.000Z',
    })
  })

  it('give a day of 23 hours when the clocks go forward, and of 25 when they go back', () => {
    const spring = customPeriod('2026-03-29', '2026-03-30', berlin)
    const autumn = customPeriod('2026-10-25', '2026-10-26', berlin)
    expect(hours(spring.from, spring.to)).toBe(23)
    expect(hours(autumn.from, autumn.to)).toBe(25)
  })

  it('begin the day at its first moment where midnight is skipped', () => {
    // Clocks in Beirut went from 00:00 to 01:00 on that day.
    const skipped = customPeriod('2024-03-31', '2024-04-01', { ...berlin, timeZone: 'Asia/Beirut' })
    expect(skipped.from).toBe('2024-03-30T22:00:00.000Z')
    expect(hours(skipped.from, skipped.to)).toBe(23)
  })

  it('may be open on either side', () => {
    expect(customPeriod('2026-01-01', null, berlin)).toMatchObject({ to: null, label: 'since 1 Jan 2026' })
    expect(customPeriod(null, '2026-01-01', berlin)).toMatchObject({ from: null, label: 'until 31 Dec 2025' })
  })

  it('are refused when they are no dates or the wrong way round', () => {
    expect(() => customPeriod('2026-02-30', null, berlin)).toThrow(/not a date/)
    expect(() => customPeriod('2026-02-02', '2026-02-02', berlin)).toThrow(/ends before it begins/)
  })
})

describe('the period before', () => {
  it('is the unit before for weeks, months, quarters and years', () => {
    const before = (preset: PresetName) => {
      const previous = previousPeriod(presetPeriod(preset, now, berlin), berlin)
      return previous && `${previous.fromDate} ${previous.toDate}`
    }
    expect(before('this-week')).toBe('2026-11-16 2026-11-23')
    expect(before('this-month')).toBe('2026-10-01 2026-11-01')
    expect(before('this-quarter')).toBe('2026-07-01 2026-10-01')
    expect(before('last-quarter')).toBe('2026-04-01 2026-07-01')
    expect(before('this-year')).toBe('2025-01-01 2026-01-01')
    expect(before('last-30-days')).toBe('2026-09-25 2026-10-25')
    expect(before('all')).toBeNull()
  })

  it('has as many days for two dates', () => {
    const ten = customPeriod('2026-03-25', '2026-04-04', berlin)
    expect(previousPeriod(ten, berlin)).toMatchObject({ fromDate: '2026-03-15', toDate: '2026-03-25' })
    expect(previousPeriod(customPeriod('2026-03-25', null, berlin), berlin)).toBeNull()
  })
})

describe('the overlap of two periods', () => {
  const quarter = presetPeriod('this-quarter', now, berlin)

  it('has the days of both, and is one of them when that lies within the other', () => {
    const autumn = customPeriod('2026-09-15', '2026-11-01', berlin)
    expect(overlap(quarter, autumn)).toMatchObject({ preset: 'custom', fromDate: '2026-10-01', toDate: '2026-11-01' })
    expect(overlap(quarter, customPeriod('2026-11-01', null, berlin))).toMatchObject({
      fromDate: '2026-11-01',
      toDate: '2027-01-01',
    })
    expect(overlap(quarter, presetPeriod('this-month', now, berlin)).label).toBe('This month')
    expect(overlap(presetPeriod('all', now, berlin), quarter)).toEqual(quarter)
  })
})

describe('words', () => {
  it('label every preset and name the last day of two dates', () => {
    for (const [preset, label] of Object.entries(PRESETS)) {
      expect(presetPeriod(preset as PresetName, now, berlin).label).toBe(label)
    }
    expect(customPeriod('2017-03-01', '2017-06-01', berlin).label).toBe('1 Mar 2017 – 31 May 2017')
    expect(customPeriod('2017-03-01', '2017-03-02', berlin).label).toBe('1 Mar 2017')
  })

  it('fit into a sentence', () => {
    const phrase = (preset: PresetName) => periodPhrase(presetPeriod(preset, now, berlin))
    expect(phrase('this-quarter')).toBe('this quarter')
    expect(phrase('last-30-days')).toBe('in the last 30 days')
    expect(phrase('all')).toBe('')
    expect(periodPhrase(customPeriod('2017-03-01', '2017-06-01', berlin))).toBe('from 1 Mar 2017 to 31 May 2017')
    expect(periodPhrase(customPeriod('2017-03-01', null, berlin))).toBe('since 1 Mar 2017')
    expect(periodPhrase(customPeriod('2017-03-01', '2017-03-02', berlin))).toBe('on 1 Mar 2017')
  })
})
