import { assignOpportunity, invalid, type Opportunity } from '../../core/index.ts'
import { OWNER_SEARCH } from '../blocks/deal-form.ts'
import { form, searchField } from '../blocks/form.ts'
import { defineCommand, type Form, type Reply, type Turn } from '../command.ts'
import { withDeal } from '../deal-lookup.ts'
import { changeSeen } from '../from-card.ts'
import { memberNamed } from '../people.ts'
import { splitDeal } from '../words/deal-words.ts'
import { meansNothing } from '../words/text.ts'

export const assign = defineCommand({
  verb: 'assign',
  summary: 'Give a deal to somebody',
  examples: ['/deal assign D-42 to @ana', '/deal assign D-42 to me', '/deal assign D-42 to nobody'],
  run(turn, words) {
    const { deal, rest } = splitDeal(words, / to /)
    if (deal && !rest) throw invalid(`Give “${deal}” to whom? Write it like /deal assign D-42 to @ana`)
    return withDeal(
      turn,
      deal,
      (ref) => `assign ${ref} to ${rest}`,
      async ({ number: opportunity }) => {
        const owner = meansNothing(rest) ? null : (await memberNamed(turn, rest)).id
        const given = await assignOpportunity(turn.ctx, { opportunity, owner })
        return { kind: 'card', deal: given, headline: `${given.ref} belongs to ${given.owner?.name ?? 'nobody'}.` }
      },
    )
  },
  views: { 'deal.assign': assignFromForm },
})

/** Asks who shall own the deal. */
export function assignForm({ origin }: Turn, deal: Opportunity): Reply {
  const chosen = deal.owner && { name: deal.owner.name, value: deal.owner.id }
  const blocks = [searchField('owner', 'Owner', OWNER_SEARCH, { optional: true, chosen })]
  const data = { opportunity: deal.number, version: deal.version }
  const title = `Assign ${deal.ref}`
  return { kind: 'open', view: form({ callbackId: 'deal.assign', title, submit: 'Assign', blocks, origin, data }) }
}

function assignFromForm(turn: Turn, { values, data }: Form): Promise<Reply> {
  const owner = values.one('owner')
  return changeSeen(
    turn,
    { opportunity: Number(data.opportunity), version: Number(data.version) },
    (seen) => assignOpportunity(turn.ctx, { ...seen, owner }),
    (deal) => (deal.owner?.id ?? null) === owner,
  )
}
