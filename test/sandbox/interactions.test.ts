import type { App } from '@slack/bolt'
import { afterEach, describe, expect, it } from 'vitest'
import type { Message, Sandbox } from '../../src/sandbox/index.ts'
import { withTinyApp } from '../support/tiny-app.ts'

let slack: Sandbox
afterEach(() => slack.close())

async function withApp(listen: (app: App) => void): Promise<void> {
  slack = await withTinyApp(listen)
}

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() })
const stages = ['Prospecting', 'Proposal'].map(option)
const select = { type: 'static_select' as const, action_id: 'stage', options: stages, placeholder: plain('Stage') }
const won = { type: 'button' as const, action_id: 'won', value: 'D-1', text: plain('Won') }
const card = [
  { type: 'section' as const, block_id: 'facts', text: { type: 'mrkdwn' as const, text: '*Acme*' }, accessory: select },
  { type: 'actions' as const, block_id: 'buttons', elements: [won] },
]
describe('a message with buttons and menus', () => {
  async function posted(listen: (app: App) => void): Promise<Message> {
    let bolt: App | undefined
    await withApp((app) => {
      bolt = app
      listen(app)
    })
    await bolt?.client.chat.postMessage({ channel: 'C0SALES001', text: 'Acme', blocks: card })
    return slack.as('Ana').messages('sales')[0] as Message
  }

  it('sends the pressed button with the message that it is on', async () => {
    const payloads: object[] = []
    const message = await posted((app) =>
      app.action('won', async ({ ack, body }) => {
        payloads.push(body)
        await ack()
      }),
    )
    await slack.as('Ben').click(message, 'Won')
    expect(payloads[0]).toMatchObject({
      type: 'block_actions',
      user: { id: 'U0BEN00001', username: 'ben', team_id: 'T0SANDBOX1' },
      container: { type: 'message', channel_id: 'C0SALES001', message_ts: message.ts },
      channel: { id: 'C0SALES001', name: 'sales' },
      message: { ts: message.ts, user: 'U0DEALBOT1', blocks: [{ block_id: 'facts' }, { block_id: 'buttons' }] },
      actions: [{ type: 'button', action_id: 'won', block_id: 'buttons', value: 'D-1' }],
    })
  })

  it('sends what was picked from a menu, and shows the card as the app rewrites it', async () => {
    const message = await posted((app) =>
      app.action('stage', async ({ ack, action, client, body }) => {
        const stage = action.type === 'static_select' ? action.selected_option.value : '?'
        await ack()
        await client.chat.update({ channel: body.channel?.id ?? '', ts: message.ts, text: `Acme in ${stage}` })
      }),
    )
    await slack.as('Ana').choose(message, 'Stage', 'Proposal')
    await slack.until(() => slack.as('Mia').messages('sales')[0]?.text === 'Acme in proposal')
  })
})
