import {
  findMember,
  findPipeline,
  invalid,
  NOBODY,
  type NoticeKind,
  parseMoney,
  resolveFilters,
  type WishInput,
} from '../../core/index.ts'
import type { Turn } from '../command.ts'
import { shortened } from '../words/dates.ts'
import type { SubscriptionWords } from '../words/subscription.ts'

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
  const names = { ...(pipeline && { pipeline: [pipeline] }), ...(owner && { owner: [owner] }) }
  const filters = await resolveFilters(ctx, names, { defaultPeriod: 'all' })
  const [ownerId = null] = filters.owner
  if (ownerId === NOBODY) {
    const message = 'A subscription is about somebody’s deals, or about everybody’s: leave the owner out.'
    throw invalid(message, { owner: message })
  }
  return {
    kinds: words.kinds.length > 0 ? words.kinds : DEFAULT_KINDS,
    pipeline: filters.pipeline[0] ?? null,
    owner: ownerId,
    minValue: minValue ? worth(minValue, ctx.workspace.currency) : null,
  }
}

/** Values are compared in the workspace's currency. */
function worth(words: string, currency: string): number {
  const said = `“${shortened(words)}” is not an amount in ${currency}. Write it like 10k.`
  const refused = invalid(said, { minValue: said })
  try {
    const read = parseMoney(words, currency)
    if (read.currency === currency) return read.value
  } catch {
    throw refused
  }
  throw refused
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
