import { describe, expect, it } from 'vitest'
import type { Message } from '../../../src/sandbox/index.ts'
import { officeWithDeals, words } from '../../support/office.ts'

describe('/deal delete', () => {
  it('is for those who may, and can be undone', async () => {
    const { slack, ana } = await officeWithDeals()
    expect(await ana('delete D-1')).toContain('Only managers and admins can delete deals')
    const dana = slack.as('Dana')
    const { ephemeral } = await dana.command('/deal delete D-1')
    expect(words(ephemeral)).toContain('D-1 Acme renewal* is deleted')
    expect(await ana('D-1')).toContain('D-1 was deleted. A manager can restore it.')
    await dana.click(ephemeral as Message, 'Restore it')
    await expect.poll(() => ana('D-1')).toContain('Open in Proposal')
  })
})
