import { describe, expect, it } from 'vitest'
import { getOpportunity } from '../../../src/core/index.ts'
import type { Message } from '../../../src/sandbox/index.ts'
import { officeWithDeals, words } from '../../support/office.ts'

describe('/deal undo', () => {
  it('takes back the last own change, of whichever deal, and says what it was', async () => {
    const { ana, ctxOf } = await officeWithDeals()
    await ana('move D-3 to Proposal')
    await ana('won D-1')
    expect(await ana('undo')).toMatch(/Taken back: you won D-1\. D-1 is as it was before\.[\s\S]*Open in Proposal/)
    expect(await ana('undo D-3')).toContain('Taken back: you moved D-3 to Proposal.')
    const ctx = await ctxOf('Ana')
    expect(await getOpportunity(ctx, 1)).toMatchObject({ status: 'open' })
    expect(await getOpportunity(ctx, 3)).toMatchObject({ stage: { name: 'Prospecting' } })
  })

  it('is a button on the card after an own change, for oneself alone', async () => {
    const { slack, ctxOf } = await officeWithDeals()
    const rep = slack.as('Ana')
    const fresh = await rep.command('/deal D-1')
    expect(() => rep.click(fresh.ephemeral as Message, 'Undo')).toThrow('There is no “Undo” here')
    const { ephemeral } = await rep.command('/deal move D-1 to Negotiation')
    await rep.click(ephemeral as Message, 'Undo')
    await slack.until(() => rep.ephemeral().find((one) => words(one).includes('Taken back: you moved D-1')))
    expect((await getOpportunity(await ctxOf('Ana'), 1)).stage.name).toBe('Proposal')
    const other = await slack.as('Ben').command('/deal D-1')
    expect(() => slack.as('Ben').click(other.ephemeral as Message, 'Undo')).toThrow('There is no “Undo” here')
  })

  it('explains when it cannot be', async () => {
    const { slack, ana } = await officeWithDeals()
    const rep = slack.as('Ana')
    const { ephemeral } = await rep.command('/deal move D-1 to Negotiation')
    await slack.as('Ben').command('/deal move D-1 to Prospecting')
    expect(await ana('undo D-1')).toMatch(
      /Ben .* moved D-1 to Prospecting after you, so your change cannot be taken back/,
    )
    await rep.click(ephemeral as Message, 'Undo')
    await slack.until(() =>
      rep.ephemeral().findLast((one) => words(one).includes('moved D-1 to Prospecting after you')),
    )
    expect(await ana('undo D-2')).toContain('Only managers and admins can take back a new deal')
    expect(await ana('undo that')).toContain('“that” is no deal’s reference')
    expect(words((await slack.as('Mia').command('/deal undo')).ephemeral)).toContain('You have changed nothing yet')
  })
})
