import type { App } from '@slack/bolt'
import { afterEach, describe, expect, it } from 'vitest'
import type { Message, Sandbox, View } from '../../src/sandbox/index.ts'
import { slackFor } from '../support/slack.ts'
import { tinyApp } from '../support/tiny-app.ts'

let slack: Sandbox
afterEach(() => slack.close())

async function withApp(listen: (app: App) => void): Promise<Sandbox> {
  slack = await slackFor((apiUrl) => {
    const { app, deliver } = tinyApp(apiUrl)
    listen(app)
    return deliver
  })
  return slack
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
const form = {
  type: 'modal' as const,
  callback_id: 'new',
  private_metadata: 'kept',
  title: plain('New deal'),
  submit: plain('Create'),
  notify_on_close: true,
  blocks: [
    {
      type: 'input' as const,
      block_id: 'name',
      label: plain('Name'),
      element: { type: 'plain_text_input' as const, action_id: 'in' },
    },
    {
      type: 'input' as const,
      block_id: 'stage',
      label: plain('Stage'),
      optional: true,
      element: { ...select, action_id: 'in' },
    },
    {
      type: 'input' as const,
      block_id: 'owner',
      label: plain('Owner'),
      optional: true,
      element: { type: 'users_select' as const, action_id: 'in' },
    },
    {
      type: 'input' as const,
      block_id: 'contact',
      label: plain('Contact'),
      optional: true,
      element: { type: 'external_select' as const, action_id: 'in', min_query_length: 0 },
    },
  ],
}

describe('a command', () => {
  it('arrives as Slack sends it, and its acknowledgement is only visible to the person', async () => {
    const bodies: object[] = []
    await withApp((app) =>
      app.command('/deal', async ({ ack, body }) => {
        bodies.push(body)
        await ack(`You typed ${body.text}`)
      }),
    )
    const seen = await slack.as('Ana').command('/deal new Acme 12k', { channel: '#sales' })
    expect(seen.ephemeral?.text).toBe('You typed new Acme 12k')
    expect(bodies[0]).toMatchObject({
      user_id: 'U0ANA00001',
      channel_name: 'sales',
      team_id: 'T0SANDBOX1',
      command: '/deal',
    })
    expect(slack.as('Ana').ephemeral('sales')).toHaveLength(1)
    expect(slack.as('Ben').ephemeral('sales')).toHaveLength(0)
  })

  it('comes without a charset in its content type', async () => {
    const types: (string | null)[] = []
    slack = await slackFor(() => async (request) => {
      types.push(request.headers.get('content-type'))
      return new Response('')
    })
    await slack.as('Ana').command('/deal')
    expect(types).toEqual(['application/x-www-form-urlencoded'])
  })

  it('fails with operation_timeout when nobody acknowledges within three seconds', async () => {
    await withApp((app) => app.command('/deal', async () => {}))
    expect(await slack.as('Ana').command('/deal')).toEqual({ trouble: 'operation_timeout' })
  }, 8000)

  it('fails with dispatch_failed when the app answers with an error', async () => {
    slack = await slackFor(() => async () => new Response('no', { status: 500 }))
    expect(await slack.as('Ana').command('/deal')).toEqual({ trouble: 'dispatch_failed' })
  })

  it('is answered later through its response_url, five times and no more', async () => {
    const statuses: number[] = []
    await withApp((app) =>
      app.command('/deal', async ({ ack, body }) => {
        for (let post = 1; post <= 6; post++) {
          const answer = JSON.stringify({
            text: `answer ${post}`,
            response_type: post === 2 ? 'in_channel' : 'ephemeral',
          })
          statuses.push((await fetch(body.response_url, { method: 'POST', body: answer })).status)
        }
        await ack()
      }),
    )
    await slack.as('Ana').command('/deal', { channel: 'sales' })
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404])
    expect(
      slack
        .as('Ben')
        .messages('sales')
        .map((one) => one.text),
    ).toEqual(['answer 2'])
    expect(
      slack
        .as('Ana')
        .ephemeral('sales')
        .map((one) => one.text),
    ).toContain('answer 5')
  })
})

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

describe('a form', () => {
  const opening = (app: App) =>
    app.command('/deal', async ({ ack, client, body }) => {
      await client.views.open({ trigger_id: body.trigger_id, view: form })
      await ack()
    })

  it('is filled by its labels and sent with the state of every field', async () => {
    const views: View[] = []
    await withApp((app) => {
      opening(app)
      app.options('in', async ({ ack, payload }) => ack({ options: [option(`Jane ${payload.value}`)] }))
      app.view('new', async ({ ack, view }) => {
        views.push(view as unknown as View)
        await ack()
      })
    })
    const ana = slack.as('Ana')
    const { modal } = await ana.command('/deal new')
    await ana.submit(modal as View, { Name: 'Acme', Stage: 'Proposal', owner: 'Ben', Contact: 'Jane' })
    expect(ana.modal).toBeNull()
    expect(views[0]).toMatchObject({
      private_metadata: 'kept',
      callback_id: 'new',
      state: {
        values: {
          name: { in: { type: 'plain_text_input', value: 'Acme' } },
          stage: { in: { type: 'static_select', selected_option: { value: 'proposal' } } },
          owner: { in: { type: 'users_select', selected_user: 'U0BEN00001' } },
          contact: { in: { type: 'external_select', selected_option: { text: { text: 'Jane Jane' } } } },
        },
      },
    })
  })

  it('stays open with what was typed when the app refuses a field', async () => {
    await withApp((app) => {
      opening(app)
      app.view('new', async ({ ack }) => ack({ response_action: 'errors', errors: { name: 'Too short' } }))
    })
    const ana = slack.as('Ana')
    const { modal } = await ana.command('/deal new')
    const seen = await ana.submit(modal as View, { Name: 'A' })
    expect(seen.errors).toEqual({ name: 'Too short' })
    expect(ana.modal?.typed.name?.in).toMatchObject({ value: 'A' })
  })

  it('is not sent while a required field is empty', async () => {
    await withApp(opening)
    const { modal } = await slack.as('Ana').command('/deal new')
    const seen = await slack.as('Ana').submit(modal as View)
    expect(seen.errors).toEqual({ name: 'Please complete this required field.' })
  })

  it('can be followed by another, replaced and cleared by the answer', async () => {
    const answers = ['update', 'push', 'clear']
    await withApp((app) => {
      opening(app)
      app.view('new', async ({ ack }) => {
        const action = answers.shift()
        if (action === 'clear') await ack({ response_action: 'clear' })
        else await ack({ response_action: action as 'push', view: { ...form, title: plain(action ?? '') } })
      })
    })
    const ana = slack.as('Ana')
    await ana.command('/deal new')
    const titles = async () => {
      await ana.submit(ana.modal as View, { Name: 'Acme' })
      return slack.workspace.modals(ana.id).map((one) => one.title?.text)
    }
    expect([await titles(), await titles(), await titles()]).toEqual([['update'], ['update', 'push'], []])
  })

  it('tells the app when it is closed', async () => {
    const closed: string[] = []
    await withApp((app) => {
      opening(app)
      app.view({ callback_id: 'new', type: 'view_closed' }, async ({ ack, view }) => {
        closed.push(view.callback_id)
        await ack()
      })
    })
    const { modal } = await slack.as('Ana').command('/deal new')
    await slack.as('Ana').close(modal as View)
    expect(closed).toEqual(['new'])
    expect(slack.as('Ana').modal).toBeNull()
  })
})

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
        const unfurls = Object.fromEntries(event.links.map(({ url }) => [url, { blocks: card.slice(0, 1) }]))
        await client.chat.unfurl({ channel: event.channel, ts: event.message_ts, unfurls })
      }),
    )
    await slack.as('Ana').postLink('sales', 'https://deals.example/deals/42')
    const unfurled = await slack.until(() => slack.as('Ben').messages('sales')[0]?.attachments)
    expect(unfurled[0]?.from_url).toBe('https://deals.example/deals/42')
  })
})
