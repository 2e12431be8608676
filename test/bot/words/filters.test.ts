import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFilters } from '../../../src/bot/words/filters.ts'
import { AppError } from '../../../src/core/index.ts'

describe('filters in words', () => {
  it.each([
    ['', {}],
    ['all', {}],
    ['mine', { owner: ['me'] }],
    ['won', { status: ['won'] }],
    ['open acme', { status: ['open'], q: 'acme' }],
    ['lost won this quarter', { status: ['lost', 'won'], period: 'this-quarter' }],
    ['last 30 days', { period: 'last-30-days' }],
    ['in Proposal for @ana', { stage: ['Proposal'], owner: ['@ana'] }],
    ['source:Referral source:"Trade show" globex', { source: ['Referral', 'Trade show'], q: 'globex' }],
    ['&gt;10k &lt;=50k', { minValue: '10k', maxValue: '50k' }],
    ['for <@U1> from:2026-01-01 to:2026-02-01', { owner: ['<@U1>'], from: '2026-01-01', to: '2026-02-01' }],
    ['as-of:2026-01-01 pipeline:Sales', { asOf: '2026-01-01', pipeline: ['Sales'] }],
  ])('%s', (text, filters) => {
    expect(parseFilters(text)).toEqual(filters)
  })

  it('that do not exist are named', () => {
    expect(() => parseFilters('colour:red')).toThrow(/filter “colour:red”\. You can use pipeline, owner/)
    expect(() => parseFilters('this year last year')).toThrow(/“this-year” and “last-year”/)
  })

  it('never break on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        try {
          parseFilters(text)
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
        }
      }),
    )
  })
})
