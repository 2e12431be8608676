import { z } from '@hono/zod-openapi'
import {
  changeNoticeSettings,
  listSubscriptions,
  NOTICE_KINDS,
  noticeSettings,
  previewSubscription,
  subscribe,
  unsubscribe,
} from '../../core/index.ts'
import { endpoint, listOf, wholeList } from './endpoint.ts'
import { byId, currencyCode, id, instant, minorUnits } from './fields.ts'

const tag = 'Subscriptions'

const named = z.strictObject({ id, name: z.string() }).nullable()
const kinds = z.array(z.enum(NOTICE_KINDS)).openapi({ example: ['won', 'lost'] })
const place = z
  .string()
  .openapi({ description: 'Slack’s id of the channel, or your own for direct messages.', example: 'C0123456789' })

const SubscriptionAnswer = z
  .strictObject({
    id,
    place,
    kinds,
    pipeline: named,
    owner: named,
    minValue: minorUnits.nullable(),
    currency: currencyCode,
    createdBy: named,
    createdAt: instant,
  })
  .openapi('Subscription')

const wish = {
  kinds: z.array(z.string()).openapi({ description: NOTICE_KINDS.join(', '), example: ['won'] }),
  pipeline: z.string().nullable().optional().openapi({ description: 'Id or name; left out, every pipeline.' }),
  owner: z.string().nullable().optional().openapi({ description: 'Id or name; left out, everybody’s deals.' }),
  minValue: z.number().nullable().optional().openapi({ description: 'Minor units of the workspace’s currency.' }),
}

const list = endpoint({
  method: 'get',
  path: '/subscriptions',
  tag,
  summary: 'List what is posted to Slack',
  query: z.strictObject({ place: place.optional() }),
  answer: listOf(SubscriptionAnswer),
  run: async (ctx, { query }) => wholeList((await listSubscriptions(ctx, query)).map(shown)),
})

const create = endpoint({
  method: 'post',
  path: '/subscriptions',
  tag,
  summary: 'Subscribe a channel',
  description: 'With the same filters as one that the channel has, the kinds are added to that one.',
  body: z.strictObject({ place, ...wish }).openapi('NewSubscription'),
  answer: SubscriptionAnswer,
  status: 201,
  run: async (ctx, { body }) => shown(await subscribe(ctx, body)),
})

const preview = endpoint({
  method: 'post',
  path: '/subscriptions/preview',
  tag,
  summary: 'See how many messages a subscription would have posted',
  description: 'Counted from history by the rule that posts. Writes nothing.',
  body: z.strictObject(wish),
  answer: z.strictObject({ messages: z.int(), days: z.int() }).openapi('SubscriptionPreview'),
  run: async (ctx, { body }) => {
    const { messages, days } = await previewSubscription(ctx, body)
    return { messages, days }
  },
})

const end = endpoint({
  method: 'delete',
  path: '/subscriptions/{id}',
  tag,
  summary: 'End a subscription',
  description: 'Who made it, managers and admins.',
  params: byId,
  run: async (ctx, { params }) => {
    await unsubscribe(ctx, params.id)
    return undefined
  },
})

const switches = {
  assigned: z.boolean(),
  tasks: z.boolean(),
  closed: z.boolean(),
  everyWin: z.boolean(),
  stale: z.boolean(),
  bulk: z.boolean().openapi({ description: 'Somebody changes many of your deals at once.' }),
  dayDigest: z.boolean(),
  weekDigest: z.boolean(),
  morning: z.string().openapi({ description: 'Local time of the digests.', example: '08:00' }),
  quiet: z
    .strictObject({ from: z.string(), to: z.string() })
    .nullable()
    .openapi({ description: 'Local times between which notices wait.', example: { from: '20:00', to: '08:00' } }),
}

const NoticeSettingsAnswer = z.strictObject(switches).openapi('NoticeSettings')

const settings = endpoint({
  method: 'get',
  path: '/notice-settings',
  tag,
  summary: 'See what you are told directly',
  answer: NoticeSettingsAnswer,
  run: (ctx) => noticeSettings(ctx),
})

const change = endpoint({
  method: 'patch',
  path: '/notice-settings',
  tag,
  summary: 'Change what you are told directly',
  body: z.strictObject(switches).partial(),
  answer: NoticeSettingsAnswer,
  run: (ctx, { body }) => changeNoticeSettings(ctx, body),
})

export const subscriptionEndpoints = [list, create, preview, end, settings, change] as const

function shown({ kinds, ...subscription }: Awaited<ReturnType<typeof subscribe>>) {
  return { ...subscription, kinds: [...kinds] }
}
