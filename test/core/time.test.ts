import { describe, expect, it } from 'vitest'
import { isLocalDate, localDateOf, parseInstant, startOfLocalDate } from '../../src/core/time.ts'

describe('local days', () => {
  it('begin at local midnight', () => {
    expect(startOfLocalDate('2026-11-23', 'Europe/Berlin')).toBe('2026-11-22T23:00:00.000Z')
    expect(startOfLocalDate('2026-07-01', 'America/New_York')).toBe('2026-07-01T04:00:00.000Z')
  })

  it('begin with the first moment there is, where clocks skip midnight', () => {
    expect(startOfLocalDate('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z')
  })

  it('are what clocks there show', () => {
    expect(localDateOf('2026-11-22T23:00:00.000Z', 'Europe/Berlin')).toBe('2026-11-23')
    expect(localDateOf('2026-11-22T22:59:59.999Z', 'Europe/Berlin')).toBe('2026-11-22')
  })
})

describe('reading time from outside', () => {
  it('takes days of the calendar only', () => {
    expect(isLocalDate('2024-02-29')).toBe(true)
    expect(isLocalDate('2026-02-29')).toBe(false)
    expect(isLocalDate('2026-2-9')).toBe(false)
  })

  it('brings instants into their one form', () => {
    expect(parseInstant('2026-11-23T15:05:00+01:00')).toBe('2026-11-23T14:05:00.000Z')
    expect(() => parseInstant('yesterday')).toThrow('“yesterday” is not a moment')
  })
})
