import { describe, expect, it } from 'vitest'
import type { View } from '../../../src/sandbox/index.ts'
import { officeWithDeals } from '../../support/office.ts'

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

  it('refuses to overwrite what somebody else changed meanwhile', async () => {
    const { slack, ana } = await officeWithDeals()
    const modal = (await slack.as('Ben').command('/deal edit D-1')).modal as View
    await ana('value D-1 99k')
    const { errors } = await slack.as('Ben').submit(modal, { Name: 'Mine' })
    expect(Object.values(errors ?? {}).join()).toContain('Ana Reyes edited D-1 meanwhile')
    expect(await ana('D-1')).toContain('$99,000')
  })
})
