import { describe, expect, it } from 'vitest'
import type { Message, View } from '../../../src/sandbox/index.ts'
import { officeWithDeals, words } from '../../support/office.ts'

describe('/deal settings', () => {
  it('shows what figures depend on, and tells a rep kindly whom to ask', async () => {
    const { slack, ana } = await officeWithDeals()
    await slack.as('Dana').command('/deal')
    const shown = await ana('settings')
    for (const fact of ['Europe/Berlin', 'USD', 'All deals', 'Only admins change these settings. Ask Dana Bright.'])
      expect(shown).toContain(fact)
    const { ephemeral } = await slack.as('Ana').command('/deal settings')
    expect(JSON.stringify(ephemeral)).toContain('https://deals.example/settings')
    expect(JSON.stringify(ephemeral)).not.toContain('Change…')
  })

  it('changes them by a form, whose refusals stand on their field', async () => {
    const { slack, ana, ctxOf, told } = await officeWithDeals()
    const dana = slack.as('Dana')
    const { ephemeral } = await dana.command('/deal settings')
    const modal = (await dana.click(ephemeral as Message, 'Change…')).modal as View
    expect((await dana.typeahead(modal, 'Time zone', 'new york')).map(({ value }) => value)).toEqual([
      'America/New_York',
    ])
    expect((await dana.submit(modal, { Currency: 'XYZ' })).errors?.currency).toContain('XYZ')
    await dana.submit(modal, { Currency: 'eur', 'Time zone': 'America/New_York', 'Reps see': 'Their own deals' })
    expect(words(await told('Dana', /saved/))).toContain('America/New_York')
    const { workspace } = await ctxOf('Dana')
    expect(workspace).toMatchObject({ currency: 'EUR', timeZone: 'America/New_York', repsSee: 'own' })
    expect(await ana('new Initech 5k')).toContain('€5,000')
  })

  it('leaves the say to core', async () => {
    const { slack, ana } = await officeWithDeals()
    const { ephemeral } = await slack.as('Dana').command('/deal settings')
    const { modal } = await slack.as('Ana').click(ephemeral as Message, 'Change…')
    const { errors } = await slack.as('Ana').submit(modal as View, { Currency: 'EUR' })
    expect(Object.values(errors ?? {}).join()).toContain('Only admins can change the settings.')
    expect(await ana('settings')).toContain('USD')
  })
})
