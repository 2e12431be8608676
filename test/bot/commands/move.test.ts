import { describe, expect, it } from 'vitest'
import type { Message } from '../../../src/sandbox/index.ts'
import { officeWithDeals, words } from '../../support/office.ts'

describe('/deal move', () => {
  it('moves by reference, number or name, to a stage by its beginning', async () => {
    const { ana } = await officeWithDeals()
    expect(await ana('move D-1 to Negotiation')).toContain('D-1 is in Negotiation.')
    expect(await ana('move 1 qual')).toContain('D-1 is in Qualification.')
    expect(await ana('move globex to proposal')).toContain('D-3 is in Proposal.')
  })

  it('explains what it could not do', async () => {
    const { ana } = await officeWithDeals()
    expect(await ana('move D-1 to Propsal')).toContain('Did you mean Proposal? Its stages: Prospecting,')
    expect(await ana('move D-99 to Proposal')).toContain('There is no deal D-99.')
    expect(await ana('move initech to Proposal')).toContain('contains “initech”')
    await ana('won D-1')
    expect(await ana('move D-1 to Negotiation')).toContain('D-1 is already won. Reopen it first.')
  })

  it('asks which of several deals was meant, and does it then', async () => {
    const { slack, told } = await officeWithDeals()
    const ana = slack.as('Ana')
    const { ephemeral } = await ana.command('/deal move acme to Negotiation')
    expect(words(ephemeral)).toContain('Several deals match “acme”. Which one?')
    await ana.click(ephemeral as Message, { actionId: 'line:move D-2 to Negotiation' })
    expect(words(await told('Ana', /is in Negotiation/))).toContain('D-2 is in Negotiation.')
  })
})
