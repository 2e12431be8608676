import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import { forbidden, invalid, notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { findMember, memberBySlackUser } from '../members/index.ts'
import { checkValue } from '../money.ts'
import { seesOnlyOwn } from '../opportunities/selection-store.ts'
import { findPipeline } from '../pipelines/index.ts'
import { takeTurn } from '../workspaces/store.ts'
import { checkKinds, type NoticeKind, type Subscription, type Wish } from './model.ts'
import * as store from './store.ts'

export interface WishInput {
  readonly kinds: readonly string[]
  /** A pipeline's id or name; left out or null, every one. */
  readonly pipeline?: string | null
  /** A member's id or name; left out or null, everybody's deals. */
  readonly owner?: string | null
  /** Minor units of the workspace's currency. */
  readonly minValue?: number | null
}

export interface SubscribeInput extends WishInput {
  /** Slack's id of a channel, or the actor's own for their direct messages. */
  readonly place: string
}

/** The workspace's subscriptions, or those of one place. */
export function listSubscriptions(ctx: Ctx, { place }: { place?: string } = {}): Promise<Subscription[]> {
  return store.all(ctx, place)
}

/** Reads and checks what somebody wants to hear. Throws `invalid`, and `forbidden` for deals that they may not see. */
export async function readWish(ctx: Ctx, input: WishInput): Promise<Wish> {
  const kinds = checkKinds(input.kinds)
  const pipeline = input.pipeline ? await findPipeline(ctx, input.pipeline) : null
  const owner = input.owner ? await findMember(ctx, input.owner) : null
  const minValue = input.minValue === undefined || input.minValue === null ? null : checkValue(input.minValue)
  if (seesOnlyOwn(ctx) && owner?.id !== ctx.actor.memberId) {
    throw forbidden('You see your own deals only, so you can subscribe to those: add “mine”.')
  }
  return {
    kinds,
    pipeline: pipeline && { id: pipeline.id, name: pipeline.name },
    owner: owner && { id: owner.id, name: owner.name },
    minValue,
    currency: ctx.workspace.currency,
  }
}

/**
 * From now on the place hears of such changes. A place that hears of some of them by the same filters hears of these
 * too, by that subscription. Throws `invalid`, `not_found` for pipelines and members, `forbidden` for what is hidden.
 */
export async function subscribe(ctx: Ctx, { place, ...input }: SubscribeInput): Promise<Subscription> {
  if (!/^[CGUW][A-Z0-9]{1,30}$/.test(place)) {
    throw invalid('Give the id of a Slack channel, such as C0123456789.', { place: 'A channel’s id begins with C.' })
  }
  return inTransaction(ctx, async (tx) => {
    await assertOwn(tx, place)
    const wish = await readWish(tx, input)
    await takeTurn(tx)
    const same = (await store.all(tx, place)).find((one) => filtersOf(one) === filtersOf(wish))
    if (same) {
      const kinds = checkKinds([...same.kinds, ...wish.kinds])
      await store.setKinds(tx, same.id, kinds)
      return { ...same, kinds }
    }
    const { memberId, name } = tx.actor
    const createdBy = memberId === null ? null : { id: memberId, name }
    const made = { id: newId(), place, ...wish, createdBy, createdAt: tx.now() }
    await store.insert(tx, made)
    return made
  })
}

/** A channel is everybody's; direct messages are one's own. */
async function assertOwn(tx: TxCtx, place: string): Promise<void> {
  if (!/^[UW]/.test(place)) return
  const member = await memberBySlackUser(tx, place)
  if (member?.id !== tx.actor.memberId) throw forbidden('You can subscribe channels, and your own direct messages.')
}

/** Ends a subscription. Throws `not_found`, and `forbidden` for one that somebody else made, unless a manager acts. */
export function unsubscribe(ctx: Ctx, id: string): Promise<Subscription> {
  return inTransaction(ctx, async (tx) => {
    const ended = await ownSubscription(tx, id)
    await store.remove(tx, id)
    return ended
  })
}

/** The subscription goes on without these kinds, or ends when none is left; null then. Throws as `unsubscribe` does. */
export function narrowSubscription(
  ctx: Ctx,
  { id, without }: { id: string; without: readonly NoticeKind[] },
): Promise<Subscription | null> {
  return inTransaction(ctx, async (tx) => {
    const subscription = await ownSubscription(tx, id)
    const kinds = subscription.kinds.filter((kind) => !without.includes(kind))
    await (kinds.length > 0 ? store.setKinds(tx, id, kinds) : store.remove(tx, id))
    return kinds.length > 0 ? { ...subscription, kinds } : null
  })
}

async function ownSubscription(tx: TxCtx, id: string): Promise<Subscription> {
  const subscription = await store.byId(tx, id)
  if (!subscription) throw notFound('This subscription is gone already. /deal subscriptions shows what is left.')
  const { createdBy } = subscription
  if (tx.actor.role === 'rep' && createdBy?.id !== tx.actor.memberId) {
    throw forbidden(`${createdBy?.name ?? 'Dealwright'} made this subscription. Ask them or a manager to end it.`)
  }
  return subscription
}

function filtersOf({ pipeline, owner, minValue, currency }: Wish): string {
  return JSON.stringify([pipeline?.id, owner?.id, minValue, currency])
}
