import { describe, expect, it } from 'vitest'
import type { View } from '../../../src/sandbox/index.ts'
import { officeWithDeals, words } from '../../support/office.ts'

describe('/deal edit', () => {
  it('changes several facts as one change, and moves the deal', async () => {
    const { slack, ana } = await officeWithDeals()
    const modal = (await slack.as('Ana').command('/deal edit D-1')).modal as View
    const sent = await slack
      .as('Ana')
      .submit(modal, { Name: 'Acme big renewal', Value: '20k', Stage: 'Negotiation', Tags: 'big' })
    expect(sent.errors).toBeUndefined()
    const history = await ana('history D-1')
    expect(history).toContain('Acme big renewal')
    expect(await ana('D-1')).toMatch(/Open in Negotiation[\s\S]*\$20,000/)
  })

  it('changes nothing when nothing was edited', async () => {
    const { slack, ana } = await officeWithDeals()
    await ana('value D-3 1234.56 EUR')
    const before = await ana('history D-3')
    const modal = (await slack.as('Ana').command('/deal edit D-3')).modal as View
    expect((await slack.as('Ana').submit(modal)).errors).toBeUndefined()
    expect(await ana('history D-3')).toBe(before)
  })

  it('shows what somebody else changed meanwhile, keeps what was typed, and applies it when told to', async () => {
    const { slack, ana } = await officeWithDeals()
    const ben = slack.as('Ben')
    const modal = (await ben.command('/deal edit D-1')).modal as View
    await ana('value D-1 99k')
    const again = (await ben.submit(modal, { Name: 'Mine', Tags: 'big' })).modal as View
    expect(words(again)).toContain('Ana Reyes changed the value from $12,000 to $99,000 just now')
    expect(again.submit?.text).toBe('Apply my change anyway')
    expect(await ana('D-1')).toContain('D-1 Acme renewal')

    await ana('move D-1 to Negotiation')
    const third = (await ben.submit(again)).modal as View
    expect(words(third)).toContain('Ana Reyes moved it from Proposal to Negotiation just now')
    expect((await ben.submit(third)).errors).toBeUndefined()
    expect(ben.modal).toBeNull()
    expect(await ana('D-1')).toMatch(/D-1 Mine[\s\S]*Open in Negotiation[\s\S]*\$99,000[\s\S]*big/)
  })

  it('lets the person who insists have the last word on the same field', async () => {
    const { slack, ana } = await officeWithDeals()
    const ben = slack.as('Ben')
    const modal = (await ben.command('/deal edit D-1')).modal as View
    await ana('value D-1 99k')
    const again = (await ben.submit(modal, { Value: '20k' })).modal as View
    await ben.submit(again)
    expect(await ana('D-1')).toContain('$20,000')
  })

  it('keeps what was typed through an error on a field after a conflict', async () => {
    const { slack, ana } = await officeWithDeals()
    const ben = slack.as('Ben')
    const modal = (await ben.command('/deal edit D-1')).modal as View
    await ana('value D-1 99k')
    const again = (await ben.submit(modal, { Name: 'Mine' })).modal as View
    const { errors } = await ben.submit(again, { Value: 'a lot' })
    expect(errors).toEqual({ 'value@2': expect.stringContaining('“a lot” is not an amount') })
    await ben.submit(again, { Value: '7k' })
    expect(await ana('D-1')).toMatch(/D-1 Mine[\s\S]*\$7,000/)
  })
})
