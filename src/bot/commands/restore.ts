import { invalid, numberFrom, restoreOpportunity } from '../../core/index.ts'
import { defineCommand } from '../command.ts'
import { splitDeal } from '../words/deal-words.ts'

export const restore = defineCommand({
  verb: 'restore',
  summary: 'Bring a deleted deal back (managers)',
  examples: ['/deal restore D-42'],
  async run(turn, words) {
    const opportunity = numberFrom(splitDeal(words).deal)
    if (opportunity === null) throw invalid('Name the deleted deal by its reference: /deal restore D-42')
    const deal = await restoreOpportunity(turn.ctx, { opportunity })
    return { kind: 'card', deal, headline: `${deal.ref} is back.` }
  },
})
