import { describe, expect, it } from 'vitest'
import { changeSettings, listNotes } from '../../../src/core/index.ts'
import type { View } from '../../../src/sandbox/index.ts'
import { officeWithDeals, openOffice, words } from '../../support/office.ts'

const fieldOf = (view: View, name: string) => view.blocks.find(({ block_id }) => block_id === name)?.element

describe('“Create deal from message”', () => {
  it('proposes what the message says, and keeps it as the first note with the way back', async () => {
    const { slack, card, ctxOf } = await openOffice()
    await slack.as('Ben').command('/deal')
    const said = await slack.as('Ben').say('sales', 'Globex rollout for $12,500, they decide in May')
    const { modal } = await slack.as('Ana').messageShortcut(said, 'deal_from_message')
    const form = modal as View
    expect(fieldOf(form, 'name')?.initial_value).toBe('Globex rollout, they decide in May')
    expect(fieldOf(form, 'value')?.initial_value).toBe('$12,500')
    await slack.as('Ana').submit(form, { Name: 'Globex rollout' })
    const shown = await card('D-1')
    expect(words(shown)).toMatch(/Globex rollout[\s\S]*\$12,500/)
    expect(shown).toMatchObject({ channel: said.channel, thread_ts: said.ts })
    const [note] = await listNotes(await ctxOf('Ana'), 1)
    expect(note?.text).toBe(
      `Ben Okafor: Globex rollout for $12,500, they decide in May\nhttps://northwind.slack.com/archives/${said.channel}/p${said.ts.replace('.', '')}`,
    )
  })

  it('keeps what was written when a field is refused', async () => {
    const { slack, database } = await openOffice()
    const said = await slack.as('Ben').say('sales', 'Globex rollout')
    const { modal } = await slack.as('Ana').messageShortcut(said, 'deal_from_message')
    const { errors } = await slack.as('Ana').submit(modal as View, { Value: 'plenty' })
    expect(Object.values(errors ?? {}).join()).toContain('plenty')
    expect(await database.read.selectFrom('opportunities').selectAll().execute()).toEqual([])
  })
})

describe('“Add to deal”', () => {
  it('keeps the message as a note on the deal that is searched for', async () => {
    const { slack, told, ctxOf } = await officeWithDeals()
    const said = await slack.as('Ben').say('general', 'Jane is back on Monday & wants a call')
    const { modal } = await slack.as('Ana').messageShortcut(said, 'add_to_deal')
    const form = modal as View
    expect((await slack.as('Ana').typeahead(form, 'Deal', 'glob')).map(({ text }) => text.text)).toEqual(['D-3 Globex'])
    await slack.as('Ana').submit(form, { Deal: 'D-3' })
    await told('Ana', /Your note on D-3 is kept/)
    const [note] = await listNotes(await ctxOf('Ana'), 3)
    expect(note?.text).toMatch(/^Jane is back on Monday & wants a call\nhttps:\/\/northwind\.slack\.com\/archives\//)
  })

  it('in a deal’s thread proposes that deal', async () => {
    const { slack, knownCard } = await officeWithDeals()
    const shown = await knownCard('D-1')
    await slack.as('Ben').reply(shown, 'They asked for a discount')
    const reply = slack.as('Ben').thread(shown).at(-1)
    const { modal } = await slack.as('Ana').messageShortcut(reply as typeof shown, 'add_to_deal')
    expect(fieldOf(modal as View, 'deal')?.initial_option?.text.text).toBe('D-1 Acme renewal')
  })

  it('proposes no deal that the person may not see, and adds to none', async () => {
    const { slack, knownCard, ctxOf } = await officeWithDeals()
    const shown = await knownCard('D-1')
    for (const who of ['Ben', 'Dana']) await slack.as(who).command('/deal')
    await changeSettings(await ctxOf('Dana'), { repsSee: 'own' })
    const { modal } = await slack.as('Ben').messageShortcut(shown, 'add_to_deal')
    const form = modal as View
    expect(fieldOf(form, 'deal')?.initial_option).toBeUndefined()
    expect(await slack.as('Ben').typeahead(form, 'Deal', 'acme')).toEqual([])
    expect(await listNotes(await ctxOf('Ana'), 1)).toEqual([])
  })
})
