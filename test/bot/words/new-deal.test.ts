import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseNewDeal } from '../../../src/bot/words/new-deal.ts'
import { AppError } from '../../../src/core/index.ts'

const around = {
  now: new Date('2026-11-23T08:00:00Z'),
  timeZone: 'Europe/Berlin',
  stages: ['Prospecting', 'Qualification', 'Proposal', 'Negotiation'].map((name) => ({ id: name, name })),
  currency: 'USD',
}
const read = (text: string) => parseNewDeal(text, around)
const usd = (value: number) => ({ value, currency: 'USD' })

describe('the words of a new deal', () => {
  it('are read in full', () => {
    expect(read('Acme renewal 12k in Proposal source:Referral close:31 Dec for @ana with jane@acme.com')).toEqual({
      name: 'Acme renewal',
      value: usd(1_200_000),
      stage: 'Proposal',
      source: 'Referral',
      expectedCloseOn: '2026-12-31',
      owner: '@ana',
      contact: 'jane@acme.com',
    })
  })

  it('are read as Slack sends them, with mentions and addresses as links', () => {
    const text = 'R&amp;D &lt;licence&gt; $12,500.50 for <@U2> with <mailto:jane@acme.com|jane@acme.com>'
    expect(read(text)).toEqual({
      name: 'R&D <licence>',
      value: usd(1_250_050),
      owner: '<@U2>',
      contact: 'jane@acme.com',
    })
  })

  it('may come in another order', () => {
    expect(read('12k Acme renewal close:next friday in Negotiation')).toEqual({
      name: 'Acme renewal',
      value: usd(1_200_000),
      expectedCloseOn: '2026-12-04',
      stage: 'Negotiation',
    })
    expect(read('close:31 Dec 12k Acme')).toMatchObject({
      name: 'Acme',
      value: usd(1_200_000),
      expectedCloseOn: '2026-12-31',
    })
  })

  it('name other currencies', () => {
    expect(read('Acme 1.2m EUR in Proposal')).toMatchObject({ value: { value: 120_000_000, currency: 'EUR' } })
    expect(read('Acme EUR 1200 for me')).toMatchObject({ value: { value: 120_000, currency: 'EUR' }, owner: 'me' })
    expect(read('Acme €3m')).toMatchObject({ name: 'Acme', value: { value: 300_000_000, currency: 'EUR' } })
  })

  it.each([
    ['Expansion in Europe 12k', 'Expansion in Europe'],
    ['Licences for Globex 12k', 'Licences for Globex'],
    ['Website with hosting 12k', 'Website with hosting'],
    ['Renewal 2027', 'Renewal 2027'],
    ['"Acme in Proposal 12k" 5k', 'Acme in Proposal 12k'],
    ['Try all options 5k', 'Try all options'],
  ])('keep ordinary words in the name: %s', (text, name) => {
    expect(read(text).name).toBe(name)
  })

  it('take a plain number at the end for the value, but not a year', () => {
    expect(read('Acme 5000')).toEqual({ name: 'Acme', value: usd(500_000) })
    expect(read('Acme 0')).toEqual({ name: 'Acme', value: usd(0) })
    expect(read('Acme 2027').value).toBeUndefined()
  })

  it('ask for a stage that is only misspelt, instead of putting it into the name', () => {
    expect(read('Acme in Propsal')).toEqual({ name: 'Acme', stage: 'Propsal' })
  })

  it('are quoted back where they make no sense', () => {
    expect(() => read('')).toThrow(/names no deal\. Write it like \/deal new/)
    expect(() => read('Acme close:whenever')).toThrow(/“whenever” as a date/)
    expect(() => read('Acme -5k')).toThrow(/cannot be negative/)
    expect(() => read('Acme 5k 6k')).toThrow(/“5k” and “6k”/)
    expect(() => read('Acme source:')).toThrow(/Nothing follows “source”/)
  })

  it('never break on any text', () => {
    const pieces = fc.constantFrom(
      'in',
      'for',
      'with',
      '@ana',
      '12k',
      'EUR',
      'close:',
      'source:x',
      '"',
      '-5',
      '<@U1>',
      'note:',
      '1/2/27',
    )
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.oneof(pieces, fc.string())).map((words) => words.join(' ')),
    )
    fc.assert(
      fc.property(text, (anything) => {
        try {
          expect(read(anything).name).not.toBe('')
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
