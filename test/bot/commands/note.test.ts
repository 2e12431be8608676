import { describe, expect, it } from 'vitest'
import { officeWithDeals } from '../../support/office.ts'

describe('notes', () => {
  it('are kept, and told in the history', async () => {
    const { ana } = await officeWithDeals()
    expect(await ana('note D-1 Jane is back on Monday')).toContain('Your note on D-1 is kept: Jane is back on Monday')
    expect(await ana('note globex: wants a discount')).toContain('Your note on D-3 is kept')
    await ana('value D-1 15k')
    const history = await ana('history D-1')
    expect(history).toContain('Ana Reyes changed the value from $12,000 to $15,000')
    expect(history).toContain('Ana Reyes noted: Jane is back on Monday')
    expect(history).toContain('Ana Reyes created it')
  })
})
