import {
  subscribe as addSubscription,
  inTransaction,
  listPipelines,
  NOTICE_KINDS,
  type NoticeKind,
  previewSubscription,
  type WishInput,
} from '../../core/index.ts'
import { form } from '../blocks/form.ts'
import { md, note, section } from '../blocks/render.ts'
import { placeText, previewMessage, previewText, subscriptionFields, wishText } from '../blocks/subscription.ts'
import { defineCommand, type Form, type Press, type Reply, type Turn } from '../command.ts'
import { SEARCH } from '../forms/typeahead.ts'
import { queueAnnouncement } from '../notices/announcing.ts'
import { DEFAULT_KINDS, namedWish, placeOf, wishFrom } from '../notices/subscribing.ts'
import { parseSubscription } from '../words/subscription.ts'

export const subscribe = defineCommand({
  verb: 'subscribe',
  summary: 'Post to this channel what happens to deals',
  examples: [
    '/deal subscribe',
    '/deal subscribe won lost >10k',
    '/deal subscribe new pipeline:Sales',
    '/deal subscribe moved mine',
  ],
  async run(turn, text) {
    if (!text.trim()) return subscriptionForm(turn, { kinds: DEFAULT_KINDS })
    const preview = await previewSubscription(turn.ctx, await wishFrom(turn, parseSubscription(text)))
    return { kind: 'say', message: previewMessage(preview, placeOf(turn), text), inPlace: true }
  },
  actions: {
    'subscriptions.add': async (turn: Turn, { value }: Press) =>
      add(turn, await wishFrom(turn, parseSubscription(value))),
    'subscriptions.form': async (turn: Turn, { value }: Press) =>
      subscriptionForm(turn, await wishFrom(turn, parseSubscription(value))),
  },
  views: { 'subscribe.preview': previewFromForm, 'subscribe.add': (turn, { data }) => add(turn, wishIn(data)) },
})

/** Asks what shall be posted where the exchange began. */
async function subscriptionForm(turn: Turn, start: WishInput): Promise<Reply> {
  const blocks = [
    section(md`What shall I post ${placeText(placeOf(turn))}? You see how much that is before it begins.`),
    ...subscriptionFields(await namedWish(turn, start), await listPipelines(turn.ctx), SEARCH.owner),
  ]
  const { origin } = turn
  const view = form({ callbackId: 'subscribe.preview', title: 'Subscribe', submit: 'Preview', blocks, origin })
  return { kind: 'open', view }
}

async function previewFromForm(turn: Turn, { values }: Form): Promise<Reply> {
  const [pipeline, owner, minValue] = ['pipeline', 'owner', 'minValue'].map((field) => values.one(field))
  const kinds = values.many('kinds') as NoticeKind[]
  const words = { kinds, ...(pipeline && { pipeline }), ...(owner && { owner }), ...(minValue && { minValue }) }
  const wish = await wishFrom(turn, words)
  const preview = await previewSubscription(turn.ctx, wish)
  const blocks = [section(md`${wishText(preview.wish)} ${placeText(placeOf(turn))}.`), section(previewText(preview))]
  const data = { ...wish, kinds: [...wish.kinds] }
  const shown = { callbackId: 'subscribe.add', title: 'Subscribe', submit: 'Subscribe', blocks }
  return { kind: 'open', view: form({ ...shown, origin: turn.origin, data }) }
}

function wishIn(data: Form['data']): WishInput {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  return {
    kinds: NOTICE_KINDS.filter((kind) => Array.isArray(data.kinds) && data.kinds.includes(kind)),
    pipeline: text(data.pipeline),
    owner: text(data.owner),
    minValue: typeof data.minValue === 'number' ? data.minValue : null,
  }
}

async function add(turn: Turn, wish: WishInput): Promise<Reply> {
  const place = placeOf(turn)
  const made = await inTransaction(turn.ctx, async (tx) => {
    const subscription = await addSubscription(tx, { ...wish, place })
    await queueAnnouncement(tx, turn, subscription)
    return subscription
  })
  const text = md`:bell: Subscribed. From now on I post ${placeText(place)}: ${wishText(made)}. /deal subscriptions shows and ends it.`
  return { kind: 'say', message: note(text), inPlace: true }
}
