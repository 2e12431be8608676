import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import { newId } from '../ids.ts'
import { enqueue } from '../outbox/index.ts'
import type { Card } from './model.ts'
import * as store from './store.ts'

export interface RememberCardInput {
  opportunityId: string
  channelId: string
  messageTs: string
  /** The first message of the thread that it stands in; null outside of threads. */
  threadTs?: string | null
  /** The deal's version that was posted. */
  version: number
}

/**
 * Keeps where a card was posted, so that it can be rewritten after every change; also at once, when the deal changed
 * while the card was on its way.
 */
export function rememberCard(ctx: Ctx, { version, threadTs = null, ...place }: RememberCardInput): Promise<Card> {
  return inTransaction(ctx, async (tx) => {
    const deal = await store.lockedDeal(tx, place.opportunityId)
    if (deal && deal.version > version) await queueCardRefresh(tx, deal)
    return store.save(tx, { id: newId(), ...place, threadTs, shownVersion: version })
  })
}

/** Every posted copy of the deal's card. */
export function cardsOf(ctx: Ctx, opportunityId: string): Promise<Card[]> {
  return store.ofOpportunity(ctx, opportunityId)
}

/**
 * The number of the deal that a thread is about: its first message is a card or a notice, or all cards in it are of one
 * deal. Null for any other thread. Says nothing about who may see the deal.
 */
export async function dealOfThread(ctx: Ctx, thread: { channelId: string; threadTs: string }): Promise<number | null> {
  const [first, another] = await store.dealsIn(ctx, thread)
  if (first && (first.isFirst || !another)) return first.number
  return store.dealOfNotices(ctx, thread)
}

/** The card was rewritten and shows this version now. */
export function cardShown(ctx: Ctx, { id, version }: { id: string; version: number }): Promise<void> {
  return inTransaction(ctx, (tx) => store.setShownVersion(tx, id, version))
}

/** The message is gone: nothing is left to rewrite. */
export function forgetCard(ctx: Ctx, id: string): Promise<void> {
  return inTransaction(ctx, (tx) => store.remove(tx, id))
}

/** Asks for every copy of the deal's card to be rewritten; several requests that wait are one. */
export function queueCardRefresh(tx: TxCtx, { id, number }: { id: string; number: number }): Promise<void> {
  return enqueue(tx, { kind: 'refresh-cards', key: id, payload: { opportunityId: id, number } })
}
