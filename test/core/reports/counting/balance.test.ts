import { describe, expect, it } from 'vitest'
import { median } from '../../../../src/core/reports/counting/balance.ts'

describe('The median', () => {
  it('is the figure in the middle, by size and not as text', () => {
    expect(median([100, 9, 20])).toBe(20)
    expect(median([7])).toBe(7)
  })

  it('lies between the two in the middle when their number is even', () => {
    expect(median([4, 1, 3, 10])).toBe(4) // 3.5, to the second
    expect(median([2, 4])).toBe(3)
  })

  it('is unknown without any figure', () => {
    expect(median([])).toBeNull()
  })
})
