import { describe, expect, it } from 'vitest'
import { parseLocalTime, quietUntil } from '../../../src/core/notices/model.ts'

const ZONE = 'Europe/Berlin'

describe('quiet hours', () => {
  const night = { from: '22:00', to: '07:00' }

  it('last over midnight, in the reader’s zone', () => {
    expect(quietUntil(night, ZONE, '2026-11-23T20:59:59.999Z')).toBeNull()
    expect(quietUntil(night, ZONE, '2026-11-23T21:00:00.000Z')).toBe('2026-11-24T06:00:00.000Z')
    expect(quietUntil(night, ZONE, '2026-11-24T05:59:59.999Z')).toBe('2026-11-24T06:00:00.000Z')
    expect(quietUntil(night, ZONE, '2026-11-24T06:00:00.000Z')).toBeNull()
  })

  it('end by the clock on the wall on the night on which it is changed', () => {
    expect(quietUntil(night, ZONE, '2026-03-28T22:00:00.000Z')).toBe('2026-03-29T05:00:00.000Z')
    expect(quietUntil(night, ZONE, '2026-10-24T22:00:00.000Z')).toBe('2026-10-25T06:00:00.000Z')
  })

  it('may lie within one day, and nobody has to have any', () => {
    const lunch = { from: '12:00', to: '13:00' }
    expect(quietUntil(lunch, ZONE, '2026-11-23T11:30:00.000Z')).toBe('2026-11-23T12:00:00.000Z')
    expect(quietUntil(lunch, ZONE, '2026-11-23T12:30:00.000Z')).toBeNull()
    expect(quietUntil(null, ZONE, '2026-11-23T11:30:00.000Z')).toBeNull()
    expect(quietUntil({ from: '12:00', to: '12:00' }, ZONE, '2026-11-23T11:30:00.000Z')).toBeNull()
  })
})

describe('a local time', () => {
  it('is read with one digit or two', () => {
    expect(parseLocalTime(' 7:30 ', 'morning')).toBe('07:30')
    expect(parseLocalTime('23:59', 'morning')).toBe('23:59')
  })

  it.each(['', '24:00', '8', '12:60', 'noon', '-1:00'])('is refused when it is none: “%s”', (text) => {
    expect(() => parseLocalTime(text, 'morning')).toThrow('Write it like 08:00.')
  })
})
