import { invalid, numberFrom, restoreOpportunity } from '../../core/index.ts'
import { form, textField } from '../blocks/form.ts'
import { defineCommand, type Form, type Reply, type Turn } from '../command.ts'
import { splitDeal } from '../words/deal-words.ts'

export const restore = defineCommand({
  verb: 'restore',
  summary: 'Bring a deleted deal back (managers)',
  examples: ['/deal restore D-42', '/deal restore'],
  run: async (turn, words) => (words ? bringBack(turn, splitDeal(words).deal) : ask(turn)),
  views: { 'deal.restore': (turn: Turn, { values }: Form) => bringBack(turn, values.one('deal') ?? '') },
})

/** A deleted deal is in no list, so it cannot be chosen from one. */
function ask({ origin }: Turn): Reply {
  const blocks = [textField('deal', 'Deleted deal', { placeholder: 'D-42', max: 12 })]
  const view = form({ callbackId: 'deal.restore', title: 'Restore', submit: 'Restore', blocks, origin })
  return { kind: 'open', view }
}

async function bringBack(turn: Turn, words: string): Promise<Reply> {
  const opportunity = numberFrom(words)
  if (opportunity === null) throw invalid('Name the deleted deal by its reference: /deal restore D-42')
  const deal = await restoreOpportunity(turn.ctx, { opportunity })
  return { kind: 'card', deal, headline: `${deal.ref} is back.` }
}
