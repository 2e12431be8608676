import { changesSince, getOpportunity, inTransaction, notFound, type Opportunity } from '../../core/index.ts'
import { blockIdOf, seenOn } from '../blocks/card.ts'
import { ANYWAY, isConflict, meanwhile } from '../blocks/meanwhile.ts'
import { actions, button, md, message, warning } from '../blocks/render.ts'
import type { Press, Reply, Turn } from '../command.ts'
import { refreshPressedCard } from './cards.ts'

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

/** What a button of a card does. */
export interface CardChange {
  change(seen: Seen): Promise<Opportunity>
  isAsWanted(deal: Opportunity): boolean
  /** How the deal must stand for it to be possible. */
  readonly only: 'open' | 'closed'
}

/**
 * Carries out what somebody asked for while looking at a card. Was the deal changed meanwhile, they see it as it is now,
 * read who changed what, and can have it done all the same; was it changed to just what they wanted, as by a double
 * click, all is well.
 */
export async function changeSeen(turn: Turn, press: Press, { change, isAsWanted, only }: CardChange): Promise<Reply> {
  const seen = seenBy(press)
  try {
    return { kind: 'card', deal: await change(seen) }
  } catch (error) {
    if (!isConflict(error)) throw error
    // In a transaction of its own, which waits for the change that came first to be there for everybody.
    const since = await inTransaction(turn.ctx, (tx) => changesSince(tx, seen))
    const { now: deal } = since
    if (deal.version === seen.version) return { kind: 'card', deal, notice: warning(error.message) }
    await refreshPressedCard(turn, deal)
    if (isAsWanted(deal)) return { kind: 'card', deal }
    const isPossible = (deal.status === 'open') === (only === 'open')
    const again = isPossible ? button(press.actionId, ANYWAY, press.value) : null
    const told = [meanwhile(since, turn.ctx.now()), ...(again ? [actions(blockIdOf(deal), [again])] : [])]
    return { kind: 'card', deal, notice: message(told, md`${error.message}`) }
  }
}

/** The deal behind a card, when the card is still right about it; otherwise the reply that puts it right. */
export async function openSeen(turn: Turn, press: Press, open: (deal: Opportunity) => Promise<Reply>): Promise<Reply> {
  const seen = seenBy(press)
  const deal = await getOpportunity(turn.ctx, seen.opportunity)
  if (deal.version !== seen.version) await refreshPressedCard(turn, deal)
  return open(deal)
}
