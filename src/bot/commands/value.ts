import { editOpportunity, invalid, parseMoney } from '../../core/index.ts'
import { valueText } from '../blocks/facts.ts'
import { defineCommand } from '../command.ts'
import { withDeal } from '../deal-lookup.ts'
import { trailingAmount } from '../words/amounts.ts'
import { splitDeal } from '../words/deal-words.ts'
import { meansNothing, plainText } from '../words/text.ts'

export const value = defineCommand({
  verb: 'value',
  summary: 'Say what a deal is worth',
  examples: ['/deal value D-42 15k', '/deal value acme renewal 1.2m EUR', '/deal value D-42 none'],
  run(turn, text) {
    const split = splitDeal(text, / (?:to|is) /)
    const tail = split.rest ? null : trailingAmount(plainText(text))
    const { deal, amount } = tail
      ? { deal: tail.before, amount: tail.amount }
      : { deal: split.deal, amount: split.rest }
    if (deal && !amount) throw invalid(`What is “${deal}” worth? Write it like /deal value D-42 15k`)
    return withDeal(
      turn,
      deal,
      (ref) => `value ${ref} ${amount}`,
      async (found) => {
        const changes = meansNothing(amount) ? { value: null } : parseMoney(amount, found.currency)
        const changed = await editOpportunity(turn.ctx, { opportunity: found.number, changes })
        return { kind: 'card', deal: changed, headline: `The value of ${changed.ref} is ${valueText(changed)}.` }
      },
    )
  },
})
