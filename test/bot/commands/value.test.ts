import { describe, expect, it } from 'vitest'
import { officeWithDeals } from '../../support/office.ts'

describe('the verbs that change one fact', () => {
  it('say what it is now', async () => {
    const { ana } = await officeWithDeals()
    expect(await ana('value D-1 15k')).toContain('The value of D-1 is $15,000.')
    expect(await ana('value globex €3m')).toContain('The value of D-3 is €3,000,000.')
    expect(await ana('value D-1 none')).toContain('The value of D-1 is not known yet.')
    expect(await ana('value D-1 lots')).toContain('“lots” is not an amount')
    expect(await ana('close-date D-1 31 Dec')).toContain('D-1 is expected to close on 31 Dec 2026.')
    expect(await ana('close-date globex to tomorrow')).toContain('D-3 is expected to close on 24 Nov 2026.')
    expect(await ana('close-date D-1 none')).toContain('D-1 has no expected close date.')
    expect(await ana('assign D-1 to nobody')).toContain('D-1 belongs to nobody.')
    expect(await ana('assign globex to me')).toContain('D-3 belongs to Ana Reyes.')
  })
})
