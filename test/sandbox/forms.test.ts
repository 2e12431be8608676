import type { App } from '@slack/bolt'
import { afterEach, describe, expect, it } from 'vitest'
import type { Sandbox, View } from '../../src/sandbox/index.ts'
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

  it('fails when the app refuses a field that is not there, or offers options that Slack would not show', async () => {
    await withApp((app) => {
      opening(app)
      app.options('in', async ({ ack }) => ack({ options: [option('x'.repeat(76))] }))
      app.view('new', async ({ ack }) => ack({ response_action: 'errors', errors: { price: 'Too high' } }))
    })
    const { modal } = await slack.as('Ana').command('/deal new')
    expect(await slack.as('Ana').typeahead(modal as View, 'Contact', 'x')).toEqual([])
    const seen = await slack.as('Ana').submit(modal as View, { Name: 'Acme' })
    expect(seen).toMatchObject({ trouble: 'invalid_errors', reasons: ['price is not the block_id of an input'] })
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
