import { deleteOpportunity, type Opportunity } from '../../core/index.ts'
import { lineButton } from '../blocks/lines.ts'
import { actions, md, message, section } from '../blocks/render.ts'
import { defineCommand, type Press, type Reply, type Turn } from '../command.ts'
import { withDeal } from '../deal-lookup.ts'
import { openSeen } from '../from-card.ts'
import { splitDeal } from '../words/deal-words.ts'

export const remove = defineCommand({
  verb: 'delete',
  summary: 'Take a deal out of lists and figures (managers); it can be restored',
  examples: ['/deal delete D-42'],
  run: (turn, words) =>
    withDeal(
      turn,
      splitDeal(words).deal,
      (ref) => `delete ${ref}`,
      (deal) => deleteDeal(turn, deal),
    ),
})

/** Deletes the deal of a card. */
export function deleteSeen(turn: Turn, press: Press): Promise<Reply> {
  return openSeen(turn, press, (deal) => deleteDeal(turn, deal))
}

async function deleteDeal({ ctx }: Turn, { number }: Opportunity): Promise<Reply> {
  const { ref, name } = await deleteOpportunity(ctx, { opportunity: number })
  const text = md`:wastebasket: *${ref} ${name}* is deleted: it is gone from lists and figures, and its history is kept.`
  const undo = actions(`deleted:${number}`, [lineButton('Restore it', `restore ${ref}`)])
  return { kind: 'say', message: message([section(text), undo], text), inPlace: true }
}
