import { assignOpportunity, type Opportunity } from '../../core/index.ts'
import { searchField } from '../blocks/form.ts'
import { defineCommand, type Press, type Reply, type Turn } from '../command.ts'
import { dealForm } from '../forms/deal-forms.ts'
import { SEARCH } from '../forms/typeahead.ts'
import { memberNamed } from '../intake/people.ts'
import { withDeal } from '../words/deal-lookup.ts'
import { splitDeal } from '../words/deal-words.ts'
import { meansNothing } from '../words/text.ts'

const assigns = dealForm({
  id: 'deal.assign',
  title: 'Assign',
  submit: 'Assign',
  fields: async (_turn, { owner }) => [
    searchField('owner', 'Owner', SEARCH.owner, {
      optional: true,
      chosen: owner && { name: owner.name, value: owner.id },
    }),
  ],
  isAsWanted: (deal, values) => (deal.owner?.id ?? null) === values.one('owner'),
  async change({ ctx }, seen, values) {
    const deal = await assignOpportunity(ctx, { ...seen, owner: values.one('owner') })
    return { kind: 'card', deal, headline: belongs(deal) }
  },
})

export const assign = defineCommand({
  verb: 'assign',
  summary: 'Give a deal to somebody',
  examples: [
    '/deal assign D-42 to @ana',
    '/deal assign D-42 to me',
    '/deal assign D-42 to nobody',
    '/deal assign D-42',
  ],
  async run(turn, words) {
    const { deal, rest } = splitDeal(words, / to /)
    if (!deal || !rest) return assigns.open(turn, deal)
    return withDeal(
      turn,
      deal,
      (ref) => `assign ${ref} to ${rest}`,
      async ({ number: opportunity }) => {
        const owner = meansNothing(rest) ? null : (await memberNamed(turn, rest)).id
        const given = await assignOpportunity(turn.ctx, { opportunity, owner })
        return { kind: 'card', deal: given, headline: belongs(given) }
      },
    )
  },
  ...assigns.answers,
})

/** Asks who shall own the deal of a card. */
export function assignSeen(turn: Turn, press: Press): Promise<Reply> {
  return assigns.fromCard(turn, press)
}

function belongs({ ref, owner }: Opportunity): string {
  return `${ref} belongs to ${owner?.name ?? 'nobody'}.`
}
