import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import { invalid } from '../errors.ts'
import { getOpportunity } from '../opportunities/lookup.ts'
import type { Opportunity } from '../opportunities/model.ts'
import type { Listener, Stance } from './model.ts'
import * as store from './store.ts'

/** A deal, and who wants to hear of it or not; left out, the one who acts. */
export interface StanceInput {
  readonly opportunity: number
  /** A place in Slack in which nobody shall hear of the deal, or may again. */
  readonly place?: string
}

/** The one who acts hears of every change of the deal by others. Throws `not_found` for a deal they may not see. */
export function followOpportunity(ctx: Ctx, input: Pick<StanceInput, 'opportunity'>): Promise<Opportunity> {
  return withDeal(ctx, input, (tx, deal, listener) => store.save(tx, deal.id, listener, 'following'))
}

/** Ends following; a deal that was not followed is left as it is. */
export function unfollowOpportunity(ctx: Ctx, input: Pick<StanceInput, 'opportunity'>): Promise<Opportunity> {
  return withDeal(ctx, input, (tx, deal, listener) => store.remove(tx, deal.id, listener, 'following'))
}

/** No notices about the deal any more, whatever other wishes say; also ends following. */
export function muteOpportunity(ctx: Ctx, input: StanceInput): Promise<Opportunity> {
  return withDeal(ctx, input, (tx, deal, listener) => store.save(tx, deal.id, listener, 'muted'))
}

/** Notices about the deal are welcome again. */
export function unmuteOpportunity(ctx: Ctx, input: StanceInput): Promise<Opportunity> {
  return withDeal(ctx, input, (tx, deal, listener) => store.remove(tx, deal.id, listener, 'muted'))
}

/** What everybody who has a stance on the deal wants, by member or place. */
export function stancesOn(ctx: Ctx, opportunityId: string): Promise<Map<Listener, Stance>> {
  return store.ofDeal(ctx, opportunityId)
}

async function withDeal(
  ctx: Ctx,
  { opportunity, place }: StanceInput,
  work: (tx: TxCtx, deal: Opportunity, listener: Listener) => Promise<void>,
): Promise<Opportunity> {
  const listener = place ?? ctx.actor.memberId
  if (!listener) throw invalid('Only a member can follow or mute a deal.')
  return inTransaction(ctx, async (tx) => {
    const deal = await getOpportunity(tx, opportunity, { deleted: true })
    await work(tx, deal, listener)
    return deal
  })
}
