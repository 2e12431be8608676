import { editOpportunity, getOpportunity, inTransaction, listPipelines } from '../../core/index.ts'
import { dealFields, startOf } from '../blocks/deal-form.ts'
import { defineCommand } from '../command.ts'
import { changedFields, readDealForm } from '../forms/deal-form-values.ts'
import { dealForm } from '../forms/deal-forms.ts'
import { splitDeal } from '../words/deal-words.ts'

const edits = dealForm({
  id: 'deal.edit',
  title: 'Edit',
  submit: 'Save',
  start: startOf,
  fields: async ({ ctx }, deal, held) => dealFields({ deal, pipelines: await listPipelines(ctx), owner: null, held }),
  isAsWanted: (deal, values) => changedFields(values, startOf(deal)).length === 0,
  /** One change, whatever was edited; what was not edited is left to whoever did. */
  async change({ ctx }, seen, values) {
    const deal = await inTransaction(ctx, async (tx) => {
      const before = await getOpportunity(tx, seen.opportunity)
      const isCurrent = before.version === seen.version
      const fields = isCurrent ? changedFields(values, startOf(before)) : []
      const changes = await readDealForm(tx, values, { currency: before.currency, fields })
      return editOpportunity(tx, { ...seen, changes })
    })
    return { kind: 'card', deal, headline: 'Saved.' }
  },
})

export const edit = defineCommand({
  verb: 'edit',
  summary: 'Change a deal in a form',
  examples: ['/deal edit D-42', '/deal edit acme renewal'],
  run: async (turn, words) => edits.open(turn, splitDeal(words).deal),
  ...edits.answers,
  actions: { ...edits.answers.actions, 'card.edit': edits.fromCard },
})
