import { editOpportunity, type Opportunity } from '../../core/index.ts'
import { day } from '../blocks/facts.ts'
import { dateField } from '../blocks/form.ts'
import { defineCommand } from '../command.ts'
import { dealForm } from '../forms/deal-forms.ts'
import { parseDay } from '../words/dates.ts'
import { withDeal } from '../words/deal-lookup.ts'
import { splitDeal } from '../words/deal-words.ts'
import { meansNothing } from '../words/text.ts'
import { personsMoment } from '../words/turn-time.ts'

const dates = dealForm({
  id: 'deal.close-date',
  title: 'Close date of',
  submit: 'Save',
  fields: async (_turn, deal) => [
    dateField('expectedCloseOn', 'Expected close', deal.expectedCloseOn, { optional: true }),
  ],
  isAsWanted: (deal, values) => deal.expectedCloseOn === values.one('expectedCloseOn'),
  async change({ ctx }, seen, values) {
    const changes = { expectedCloseOn: values.one('expectedCloseOn') }
    const deal = await editOpportunity(ctx, { ...seen, changes })
    return { kind: 'card', deal, headline: sentence(deal) }
  },
})

export const closeDate = defineCommand({
  verb: 'close-date',
  aliases: ['close', 'closes'],
  summary: 'Say when a deal is expected to close',
  examples: [
    '/deal close-date D-42 next friday',
    '/deal close-date acme renewal to 31 Dec',
    '/deal close-date D-42 none',
    '/deal close-date D-42',
  ],
  async run(turn, words) {
    const { deal, rest } = splitDeal(words, / (?:to|on) /)
    if (!deal || !rest) return dates.open(turn, deal)
    return withDeal(
      turn,
      deal,
      (ref) => `close-date ${ref} ${rest}`,
      async ({ number: opportunity }) => {
        const expectedCloseOn = meansNothing(rest) ? null : parseDay(rest, personsMoment(turn))
        const changed = await editOpportunity(turn.ctx, { opportunity, changes: { expectedCloseOn } })
        return { kind: 'card', deal: changed, headline: sentence(changed) }
      },
    )
  },
  ...dates.answers,
})

function sentence({ ref, expectedCloseOn }: Opportunity): string {
  return expectedCloseOn
    ? `${ref} is expected to close on ${day(expectedCloseOn)}.`
    : `${ref} has no expected close date.`
}
