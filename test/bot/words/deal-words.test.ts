import { describe, expect, it } from 'vitest'
import { trailingAmount } from '../../../src/bot/words/amounts.ts'
import { splitDeal } from '../../../src/bot/words/deal-words.ts'

describe('which deal the words are about', () => {
  it.each([
    ['D-42 to Proposal', 'D-42', 'Proposal'],
    ['d42 Proposal', 'd42', 'Proposal'],
    ['#42 to Proposal', '#42', 'Proposal'],
    ['42 Proposal', '42', 'Proposal'],
    ['acme renewal to Proposal', 'acme renewal', 'Proposal'],
    ['back to work to Proposal', 'back to work', 'Proposal'],
    ['“back to work” to Proposal', 'back to work', 'Proposal'],
    ['42nd street', '42nd street', ''],
    ['', '', ''],
  ])('%s', (text, deal, rest) => {
    expect(splitDeal(text, / to /)).toEqual({ deal, rest })
  })

  it('ends before an amount', () => {
    expect(trailingAmount('acme renewal 12k')).toEqual({ before: 'acme renewal', amount: '12k' })
    expect(trailingAmount('D-42 1.2m EUR')).toEqual({ before: 'D-42', amount: '1.2m EUR' })
    expect(trailingAmount('acme renewal')).toBeNull()
    expect(trailingAmount('D-42')).toBeNull()
  })
})
