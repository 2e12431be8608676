import type { App } from '@slack/bolt'
import { afterEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox/index.ts'
import { withTinyApp } from '../support/tiny-app.ts'

let slack: Sandbox
afterEach(() => slack.close())

async function withApp(listen: (app: App) => void): Promise<void> {
  slack = await withTinyApp(listen)
}

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const facts = { type: 'section' as const, text: { type: 'mrkdwn' as const, text: '*Acme*' } }

describe('shortcuts, Home and events', () => {
  it('sends shortcuts, from anywhere and on a message', async () => {
    const got: string[] = []
    await withApp((app) =>
      app.shortcut(/.*/, async ({ ack, shortcut }) => {
        got.push(
          shortcut.type === 'message_action'
            ? `${shortcut.callback_id} on ${shortcut.message.text}`
            : shortcut.callback_id,
        )
        await ack()
      }),
    )
    const message = await slack.as('Ben').say('sales', 'Acme wants a quote')
    await slack.as('Ana').shortcut('new_deal')
    await slack.as('Ana').messageShortcut(message, 'deal_from_message')
    expect(got).toEqual(['new_deal', 'deal_from_message on Acme wants a quote'])
  })

  it('shows the Home that the app publishes when it is opened', async () => {
    await withApp((app) =>
      app.event('app_home_opened', async ({ client, event }) => {
        const blocks = [{ type: 'header' as const, text: plain('Your deals') }]
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } })
      }),
    )
    const mia = slack.as('Mia')
    await mia.openHome()
    const home = await slack.until(() => mia.home)
    expect(home.blocks[0]?.text?.text).toBe('Your deals')
  })

  it('delivers an event again under the same id', async () => {
    const ids: string[] = []
    await withApp((app) =>
      app.event('app_mention', async ({ body }) => {
        ids.push(body.event_id)
      }),
    )
    const id = await slack.as('Ana').mention('sales', 'hello')
    await slack.redeliver(id)
    await slack.until(() => ids.length === 2)
    expect(ids).toEqual([id, id])
  })

  it('lets the app unfurl the links that somebody posts', async () => {
    await withApp((app) =>
      app.event('link_shared', async ({ client, event }) => {
        const unfurls = Object.fromEntries(event.links.map(({ url }) => [url, { blocks: [facts] }]))
        await client.chat.unfurl({ channel: event.channel, ts: event.message_ts, unfurls })
      }),
    )
    await slack.as('Ana').postLink('sales', 'https://deals.example/deals/42')
    const unfurled = await slack.until(() => slack.as('Ben').messages('sales')[0]?.attachments)
    expect(unfurled[0]?.from_url).toBe('https://deals.example/deals/42')
  })
})
