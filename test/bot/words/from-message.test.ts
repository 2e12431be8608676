import { describe, expect, it } from 'vitest'
import { proposalFrom } from '../../../src/bot/words/from-message.ts'

describe('a deal that a message proposes', () => {
  it.each([
    ['Globex rollout for $12,500', 'Globex rollout', '$12,500'],
    ['Hi team! Acme wants to renew for 12k. Jane asks by Friday.', 'Acme wants to renew', '12k'],
    ['Hi <@U1>, Acme wants a quote\nAround 15000 EUR', 'Acme wants a quote', '15000 EUR'],
    ['Between 10k and 20k, they say', 'Between and, they say', null],
    ['Call them at 10:30 on 12 May', 'Call them at 10:30 on 12 May', null],
    ['', '', null],
    ['$5k', '', '$5k'],
  ])('%s', (text, name, value) => {
    expect(proposalFrom(text)).toEqual({ name, value })
  })

  it('has a name of at most eighty characters, cut between words', () => {
    const { name } = proposalFrom('renewal '.repeat(40))
    expect(name.length).toBeLessThanOrEqual(80)
    expect(name.endsWith('renewal')).toBe(true)
  })
})
