import { AppError, getOpportunity, inTransaction, notFound, type Opportunity } from '../core/index.ts'
import { seenOn } from './blocks/card.ts'
import { refreshPressedCard } from './cards.ts'
import type { Press, Reply, Turn } from './command.ts'

/** The deal and version that the person had before their eyes. */
export interface Seen {
  readonly opportunity: number
  readonly version: number
}

/** What a press on a card is about. Throws `not_found` where it was no card of ours. */
export function seenBy(press: Press): Seen {
  const seen = seenOn(press.blockId)
  if (!seen) throw notFound('This card is old: what it offers is no longer there. Use /deal to get a fresh one.')
  return seen
}

/**
 * Carries out what somebody asked for while looking at a card. Was the deal changed meanwhile, they are told who did
 * what and see it as it is now; was it changed to just what they wanted, as by a double click, all is well.
 */
export async function changeSeen(
  turn: Turn,
  seen: Seen,
  change: (seen: Seen) => Promise<Opportunity>,
  isAsWanted: (deal: Opportunity) => boolean,
): Promise<Reply> {
  try {
    return { kind: 'card', deal: await change(seen) }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error
    // In a transaction of its own, which waits for the change that came first to be there for everybody.
    const deal = await inTransaction(turn.ctx, (tx) => getOpportunity(tx, seen.opportunity))
    if (deal.version !== seen.version) await refreshPressedCard(turn, deal)
    return isAsWanted(deal) ? { kind: 'card', deal } : { kind: 'card', deal, notice: error.message }
  }
}

/** The deal behind a card, when the card is still right about it; otherwise the reply that puts it right. */
export async function openSeen(turn: Turn, press: Press, open: (deal: Opportunity) => Promise<Reply>): Promise<Reply> {
  const seen = seenBy(press)
  const deal = await getOpportunity(turn.ctx, seen.opportunity)
  if (deal.version !== seen.version) await refreshPressedCard(turn, deal)
  return open(deal)
}
