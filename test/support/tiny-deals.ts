import type { App } from '@slack/bolt'
import type { KnownBlock, ModalView, PlainTextElement, PlainTextOption } from '@slack/types'

const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: true })
const option = (text: string): PlainTextOption => ({ text: plain(text), value: text })
const stages = ['Prospecting', 'Qualification', 'Proposal', 'Negotiation'].map(option)
const companies = ['Acme', 'Acorn Labs', 'Globex'].map(option)

interface TinyDeal {
  name: string
  value: string
  stage: string
  by: string
}

const facts = ({ value, stage, by }: TinyDeal) =>
  [`*Value*\n$${value}`, `*Stage*\n${stage}`, `*Owner*\n<@${by}>`, '*Closes*\n31 Dec 2026'].map((text) => ({
    type: 'mrkdwn' as const,
    text,
  }))

/** A deal as a card with everything on it that a card may have. */
function card(deal: TinyDeal): KnownBlock[] {
  const really = {
    title: plain('Win it?'),
    text: plain('Everybody will see it.'),
    confirm: plain('Win'),
    deny: plain('No'),
  }
  return [
    {
      type: 'section',
      block_id: 'title',
      text: {
        type: 'mrkdwn',
        text: `*<https://deals.example/1|D-1 ${deal.name}>*\n_Renewal_ of \`gold\` plan :rocket:`,
      },
      accessory: { type: 'overflow', action_id: 'more', options: ['Edit', 'History'].map(option) },
    },
    { type: 'section', block_id: 'facts', fields: facts(deal) },
    {
      type: 'actions',
      block_id: 'buttons',
      elements: [
        {
          type: 'static_select',
          action_id: 'stage',
          placeholder: plain('Stage'),
          options: stages,
          initial_option: option(deal.stage),
        },
        { type: 'button', action_id: 'won', style: 'primary', text: plain('Won'), confirm: really },
        { type: 'button', action_id: 'lost', style: 'danger', text: plain('Lost…') },
        { type: 'datepicker', action_id: 'closes', initial_date: '2026-12-31' },
      ],
    },
    { type: 'context', elements: [{ type: 'mrkdwn', text: `Moved by <@${deal.by}> in <#C0SALES001>` }] },
  ]
}

const form: ModalView = {
  type: 'modal',
  callback_id: 'new',
  title: plain('New deal'),
  submit: plain('Create'),
  blocks: [
    { type: 'input', block_id: 'name', label: plain('Name'), element: { type: 'plain_text_input', action_id: 'in' } },
    {
      type: 'input',
      block_id: 'value',
      label: plain('Value'),
      hint: plain('Like 12k, $12,500 or 1.2m EUR'),
      element: { type: 'plain_text_input', action_id: 'in', placeholder: plain('12k') },
    },
    {
      type: 'input',
      block_id: 'stage',
      label: plain('Stage'),
      element: { type: 'static_select', action_id: 'in', options: stages, placeholder: plain('Choose a stage') },
    },
    {
      type: 'input',
      block_id: 'company',
      label: plain('Company'),
      optional: true,
      element: { type: 'external_select', action_id: 'company', min_query_length: 1 },
    },
    {
      type: 'input',
      block_id: 'owner',
      label: plain('Owner'),
      optional: true,
      element: { type: 'users_select', action_id: 'in', placeholder: plain('Who works on it') },
    },
    {
      type: 'input',
      block_id: 'share',
      label: plain('Share'),
      optional: true,
      element: { type: 'checkboxes', action_id: 'in', options: [option('Post the card to the channel')] },
    },
  ],
}

/** Gives a Bolt app the least that shows all that people can do in Slack: a command, a card, a form, a Home. */
export function listenForTinyDeals(app: App): void {
  const deal: TinyDeal = { name: 'Acme renewal', value: '12,000', stage: 'Proposal', by: 'U0ANA00001' }
  app.command('/deal', async ({ ack, body, client }) => {
    if (body.text === 'slow') return
    if (body.text === 'new') {
      await client.views.open({ trigger_id: body.trigger_id, view: { ...form, private_metadata: body.channel_id } })
      return ack()
    }
    if (body.text === 'card') return ack({ response_type: 'in_channel', text: 'D-1', blocks: card(deal) })
    await ack({ text: `I did not understand \`${body.text}\`. Try \`/deal new\`.` })
  })
  app.shortcut('new_deal', async ({ ack, shortcut, client }) => {
    await client.views.open({ trigger_id: shortcut.trigger_id, view: { ...form, private_metadata: 'C0SALES001' } })
    await ack()
  })
  app.options('company', async ({ ack, payload }) => {
    const query = payload.value.toLowerCase()
    await ack({ options: companies.filter((one) => one.text.text.toLowerCase().includes(query)) })
  })
  app.view('new', async ({ ack, view, body, client }) => {
    const { name, value, stage } = view.state.values
    if (name?.in?.value === 'slow') return
    if (!/\d/.test(value?.in?.value ?? ''))
      return ack({ response_action: 'errors', errors: { value: 'That is no amount. Write it like 12k.' } })
    Object.assign(deal, { name: name?.in?.value, value: value?.in?.value, by: body.user.id })
    deal.stage = stage?.in?.selected_option?.value ?? deal.stage
    await client.chat.postMessage({ channel: view.private_metadata, text: `D-1 ${deal.name}`, blocks: card(deal) })
    await ack()
  })
  app.action('stage', async ({ ack, action, respond, body }) => {
    if (action.type === 'static_select') deal.stage = action.selected_option.value
    deal.by = body.user.id
    await respond({ replace_original: true, text: `D-1 ${deal.name}`, blocks: card(deal) })
    await ack()
  })
  app.action('won', async ({ ack, respond, body }) => {
    await respond({ replace_original: true, text: `:tada: <@${body.user.id}> won *D-1 ${deal.name}*` })
    await ack()
  })
  app.action(/.*/, async ({ ack }) => ack())
  app.event('app_home_opened', async ({ client, event }) => {
    const blocks: KnownBlock[] = [{ type: 'header', text: plain('Your deals') }, { type: 'divider' }, ...card(deal)]
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } })
  })
}
