import { describe, expect, it } from 'vitest'
import { changeSettings } from '../../../src/core/index.ts'
import type { Sandbox } from '../../../src/sandbox/index.ts'
import { readable } from '../../../src/sandbox/index.ts'
import { officeWithDeals, PUBLIC_URL } from '../../support/office.ts'

/** What stands under the newest message of a channel, once the app has said what it has to say. */
async function under(slack: Sandbox, channel = 'sales'): Promise<string> {
  await slack.as('Ben').dm('help')
  await slack.until(() => slack.calls('chat.postMessage').some(({ params }) => String(params.text).includes('can say')))
  const { attachments = [] } = slack.as('Ana').messages(channel).at(-1) ?? {}
  return attachments.map(({ blocks = [] }) => readable(blocks)).join('\n')
}

const unfurled = (slack: Sandbox, channel: string, says: RegExp) =>
  slack.until(() => {
    const { attachments = [] } = slack.as('Ana').messages(channel).at(-1) ?? {}
    const text = attachments.map(({ blocks = [] }) => readable(blocks)).join('\n')
    return says.test(text) && text
  }, 15_000)

describe('links to the dashboard', () => {
  it('get a line about the deal, the report or the overview', async () => {
    const { slack } = await officeWithDeals()
    await slack.as('Ana').postLink('sales', `${PUBLIC_URL}/deals/1`)
    expect(await unfurled(slack, 'sales', /D-1 Acme renewal/)).toMatch(/\$12,000 · Proposal · Ana Reyes/)
    await slack.as('Ana').postLink('wins', `${PUBLIC_URL}/reports/won-lost?period=this-year`, `${PUBLIC_URL}/`)
    const both = await unfurled(slack, 'wins', /Overview[\s\S]*\n/)
    expect(both).toMatch(/\|Won and lost/i)
    expect(both).toContain('$17k in 3 open deals')
  })

  it('are unfurled again in the same channel after half an hour, and at once in another', async () => {
    let now = new Date('2026-11-23T08:00:00Z')
    const { slack } = await officeWithDeals(() => now)
    const link = `${PUBLIC_URL}/deals/1`
    await slack.as('Ana').postLink('sales', link)
    await unfurled(slack, 'sales', /D-1/)
    now = new Date('2026-11-23T08:29:00Z')
    await slack.as('Ana').postLink('sales', link)
    await slack.as('Ana').postLink('wins', link)
    await unfurled(slack, 'wins', /D-1/)
    expect(slack.as('Ana').messages('sales').at(-1)?.attachments).toBeUndefined()
    now = new Date('2026-11-23T08:31:00Z')
    await slack.as('Ana').postLink('sales', link)
    await unfurled(slack, 'sales', /D-1/)
  })

  it('three in one message are a list, and are left alone', async () => {
    const { slack } = await officeWithDeals()
    await slack.as('Ana').postLink('sales', ...[1, 2, 3].map((number) => `${PUBLIC_URL}/deals/${number}`))
    expect(await under(slack)).toBe('')
  })

  it.each([
    'https://elsewhere.example/deals/1',
    `${PUBLIC_URL}/auth/link/secret`,
    `${PUBLIC_URL}/deals/99`,
    `${PUBLIC_URL}/reports/nonsense`,
    `${PUBLIC_URL}/reports/funnel?mode=nonsense`,
    `${PUBLIC_URL}/reports/won-lost?owner=me`,
    `${PUBLIC_URL}/settings`,
  ])('say nothing where there is nothing for everybody to see: %s', async (link) => {
    const { slack } = await officeWithDeals()
    await slack.as('Ana').postLink('sales', link)
    expect(await under(slack)).toBe('')
  })

  it('show nothing of a deal where reps see only their own', async () => {
    const { slack, ctxOf } = await officeWithDeals()
    await slack.as('Dana').command('/deal')
    await changeSettings(await ctxOf('Dana'), { repsSee: 'own' })
    await slack.as('Ana').postLink('sales', `${PUBLIC_URL}/deals/1`, `${PUBLIC_URL}/reports/won-lost`)
    expect(await unfurled(slack, 'sales', /D-1[\s\S]*Won and lost/i)).not.toMatch(/Acme|\$|Ana/)
  })

  it('show nothing but the product’s name where another company reads along', async () => {
    const { slack } = await officeWithDeals()
    const said = await slack.as('Ana').say('sales', 'look')
    const event = { type: 'link_shared', channel: said.channel, user: said.user, message_ts: said.ts }
    await slack.event(
      { ...event, links: [{ url: `${PUBLIC_URL}/deals/1`, domain: 'deals.example' }] },
      { shared: true },
    )
    expect(await unfurled(slack, 'sales', /Dealwright/)).toBe('*Dealwright*')
  })

  it('are unfurled when Slack works again', async () => {
    const { slack } = await officeWithDeals(() => new Date())
    slack.fail('chat.unfurl', 500, { times: 1 })
    await slack.as('Ana').postLink('sales', `${PUBLIC_URL}/deals/1`)
    await unfurled(slack, 'sales', /D-1/)
    expect(slack.calls('chat.unfurl')).toHaveLength(2)
  })
})
