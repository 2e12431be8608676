import { findStage, getOpportunity, listPipelines, moveOpportunity } from '../../core/index.ts'
import { placeFields } from '../blocks/deal-form.ts'
import { changeSeen, seenBy } from '../cards/from-card.ts'
import { defineCommand, type Press, type Reply, type Turn } from '../command.ts'
import { placeIn } from '../forms/deal-form-values.ts'
import { dealForm } from '../forms/deal-forms.ts'
import { withDealNumber } from '../words/deal-lookup.ts'
import { splitDeal } from '../words/deal-words.ts'

const moves = dealForm({
  id: 'deal.move',
  title: 'Move',
  submit: 'Move',
  only: 'open',
  fields: async ({ ctx }, deal, held) => placeFields(await listPipelines(ctx), deal, held),
  isAsWanted: (deal, values) => deal.stage.id === values.one('stage'),
  async change({ ctx }, seen, values) {
    const deal = await moveOpportunity(ctx, { ...seen, ...(await placeIn(ctx, values)) })
    return { kind: 'card', deal, headline: `${deal.ref} is in ${deal.stage.name}.` }
  },
})

export const move = defineCommand({
  verb: 'move',
  summary: 'Move a deal to another stage',
  examples: [
    '/deal move D-42 to Proposal',
    '/deal move acme renewal to nego',
    '/deal move D-42 to Demo pipeline:Partners',
    '/deal move D-42',
  ],
  async run(turn, words) {
    const { deal, rest } = splitDeal(words, / (?:to|into) /)
    const [, stage = rest, pipeline] = /^(.*?)\s*\bpipeline:"?([^"]+)"?$/i.exec(rest) ?? []
    if (!deal || !stage) return moves.open(turn, deal)
    return withDealNumber(
      turn,
      deal,
      (ref) => `move ${ref} to ${rest}`,
      async (opportunity) => {
        const moved = await moveOpportunity(turn.ctx, { opportunity, stage, ...(pipeline && { pipeline }) })
        return { kind: 'card', deal: moved, headline: `${moved.ref} is in ${moved.stage.name}.` }
      },
    )
  },
  ...moves.answers,
  actions: { ...moves.answers.actions, 'card.stage': moveFromCard },
})

/** A stage that was retired meanwhile is refused by core, in words. */
async function moveFromCard(turn: Turn, press: Press): Promise<Reply> {
  const seen = seenBy(press)
  const { pipeline } = await getOpportunity(turn.ctx, seen.opportunity)
  const stage = await findStage(turn.ctx, press.value, pipeline.id)
  return changeSeen(turn, press, {
    change: () => moveOpportunity(turn.ctx, { ...seen, stage: stage.id }),
    isAsWanted: (deal) => deal.status === 'open' && deal.stage.id === stage.id,
    only: 'open',
  })
}
