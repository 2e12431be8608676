import {
  findMember,
  findPipeline,
  invalid,
  NOBODY,
  type NoticeKind,
  resolveFilters,
  type WishInput,
} from '../core/index.ts'
import type { Turn } from './command.ts'
import type { SubscriptionWords } from './words/subscription.ts'

/** What is posted where nothing was said: the narrowest that is worth a channel. */
export const DEFAULT_KINDS: readonly NoticeKind[] = ['won']

/** Where the subscription posts: the channel of the exchange, or the person's own direct messages. */
export function placeOf({ origin, member }: Turn): string {
  const { channelId } = origin
  return channelId === null || channelId.startsWith('D') ? member.slackUserId : channelId
}

/** Looks up what the words name. Throws `invalid` with the field's name. */
export async function wishFrom({ ctx }: Turn, words: SubscriptionWords): Promise<WishInput> {
  const { pipeline, owner, minValue } = words
  const filters = await resolveFilters(
    ctx,
    { ...(pipeline && { pipeline: [pipeline] }), ...(owner && { owner: [owner] }), ...(minValue && { minValue }) },
    { defaultPeriod: 'all' },
  )
  const [ownerId = null] = filters.owner
  if (ownerId === NOBODY) {
    const message = 'A subscription is about somebody’s deals, or about everybody’s: leave the owner out.'
    throw invalid(message, { owner: message })
  }
  return {
    kinds: words.kinds.length > 0 ? words.kinds : DEFAULT_KINDS,
    pipeline: filters.pipeline[0] ?? null,
    owner: ownerId,
    minValue: filters.minValue ?? null,
  }
}

/** The same with the names that a form shows. */
export async function namedWish(turn: Turn, { kinds, pipeline, owner, minValue = null }: WishInput) {
  const { ctx } = turn
  return {
    kinds: kinds as readonly NoticeKind[],
    pipeline: pipeline ? await findPipeline(ctx, pipeline) : null,
    owner: owner ? await findMember(ctx, owner) : null,
    minValue,
    currency: ctx.workspace.currency,
  }
}
