import { describe, expect, it } from 'vitest'
import type { Message } from '../../../src/sandbox/index.ts'
import { officeWithDeals, words } from '../../support/office.ts'

describe('/deal find', () => {
  it('finds by words, and opens what was found', async () => {
    const { slack, ana, told } = await officeWithDeals()
    expect(await ana('find globex')).toContain('D-3 Globex')
    expect(await ana('find nothing at all')).toContain('contains “nothing at all”')
    const { ephemeral } = await slack.as('Ana').command('/deal find acme')
    expect(words(ephemeral)).toMatch(
      /Deals that match “acme”[\s\S]*D-2[\s\S]*D-1|Deals that match “acme”[\s\S]*D-1[\s\S]*D-2/,
    )
    await slack.as('Ana').click(ephemeral as Message, { actionId: 'line:show D-2' })
    await told('Ana', /\|D-2 Acme upgrade>\*\n:large_blue_circle: Open/)
  })
})
