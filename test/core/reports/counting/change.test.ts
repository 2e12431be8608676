import { describe, expect, it } from 'vitest'
import { changeWord, growth, pointsGained, shortening } from '../../../../src/core/reports/counting/change.ts'

describe('A change against before', () => {
  it('is a share of what was before, and better when there is more', () => {
    expect(growth(120, 100, 'vs before')).toEqual({ ratio: 0.2, label: 'vs before', better: true })
    expect(growth(50, 100, 'vs before')).toEqual({ ratio: -0.5, label: 'vs before', better: false })
  })

  it('is called new when there was nothing before, and none when there is still nothing', () => {
    expect(growth(5, 0, 'vs before')).toEqual({ ratio: null, label: 'new', better: true })
    expect(growth(0, 0, 'vs before')).toBeNull()
  })

  it('of a rate is in percentage points, with its sign', () => {
    expect(pointsGained(0.632, 0.59, 'vs before')).toEqual({
      ratio: null,
      label: '+4.2 points vs before',
      better: true,
    })
    expect(pointsGained(0.5, 0.55, 'vs before')).toMatchObject({ label: '−5 points vs before', better: false })
    expect(pointsGained(0.5, 0.5, 'vs before')).toMatchObject({ label: '±0 points vs before', better: true })
    expect(pointsGained(0.5, null, 'vs before')).toBeNull()
  })

  it('of a duration is better when it is shorter', () => {
    expect(shortening(50, 100, 'vs before')).toEqual({ ratio: -0.5, label: 'vs before', better: true })
    expect(shortening(50, null, 'vs before')).toBeNull()
    expect(shortening(50, 0, 'vs before')).toBeNull()
  })
})

it('A change in a word has a sign, and new where there was nothing', () => {
  expect([changeWord(112, 100), changeWord(95, 100), changeWord(5, 5), changeWord(5, 0), changeWord(0, 0)]).toEqual([
    ...['+12\u00a0%', '−5\u00a0%', '±0\u00a0%', 'new', '-'],
  ])
})
