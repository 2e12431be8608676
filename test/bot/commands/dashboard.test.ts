import { describe, expect, it } from 'vitest'
import { officeWithDeals } from '../../support/office.ts'

describe('/deal dashboard', () => {
  it('gives each person a link of their own to the dashboard', async () => {
    const { ana, slack } = await officeWithDeals()
    const first = await slack.as('Ana').command('/deal dashboard')
    const [link] = JSON.stringify(first.ephemeral).match(/https:\/\/deals\.example\/auth\/link\/[\w-]{43}/) ?? []
    expect(link).toBeDefined()
    expect(await ana('dashboard')).not.toContain(link)
  })
})
