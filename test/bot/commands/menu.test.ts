import { describe, expect, it } from 'vitest'
import type { Message } from '../../../src/sandbox/index.ts'
import { officeWithDeals, words } from '../../support/office.ts'

describe('/deal', () => {
  it('offers what people do most', async () => {
    const { slack } = await officeWithDeals()
    const menu = (await slack.as('Ana').command('/deal')).ephemeral as Message
    expect(words(menu)).toContain('Hello Ana')
    expect((await slack.as('Ana').click(menu, 'New deal')).modal?.callback_id).toBe('deal.new')
  })
})
