import { inTransaction, notFound } from '../../core/index.ts'
import { queueCardPost } from '../cards/cards.ts'
import { openSeen } from '../cards/from-card.ts'
import { defineCommand, type Press, type Reply, type Turn } from '../command.ts'
import { searchDeals } from '../forms/typeahead.ts'
import { WHICH_DEAL } from '../forms/which-deal.ts'
import { withDeal } from '../words/deal-lookup.ts'
import { splitDeal } from '../words/deal-words.ts'
import { assignSeen } from './assign.ts'
import { deleteSeen } from './delete.ts'
import { historyOf } from './history.ts'
import { noteOnSeen } from './note.ts'
import { taskOfSeen } from './task.ts'

export const show = defineCommand({
  verb: 'show',
  aliases: ['open'],
  summary: 'A deal’s card, with everything you can do with it',
  examples: ['/deal D-42', '/deal show D-42', '/deal show acme renewal'],
  run: (turn, words) =>
    withDeal(
      turn,
      splitDeal(words).deal,
      (ref) => `show ${ref}`,
      async (deal) => ({ kind: 'card', deal }),
    ),
  actions: { 'card.share': share, 'card.more': more },
  options: { [WHICH_DEAL]: searchDeals },
})

function share(turn: Turn, press: Press): Promise<Reply> {
  return openSeen(turn, press, async (deal) => {
    await inTransaction(turn.ctx, (tx) => queueCardPost(tx, turn, deal))
    return { kind: 'silence' }
  })
}

/** The menu behind three dots. */
async function more(turn: Turn, press: Press): Promise<Reply> {
  switch (press.value) {
    case 'history':
      return openSeen(turn, press, (deal) => historyOf(turn, deal))
    case 'note':
      return noteOnSeen(turn, press)
    case 'task':
      return taskOfSeen(turn, press)
    case 'assign':
      return assignSeen(turn, press)
    case 'delete':
      return deleteSeen(turn, press)
    case 'open':
      return { kind: 'silence' }
    default:
      throw notFound('This card is old: what it offers is no longer there. Use /deal to get a fresh one.')
  }
}
