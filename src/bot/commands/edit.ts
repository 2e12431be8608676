import { editOpportunity, inTransaction, listPipelines, type Opportunity } from '../../core/index.ts'
import { dealFields } from '../blocks/deal-form.ts'
import { form } from '../blocks/form.ts'
import { defineCommand, type Form, type Reply, type Turn } from '../command.ts'
import { readDealForm } from '../deal-form-values.ts'
import { withDeal } from '../deal-lookup.ts'
import { openSeen } from '../from-card.ts'
import { splitDeal } from '../words/deal-words.ts'

export const edit = defineCommand({
  verb: 'edit',
  summary: 'Change a deal in a form',
  examples: ['/deal edit D-42', '/deal edit acme renewal'],
  run: (turn, words) =>
    withDeal(
      turn,
      splitDeal(words).deal,
      (ref) => `edit ${ref}`,
      (deal) => openForm(turn, deal),
    ),
  actions: { 'card.edit': (turn, press) => openSeen(turn, press, (deal) => openForm(turn, deal)) },
  views: { 'deal.edit': save },
})

async function openForm({ ctx, origin }: Turn, deal: Opportunity): Promise<Reply> {
  const blocks = dealFields({ deal, pipelines: await listPipelines(ctx), owner: null })
  const data = { opportunity: deal.number, version: deal.version, currency: deal.currency }
  const view = form({ callbackId: 'deal.edit', title: `Edit ${deal.ref}`, submit: 'Save', blocks, origin, data })
  return { kind: 'open', view }
}

/** One change, whatever was edited. A deal that changed meanwhile is refused, so that nothing is overwritten unseen. */
async function save(turn: Turn, { values, data }: Form): Promise<Reply> {
  const deal = await inTransaction(turn.ctx, async (tx) => {
    const changes = await readDealForm(tx, values, String(data.currency))
    return editOpportunity(tx, { opportunity: Number(data.opportunity), version: Number(data.version), changes })
  })
  return { kind: 'card', deal, headline: 'Saved.' }
}
