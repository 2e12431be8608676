import { deleteOpportunity, type Opportunity } from '../../core/index.ts'
import { dealLine, lineButton } from '../blocks/lines.ts'
import { actions, context, md, message, section } from '../blocks/render.ts'
import { openSeen } from '../cards/from-card.ts'
import { defineCommand, type Press, type Reply, type Turn } from '../command.ts'
import { dealForm } from '../forms/deal-forms.ts'
import { withDeal } from '../words/deal-lookup.ts'
import { splitDeal } from '../words/deal-words.ts'

const deletes = dealForm({
  id: 'deal.delete',
  title: 'Delete',
  submit: 'Delete',
  fields: async ({ publicUrl }, deal) => [
    section(dealLine(deal, publicUrl)),
    context(md`It will be gone from lists and figures. Its history is kept, and it can be restored.`),
  ],
  change: async ({ ctx }, seen) => deleted(await deleteOpportunity(ctx, seen)),
})

export const remove = defineCommand({
  verb: 'delete',
  summary: 'Take a deal out of lists and figures (managers); it can be restored',
  examples: ['/deal delete D-42', '/deal delete'],
  async run(turn, words) {
    const { deal } = splitDeal(words)
    if (!deal) return deletes.open(turn, '')
    return withDeal(
      turn,
      deal,
      (ref) => `delete ${ref}`,
      (found) => deleteDeal(turn, found),
    )
  },
  ...deletes.answers,
})

/** Deletes the deal of a card. */
export function deleteSeen(turn: Turn, press: Press): Promise<Reply> {
  return openSeen(turn, press, (deal) => deleteDeal(turn, deal))
}

async function deleteDeal({ ctx }: Turn, { number }: Opportunity): Promise<Reply> {
  return deleted(await deleteOpportunity(ctx, { opportunity: number }))
}

function deleted({ ref, name, number }: Opportunity): Reply {
  const text = md`:wastebasket: *${ref} ${name}* is deleted: it is gone from lists and figures, and its history is kept.`
  const undo = actions(`deleted:${number}`, [lineButton('Restore it', `restore ${ref}`)])
  return { kind: 'say', message: message([section(text), undo], text), inPlace: true }
}
