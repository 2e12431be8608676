import { describe, expect, it } from 'vitest'
import { listNotes } from '../../src/core/index.ts'
import type { View } from '../../src/sandbox/index.ts'
import { PUBLIC_URL, words } from '../support/office.ts'
import { aDayAtWork } from '../support/work-day.ts'

describe('a deal', () => {
  it('is put in with one line, and everybody in the channel sees its card', async () => {
    const day = await aDayAtWork()
    const said = await day.say(
      'Ana',
      'new Acme renewal 12k in Proposal source:Referral close:31 Dec with jane@acme.com',
    )
    expect(said).toContain('You created *D-1 Acme renewal*: $12,000 · Proposal · Ana Reyes.')
    const card = words(await day.reads('Ben', /D-1 Acme renewal/, 'sales'))
    expect(card).toMatch(/jane@acme\.com[\s\S]*31 Dec 2026[\s\S]*Referral/)
    expect(card).toContain('Ana Reyes created it')
    expect(day.read('Ben', 'sales').join()).not.toContain('You created')
  })

  it('is put in with a form, whose contact is made on the fly, and a mistake costs nothing that was typed', async () => {
    const day = await aDayAtWork()
    const ben = day.slack.as('Ben')
    const form = await day.form('Ben', 'new')
    const filled = { Name: 'Globex rollout', Value: 'a lot', Contact: 'Jane Roe', Stage: 'Qualification' }
    const refused = await ben.submit(form, filled)
    expect(refused.errors).toEqual({ value: expect.stringContaining('“a lot” is not an amount') })
    const sent = await ben.submit(form, { Value: '80k' })
    expect(sent.errors).toBeUndefined()
    const card = words(await day.reads('Ana', /D-1 Globex rollout/, 'sales'))
    expect(card).toMatch(/Open in Qualification[\s\S]*\$80,000[\s\S]*Jane Roe/)
    expect((await ben.typeahead(await day.form('Ben', 'new'), 'Contact', 'jane')).map(({ text }) => text.text)).toEqual(
      ['Jane Roe', 'jane (new)'],
    )
  })

  it('is worked on by both reps at once: nothing is overwritten unseen, and nothing that was typed is lost', async () => {
    const day = await aDayAtWork()
    const [ana, ben] = [day.slack.as('Ana'), day.slack.as('Ben')]
    await day.say('Ana', 'new Acme renewal 12k')
    const hers = await day.form('Ana', 'edit D-1')
    const his = await day.form('Ben', 'edit D-1')
    await ben.submit(his, { Value: '15k' })

    const again = (await ana.submit(hers, { Name: 'Acme renewal 2027', Value: '14k' })).modal as View
    expect(words(again)).toContain('Ben Okafor changed the value from $12,000 to $15,000 just now')
    expect(again.submit?.text).toBe('Apply my change anyway')
    expect(await day.say('Mia', 'D-1')).toMatch(/D-1 Acme renewal>[\s\S]*\$15,000/)

    await ana.submit(again)
    expect(words(await day.reads('Ben', /Acme renewal 2027/, 'sales'))).toContain('$14,000')
    expect(await day.say('Mia', 'history D-1')).toMatch(/Ana Reyes[\s\S]*Ben Okafor[\s\S]*Ana Reyes/)
  })

  it('is moved by a colleague in its own thread, where nobody needs to name it', async () => {
    const day = await aDayAtWork()
    await day.say('Ana', 'new Acme renewal 12k')
    const card = await day.knownCard('D-1')
    await day.slack.as('Ben').reply(card, 'Jane called, they want an offer. @dealwright move to Proposal')
    await day.reads('Ana', /D-1 is in Proposal/, 'sales')
    const seen = words(await day.card('D-1', /Open in Proposal/))
    expect(seen).toContain('Ben Okafor moved it from Prospecting to Proposal')
  })

  it('comes out of what a customer’s message says, and the message goes along', async () => {
    const day = await aDayAtWork()
    const said = await day.slack.as('Ben').say('sales', 'Initech wants 20 seats for $9,000, says Jane')
    const { modal } = await day.slack.as('Ana').messageShortcut(said, 'deal_from_message')
    await day.slack.as('Ana').submit(modal as View, { Name: 'Initech seats' })
    await day.reads('Ben', /D-1 Initech seats/, 'sales')
    const [note] = await listNotes(await day.ctxOf('Ana'), 1)
    expect(note?.text).toContain('Ben Okafor: Initech wants 20 seats for $9,000, says Jane')

    // Somebody shows it around: the link says what it leads to.
    await day.slack.as('Mia').postLink('general', `${PUBLIC_URL}/deals/1`)
    await day.reads('Dana', /D-1 Initech seats[\s\S]*\$9,000 · Prospecting · Ana Reyes/, 'general')
  })

  it('gives work, which is handed over and ticked off', async () => {
    const day = await aDayAtWork()
    await day.say('Ana', 'new Acme renewal 12k')
    await day.say('Ana', 'task D-1 send the contract today 17:00 for @ben')
    day.aPause()
    const given = await day.reads('Ben', /Ana Reyes gave you a task/)
    expect(words(given)).toContain('send the contract')
    expect(await day.home('Ben', /Tasks for today\*: 1/)).toContain('send the contract')
    await day.say('Ben', 'done T-1')
    expect(await day.say('Ben', 'done T-1')).toMatch(/:white_check_mark: \*T-1\*[\s\S]*Not done/)
    expect(await day.say('Ana', 'task')).not.toContain('send the contract')
  })
})
