import { describe, expect, it } from 'vitest'
import { officeWithDeals } from '../../support/office.ts'

describe('closing and reopening', () => {
  it('wins, with what the deal was worth in the end', async () => {
    const { ana } = await officeWithDeals()
    expect(await ana('won D-1 15k')).toContain('D-1 is won: $15,000.')
    expect(await ana('won acme upgrade 1.2m EUR')).toContain('D-2 is won: €1,200,000.')
    expect(await ana('won globex')).toContain('D-3 is won.')
  })

  it('loses and abandons for a reason', async () => {
    const { ana } = await officeWithDeals()
    expect(await ana('lost D-1 because price')).toContain('Lost on 23 Nov 2026: Price · last stage Proposal')
    expect(await ana('lost acme upgrade because no budget')).toContain('No budget')
    expect(await ana('abandon globex')).toContain('Abandoned on 23 Nov 2026 ·')
    expect(await ana('lost globex')).toContain('already abandoned')
  })

  it('names the reasons there are, when another one was given', async () => {
    const { ana } = await officeWithDeals()
    expect(await ana('lost D-1 because they were rude')).toMatch(/no .*reason “they were rude”.*Price/)
  })

  it('reopens where the deal stood, or elsewhere', async () => {
    const { ana } = await officeWithDeals()
    await ana('won D-1')
    expect(await ana('reopen D-1')).toContain('D-1 is open in Proposal.')
    await ana('lost D-1')
    expect(await ana('reopen acme renewal in nego')).toContain('D-1 is open in Negotiation.')
  })
})
