import { describe, expect, test } from 'vitest'
import { type AppError, matchName, nearestName, pickByName, sameName } from '../../src/core/index.ts'

const stages = ['Prospecting', 'Proposal', 'Negotiation', 'Pro'].map((name, i) => ({ id: `s${i}`, name }))
const people = ['Ana Rep', 'Ben Rep', 'Zoë Müller'].map((name, i) => ({ id: `m${i}`, name }))

describe('a name is found', () => {
  test.for([
    ['s1', 'Proposal'],
    ['Proposal', 'Proposal'],
    ['  PROPOSAL ', 'Proposal'],
    ['prop', 'Proposal'],
    ['neg', 'Negotiation'],
    ['pro', 'Pro'],
  ])('“%s” names %s', ([words, name]) => {
    expect(matchName(words as string, stages)).toMatchObject({ kind: 'one', item: { name } })
  })

  test('accents and spaces make no difference', () => {
    expect(matchName('zoe   muller', people)).toMatchObject({ kind: 'one', item: { name: 'Zoë Müller' } })
    expect(sameName('Zoë  MÜLLER', 'zoe muller')).toBe(true)
  })

  test('the middle of a name counts only where any part may be written', () => {
    expect(matchName('muller', people).kind).toBe('none')
    expect(matchName('muller', people, { anyPart: true })).toMatchObject({ kind: 'one', item: { name: 'Zoë Müller' } })
  })
})

describe('a name is not found', () => {
  test('several that fit are named, and nothing is guessed', () => {
    expect(matchName('pr', stages).kind).toBe('several')
    expect(() => pickByName('pr', stages, { what: 'stage' })).toThrow(
      '“pr” may mean Prospecting, Proposal or Pro. Write more of the name.',
    )
  })

  test('no words name nothing', () => {
    expect(matchName('  ', stages)).toEqual({ kind: 'none', nearest: undefined })
  })

  test('a slip of the pen gets “did you mean” and the choices', () => {
    expect(() => pickByName('Propsal', stages, { what: 'stage', where: 'in Sales', listed: 'Its stages' })).toThrow(
      'There is no stage “Propsal” in Sales. Did you mean Proposal? Its stages: Prospecting, Proposal, Negotiation and Pro.',
    )
  })

  test('something else altogether gets no suggestion', () => {
    expect(nearestName('zebra crossing', ['Proposal', 'Negotiation'])).toBeUndefined()
    expect(() => pickByName('zebra', people, { what: 'member' })).toThrow(/^There is no member “zebra”\.$/)
  })

  test('one word of a name, misspelt, is enough for a suggestion', () => {
    expect(nearestName('mullr', ['Ana Rep', 'Zoë Müller'])).toBe('Zoë Müller')
  })

  test('long nonsense is quoted in short', () => {
    expect(() => pickByName('x'.repeat(500), people, { what: 'member' })).toThrow(`“${'x'.repeat(60)}…”`)
  })

  test('unclear words come with what they may have meant', () => {
    const refused = (words: string) => {
      try {
        return pickByName(words, stages, { what: 'stage' })
      } catch (error) {
        return (error as AppError).unclear
      }
    }
    expect(refused('Propsal')).toMatchObject({ words: 'Propsal', meant: [{ name: 'Proposal' }] })
    expect(refused('p')).toMatchObject({
      words: 'p',
      meant: [{ name: 'Prospecting' }, { name: 'Proposal' }, { name: 'Pro' }],
    })
    expect(refused('zebra')).toMatchObject({ meant: [] })
  })

  test('a name may stand between quotes', () => {
    expect(pickByName('"proposal"', stages, { what: 'stage' }).name).toBe('Proposal')
  })
})
