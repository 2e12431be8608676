import type { Ctx } from '../context.ts'
import { type Instant, later } from '../time.ts'
import { burstsOf } from './bursts.ts'
import { askedSince, changesSince } from './changes-store.ts'
import { readWish, type WishInput } from './index.ts'
import { isWanted, type Wish } from './model.ts'

const DAYS = 7

/** How many messages a subscription would have posted, by the rule that posts them. */
export interface Preview {
  readonly wish: Wish
  readonly messages: number
  readonly days: number
}

/** What such a subscription would have posted in the last seven days. Throws as `subscribe` does. */
export async function previewSubscription(ctx: Ctx, input: WishInput): Promise<Preview> {
  const wish = await readWish(ctx, input)
  const since = later(ctx.now(), -DAYS * 86_400)
  const bursts = burstsOf(await changesSince(ctx, { since }))
  const told = bursts.filter((burst) => burst.some((change) => isWanted(wish, change))).length
  const messages = told + (await idleDealsTold(ctx, wish, since))
  return { wish, messages, days: DAYS }
}

/** Idle deals whose owners were asked about them: what subscribers to idle deals hear. */
async function idleDealsTold(ctx: Ctx, wish: Wish, since: Instant): Promise<number> {
  if (!wish.kinds.includes('stale')) return 0
  return (await askedSince(ctx, since)).filter((deal) => isWanted(wish, { ...deal, kinds: ['stale'] })).length
}
