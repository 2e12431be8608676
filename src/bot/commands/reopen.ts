import { reopenOpportunity, reopenTask, taskNumberFrom } from '../../core/index.ts'
import { defineCommand, type Press, type Reply, type Turn } from '../command.ts'
import { withDeal } from '../deal-lookup.ts'
import { changeSeen, seenBy } from '../from-card.ts'
import { splitDeal } from '../words/deal-words.ts'
import { aboutTask } from './task.ts'

export const reopen = defineCommand({
  verb: 'reopen',
  summary: 'Open a closed deal again, where it stood or in another stage; or a task that was not done after all',
  examples: ['/deal reopen D-42', '/deal reopen D-42 in Proposal', '/deal reopen T-7'],
  async run(turn, words) {
    const task = taskNumberFrom(words)
    if (task !== null) return { kind: 'say', message: aboutTask(turn, await reopenTask(turn.ctx, { task })) }
    const { deal, rest: stage } = splitDeal(words, / in /)
    return withDeal(
      turn,
      deal,
      (ref) => `reopen ${ref} ${stage && `in ${stage}`}`.trim(),
      async (found) => {
        const opened = await reopenOpportunity(turn.ctx, { opportunity: found.number, ...(stage && { stage }) })
        return { kind: 'card', deal: opened, headline: `${opened.ref} is open in ${opened.stage.name}.` }
      },
    )
  },
  actions: { 'card.reopen': reopenFromCard },
})

function reopenFromCard(turn: Turn, press: Press): Promise<Reply> {
  return changeSeen(
    turn,
    seenBy(press),
    (seen) => reopenOpportunity(turn.ctx, seen),
    (deal) => deal.status === 'open',
  )
}
