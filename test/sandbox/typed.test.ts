import { describe, expect, it } from 'vitest'
import { sampleTeam } from '../../src/sandbox/team.ts'
import { asSlackPassesOn, linksIn } from '../../src/sandbox/typed.ts'

describe('what somebody typed', () => {
  it('is passed on with three signs escaped, so that nothing typed can pass for markup', () => {
    expect(asSlackPassesOn('Fish & <!channel>', sampleTeam)).toBe('Fish &amp; &lt;!channel&gt;')
  })

  it('carries people, channels and addresses as Slack marks them up', () => {
    const typed = 'new Acme for @ana with jane@acme.com see https://a.example/?x=1&y=2 in #sales'
    expect(asSlackPassesOn(typed, sampleTeam, { named: true })).toBe(
      'new Acme for <@U0ANA00001|ana> with <mailto:jane@acme.com|jane@acme.com> see <https://a.example/?x=1&amp;y=2> in <#C0SALES001|sales>',
    )
  })

  it('leaves names that nobody has as they are', () => {
    expect(asSlackPassesOn('@nobody #nowhere 50%', sampleTeam)).toBe('@nobody #nowhere 50%')
  })

  it('names the links in it', () => {
    expect(linksIn('see https://a.example/1 and http://b.example').map(String)).toEqual([
      'https://a.example/1',
      'http://b.example/',
    ])
  })
})
