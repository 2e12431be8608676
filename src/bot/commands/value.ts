import { editOpportunity, getOpportunity, parseMoney } from '../../core/index.ts'
import { typedValue, valueText } from '../blocks/facts.ts'
import { textField } from '../blocks/form.ts'
import { defineCommand } from '../command.ts'
import { worth } from '../forms/deal-form-values.ts'
import { dealForm } from '../forms/deal-forms.ts'
import { trailingAmount } from '../words/amounts.ts'
import { withDeal } from '../words/deal-lookup.ts'
import { splitDeal } from '../words/deal-words.ts'
import { meansNothing, plainText } from '../words/text.ts'

const values = dealForm({
  id: 'deal.value',
  title: 'Value of',
  submit: 'Save',
  fields: async (_turn, deal) => [
    textField('value', 'Value', {
      initial: typedValue(deal),
      placeholder: '12k or 1.2m EUR',
      optional: true,
      max: 100,
    }),
  ],
  async change({ ctx }, seen, sent) {
    const { currency } = await getOpportunity(ctx, seen.opportunity)
    const deal = await editOpportunity(ctx, { ...seen, changes: worth(sent.one('value'), currency) })
    return { kind: 'card', deal, headline: `The value of ${deal.ref} is ${valueText(deal)}.` }
  },
})

export const value = defineCommand({
  verb: 'value',
  summary: 'Say what a deal is worth',
  examples: ['/deal value D-42 15k', '/deal value acme renewal 1.2m EUR', '/deal value D-42 none', '/deal value D-42'],
  async run(turn, text) {
    const split = splitDeal(text, / (?:to|is) /)
    const tail = split.rest ? null : trailingAmount(plainText(text))
    const { deal, amount } = tail
      ? { deal: tail.before, amount: tail.amount }
      : { deal: split.deal, amount: split.rest }
    if (!deal || !amount) return values.open(turn, deal)
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
  ...values.answers,
})
