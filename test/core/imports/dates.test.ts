import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DateCell, type DateFormat, dateReading, middleOf } from '../../../src/core/imports/dates.ts'

const ZONE = 'Europe/Berlin'
const cellsOf = (texts: readonly string[], latest: string | null = '2026-11-23'): DateCell[] =>
  texts.map((text, i) => ({ line: i + 2, text, latest }))

/** The days that a column of these texts means; null where a cell cannot be read. */
function read(texts: readonly string[], format: DateFormat = 'auto', latest: string | null = '2026-11-23') {
  const cells = cellsOf(texts, latest)
  const reading = dateReading('close_date', cells, format, ZONE)
  return cells.map((cell) => reading.read(cell)?.day ?? null)
}

describe('a column of dates', () => {
  test.each([
    ['ISO dates', ['2017-03-01', '2017-12-31'], ['2017-03-01', '2017-12-31']],
    ['year first with other signs', ['2017/3/1', '2017.12.31'], ['2017-03-01', '2017-12-31']],
    ['eight digits', ['20170301'], ['2017-03-01']],
    ['day first, shown by a 31', ['03/04/2017', '31/12/2016'], ['2017-04-03', '2016-12-31']],
    ['month first, shown by a 31', ['03/04/2017', '12/31/2016'], ['2017-03-04', '2016-12-31']],
    ['day first with dots', ['3.4.2017', '31.12.2016'], ['2017-04-03', '2016-12-31']],
    ['two-digit years of both centuries', ['31/12/69', '31/12/70', '30/06/99'], [null, '1970-12-31', '1999-06-30']],
    [
      'named months',
      ['20 Oct 2016', '1-Mar-17', 'Mar 1, 2017', 'October 20 2016'],
      ['2016-10-20', '2017-03-01', '2017-03-01', '2016-10-20'],
    ],
    ['the same under both readings', ['05/05/2017', '07/07/2017'], ['2017-05-05', '2017-07-07']],
  ])('is read as %s', (_, texts, days) => {
    expect(read(texts)).toEqual(days)
  })

  test('that could be day-first or month-first is refused, with both readings of a cell', () => {
    expect(() => read(['05/05/2017', '03/04/2017'])).toThrow(
      'Column “close_date” can be read two ways: “03/04/2017” in line 3 is 2017-04-03 (day-first) or 2017-03-04 (month-first). ' +
        'Say which is meant with --date-format dmy, mdy or ymd.',
    )
  })

  test('of two-digit years that could begin or end the date is refused', () => {
    expect(() => read(['20/10/16'])).toThrow('2016-10-20 (day-first) or 2020-10-16 (year-first)')
  })

  test('is decided by what would lie in the future, where that makes no sense', () => {
    expect(read(['20/10/16', '31/10/16'])).toEqual(['2016-10-20', '2016-10-31'])
    expect(() => read(['20/10/16', '31/10/16'], 'auto', null)).toThrow('can be read two ways')
  })

  test('that mixes both ways is refused, with a cell of each', () => {
    expect(() => read(['31/12/2016', '12/31/2016'])).toThrow(
      'mixes two ways of writing: “31/12/2016” in line 2 is day-first, “12/31/2016” in line 3 is month-first',
    )
  })

  test('in the format that was asked for leaves the other spellings unread', () => {
    expect(read(['03/04/2017', '12/31/2016', '2017-03-01'], 'dmy')).toEqual(['2017-04-03', null, '2017-03-01'])
    expect(read(['17-03-01'], 'ymd')).toEqual(['2017-03-01'])
  })

  test('does not let cells vote that are no dates at all', () => {
    expect(read(['soon', '31/12/2016', '31/02/2016', '13/13/2016'])).toEqual([null, '2016-12-31', null, null])
  })

  test('means the same days however they are spelled', () => {
    const days = fc.array(fc.date({ min: new Date('1990-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }), {
      minLength: 1,
    })
    fc.assert(
      fc.property(days, (dates) => {
        const iso = [...dates.map((date) => date.toISOString().slice(0, 10)), '2016-10-31']
        const spelled = (order: string) =>
          iso.map((day) => order.replace(/[YMD]/g, (part) => day.split('-')['YMD'.indexOf(part)] ?? ''))
        for (const order of ['D/M/Y', 'M/D/Y', 'D.M.Y', 'Y-M-D']) expect(read(spelled(order))).toEqual(iso)
      }),
    )
  })
})

describe('a time of day', () => {
  const moments = (...texts: string[]) => {
    const cells = cellsOf(texts)
    const reading = dateReading('created', cells, 'auto', ZONE)
    return cells.map((cell) => reading.read(cell))
  }

  test('with an offset is that moment, and the local day of it', () => {
    expect(moments('2017-03-01T23:30:00Z')).toEqual([{ day: '2017-03-02', at: '2017-03-01T23:30:00.000Z' }])
    expect(moments('2017-03-01 10:00:00 +0100')).toEqual([{ day: '2017-03-01', at: '2017-03-01T09:00:00.000Z' }])
  })

  test('without an offset is local', () => {
    expect(moments('2017-07-01 10:00')).toEqual([{ day: '2017-07-01', at: '2017-07-01T08:00:00.000Z' }])
    expect(moments('7/31/2017, 2:35 PM')).toEqual([{ day: '2017-07-31', at: '2017-07-31T12:35:00.000Z' }])
  })

  test('that no clock shows is not read', () => {
    expect(moments('2017-07-01 25:00', '2017-07-01 13:00 PM')).toEqual([undefined, undefined])
  })
})

describe('the middle of a day', () => {
  const now = '2026-11-23T08:00:00.000Z'

  test.each([
    'Europe/Berlin',
    'America/Los_Angeles',
    'Pacific/Auckland',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
    'UTC',
  ])('lies on that day in %s, whole days from the next', (zone) => {
    const local = (instant: string) => new Date(instant).toLocaleDateString('sv', { timeZone: zone })
    const [winter, summer] = [middleOf('2017-03-25', zone, now), middleOf('2017-03-27', zone, now)]
    expect([local(winter), local(summer)]).toEqual(['2017-03-25', '2017-03-27'])
  })

  test('keeps cycles at whole days across a change of clocks', () => {
    const days = Date.parse(middleOf('2017-03-27', ZONE, now)) - Date.parse(middleOf('2017-03-20', ZONE, now))
    expect(days / 86_400_000).toBe(7)
  })

  test('is not in the future', () => {
    expect(middleOf('2026-11-23', ZONE, now)).toBe(now)
  })
})
