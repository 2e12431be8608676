import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSubscription } from '../../../src/bot/words/subscription.ts'
import { AppError } from '../../../src/core/index.ts'

describe('the words of a subscription', () => {
  it.each([
    ['won', { kinds: ['won'] }],
    ['Won, lost and new', { kinds: ['created', 'won', 'lost'] }],
    ['closed >10k', { kinds: ['won', 'lost', 'abandoned'], minValue: '10k' }],
    ['moved pipeline:"New Business" mine', { kinds: ['moved'], pipeline: 'New Business', owner: 'me' }],
    ['won &gt;10k for <@U1>', { kinds: ['won'], minValue: '10k', owner: '<@U1>' }],
    ['pipeline:Sales', { kinds: [], pipeline: 'Sales' }],
    ['', { kinds: [] }],
  ])('are kinds and filters: %s', (text, read) => {
    expect(parseSubscription(text)).toEqual(read)
  })

  it.each(['weather', 'won source:Fair', 'won open', 'won this quarter', 'won <10k', '"won"', 'won constructor'])(
    'are quoted back when a subscription cannot go by them: %s',
    (text) => {
      expect(() => parseSubscription(text)).toThrow('I cannot subscribe to')
    },
  )

  it('name one pipeline and one owner', () => {
    expect(() => parseSubscription('won pipeline:Sales pipeline:Partners')).toThrow('A subscription has one pipeline.')
  })

  it('never break it, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        try {
          parseSubscription(text)
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
        }
      }),
    )
  })
})
