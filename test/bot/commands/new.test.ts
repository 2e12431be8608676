import { describe, expect, it } from 'vitest'
import { getOpportunity } from '../../../src/core/index.ts'
import type { View } from '../../../src/sandbox/index.ts'
import { openOffice, words } from '../../support/office.ts'

describe('/deal new', () => {
  it('creates a deal from one line and shows its card to the channel', async () => {
    const { slack, card } = await openOffice()
    await slack.as('Ben').command('/deal help')
    const line = 'Acme renewal 12k in Proposal source:Referral close:2027-12-31 for @ben with jane@acme.com'
    const seen = await slack.as('Ana').command(`/deal new ${line}`, { channel: 'sales' })
    expect(words(seen)).toContain('You created *D-1 Acme renewal*: $12,000 · Proposal · Ben Okafor')
    const posted = await card('D-1')
    expect(posted.channel).toBe('C0SALES001')
    for (const fact of ['$12,000', 'Open in Proposal', 'Ben Okafor', 'jane@acme.com', 'Referral', '31 Dec 2027']) {
      expect(words(posted)).toContain(fact)
    }
    expect(words(posted)).toContain('Ana Reyes created it')
  })

  it('makes a colleague who is mentioned a member', async () => {
    const { slack, card } = await openOffice()
    await slack.as('Ana').command('/deal new Acme 12k for <@U0BEN00001|ben>')
    expect(words(await card('D-1'))).toContain('Ben Okafor')
  })

  it('repeats what it did not understand, and writes nothing', async () => {
    const { slack, database } = await openOffice()
    const ana = slack.as('Ana')
    expect(words(await ana.command('/deal new Acme 12k in Propsal'))).toMatch(
      /no stage “Propsal” in Sales\. Did you mean Proposal\?/,
    )
    expect(words(await ana.command('/deal new Acme -5k'))).toContain('cannot be negative')
    expect(words(await ana.command('/deal new Acme close:whenever'))).toContain(
      'I do not understand “whenever” as a date',
    )
    expect(words(await ana.command('/deal new Acme 12k for @nobodyatall'))).toContain(
      'There is no member “nobodyatall”',
    )
    expect(words(await ana.command(`/deal new ${'x'.repeat(3000)}`))).toContain(
      'The name has 3,000 characters; the most is 255',
    )
    expect(words(await ana.command('/deal new Acme 1000000000000001'))).toContain('larger than any deal')
    expect(await database.read.selectFrom('opportunities').selectAll().execute()).toEqual([])
    expect(await database.read.selectFrom('outbox').selectAll().execute()).toEqual([])
  })

  it.each([
    ['Acme', 'not known yet'],
    ['Acme 0', '$0'],
    ['Acme 1000000000000', '$1,000,000,000,000'],
    ['Acme ¥1500', '¥1,500'],
  ])('shows what %s is worth as %s', async (text, shown) => {
    const { slack, card } = await openOffice()
    await slack.as('Ana').command(`/deal new ${text}`)
    expect(words(await card('D-1'))).toContain(`*Value*\n${shown}`)
  })

  it('shows hostile names without harm', async () => {
    const { slack, card } = await openOffice()
    const name = '<!channel> &lt;@U0BEN00001&gt; *bold* `code` | http://evil.example 🏴‍☠️🎉 <https://evil.example|safe>'
    await slack.as('Ana').command(`/deal new "${name}" 12k`)
    const posted = JSON.stringify(await card('D-1'))
    expect(posted).not.toMatch(/<!channel|<@U|<http:|<https:\/\/evil/)
    expect(posted).toContain('&lt;!channel&gt;')
    for (const line of ['D-1', 'list', 'find evil', 'history D-1', 'won D-1', 'report owners']) {
      const { trouble, ...seen } = await slack.as('Ana').command(`/deal ${line}`)
      expect([line, trouble]).toEqual([line, undefined])
      expect(JSON.stringify(seen)).not.toMatch(/<!channel|<@U|<https:\/\/evil/)
    }
  })

  it('asks with a form when nothing else is said', async () => {
    const { slack, card } = await openOffice()
    const ana = slack.as('Ana')
    const { modal } = await ana.command('/deal new', { channel: 'sales' })
    const sent = await ana.submit(modal as View, {
      Name: 'Globex rollout',
      Value: '1.2m EUR',
      Stage: 'Qualification',
      Contact: 'Hank Scorpio <hank@globex.com>',
      Source: 'Trade show',
      'Expected close': '2027-03-01',
      Tags: 'enterprise, new',
    })
    expect(sent.errors).toBeUndefined()
    const posted = await card('D-1')
    expect(posted.channel).toBe('C0SALES001')
    for (const fact of [
      '€1,200,000',
      'Qualification',
      'Ana Reyes',
      'Hank Scorpio',
      'Trade show',
      '1 Mar 2027',
      'enterprise new',
    ]) {
      expect(words(posted)).toContain(fact)
    }
  })

  it('keeps the form open with what was typed, and says under the field what is wrong', async () => {
    const { slack, card } = await openOffice()
    const ana = slack.as('Ana')
    const modal = (await ana.command('/deal new')).modal as View
    const refused = await ana.submit(modal, { Name: 'Globex', Value: 'a lot', Tags: 'x' })
    expect(refused.errors).toEqual({ value: expect.stringContaining('“a lot” is not an amount') })
    expect((await ana.submit(modal, { Value: '12k', Tags: 'what?!' })).errors).toEqual({
      tags: expect.stringContaining('“what?!”'),
    })
    expect((await ana.submit(modal, { Value: '-3', Tags: null })).errors).toEqual({
      value: expect.stringContaining('negative'),
    })
    await ana.submit(modal, { Value: '12k' })
    expect(words(await card('D-1', /Globex/))).toContain('$12,000')
  })

  it('offers colleagues by name in the form', async () => {
    const { slack, card } = await openOffice()
    await slack.as('Ben').command('/deal help')
    const ana = slack.as('Ana')
    const modal = (await ana.command('/deal new')).modal as View
    expect((await ana.typeahead(modal, 'Owner', 'oka')).map((one) => one.text.text)).toEqual(['Ben Okafor'])
    await ana.submit(modal, { Name: 'Globex', Owner: 'Ben Okafor' })
    expect(words(await card('D-1'))).toContain('*Owner*\nBen Okafor')
  })

  it('works from the shortcut, where there is no channel: the card comes as a direct message', async () => {
    const { slack, card } = await openOffice()
    const ana = slack.as('Ana')
    const { modal } = await ana.shortcut('new_deal')
    await ana.submit(modal as View, { Name: 'Globex' })
    expect((await card('D-1')).channel).toBe('D0ANA00001')
  })

  it('gives the card to its creator alone where the app may not post', async () => {
    const { slack, told } = await openOffice()
    slack.fail('chat.postMessage', 'not_in_channel')
    await slack.as('Ana').command('/deal new Acme 12k')
    const card = await told('Ana', /invite @Dealwright/)
    expect(words(card)).toContain('D-1 Acme')
  })

  it('says so when Slack does not open the form', async () => {
    const { slack } = await openOffice()
    slack.fail('views.open', 'expired_trigger_id')
    expect(words(await slack.as('Ana').command('/deal new'))).toMatch(
      /Slack did not open the form in time\. Try again \(reference [2-9A-Z]{4}\)/,
    )
  })

  it('is kept when the card could not be posted at first', async () => {
    const { slack, card, ctxOf } = await openOffice()
    slack.fail('chat.postMessage', 429, { retryAfter: 1, times: 1 })
    await slack.as('Ana').command('/deal new Acme 12k')
    expect((await getOpportunity(await ctxOf('Ana'), 1)).name).toBe('Acme')
    expect(words(await card('D-1'))).toContain('Acme')
  })
})
