import { findStage, getOpportunity, invalid, moveOpportunity } from '../../core/index.ts'
import { defineCommand, type Press, type Reply, type Turn } from '../command.ts'
import { withDealNumber } from '../deal-lookup.ts'
import { changeSeen, seenBy } from '../from-card.ts'
import { splitDeal } from '../words/deal-words.ts'

export const move = defineCommand({
  verb: 'move',
  summary: 'Move a deal to another stage',
  examples: [
    '/deal move D-42 to Proposal',
    '/deal move acme renewal to nego',
    '/deal move D-42 to Demo pipeline:Partners',
  ],
  async run(turn, words) {
    const { deal, rest } = splitDeal(words, / (?:to|into) /)
    const [, stage = rest, pipeline] = /^(.*?)\s*\bpipeline:"?([^"]+)"?$/i.exec(rest) ?? []
    if (deal && !stage) throw invalid(`Move “${deal}” where? Write it like /deal move D-42 to Proposal`)
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
  actions: { 'card.stage': moveFromCard },
})

/** A stage that was retired meanwhile is refused by core, in words. */
async function moveFromCard(turn: Turn, press: Press): Promise<Reply> {
  const seen = seenBy(press)
  const { pipeline } = await getOpportunity(turn.ctx, seen.opportunity)
  const stage = await findStage(turn.ctx, press.value, pipeline.id)
  return changeSeen(
    turn,
    seen,
    () => moveOpportunity(turn.ctx, { ...seen, stage: stage.id }),
    (deal) => deal.status === 'open' && deal.stage.id === stage.id,
  )
}
