import { findPipeline, reopenOpportunity, reopenTask, taskNumberFrom } from '../../core/index.ts'
import { choiceField } from '../blocks/form.ts'
import { option } from '../blocks/render.ts'
import { changeSeen } from '../cards/from-card.ts'
import { defineCommand, type Press, type Reply, type Turn } from '../command.ts'
import { dealForm } from '../forms/deal-forms.ts'
import { withDeal } from '../words/deal-lookup.ts'
import { splitDeal } from '../words/deal-words.ts'
import { aboutTask } from './task.ts'

const reopens = dealForm({
  id: 'deal.reopen',
  title: 'Reopen',
  submit: 'Reopen',
  only: 'closed',
  async fields({ ctx }, { pipeline, stage }) {
    const { stages } = await findPipeline(ctx, pipeline.id)
    const choices = stages.map(({ name, id }) => option(name, id))
    return [choiceField('stage', 'In stage', choices, { chosen: stage.id })]
  },
  isAsWanted: (deal) => deal.status === 'open',
  async change({ ctx }, seen, values) {
    const deal = await reopenOpportunity(ctx, { ...seen, stage: values.one('stage') ?? '' })
    return { kind: 'card', deal, headline: `${deal.ref} is open in ${deal.stage.name}.` }
  },
})

export const reopen = defineCommand({
  verb: 'reopen',
  summary: 'Open a closed deal again, where it stood or in another stage; or a task that was not done after all',
  examples: ['/deal reopen D-42', '/deal reopen D-42 in Proposal', '/deal reopen T-7'],
  async run(turn, words) {
    const task = taskNumberFrom(words)
    if (task !== null) return { kind: 'say', message: aboutTask(turn, await reopenTask(turn.ctx, { task })) }
    const { deal, rest: stage } = splitDeal(words, / in /)
    if (!deal) return reopens.open(turn, '')
    return withDeal(
      turn,
      deal,
      (ref) => `reopen ${ref} ${stage && `in ${stage}`}`.trim(),
      async (found) => {
        const opened = await reopenOpportunity(turn.ctx, { opportunity: found.number, ...(stage && { stage }) })
        return { kind: 'card', deal: opened, headline: `${opened.ref} is open in ${opened.stage.name}.` }
      },
    )
  },
  ...reopens.answers,
  actions: { ...reopens.answers.actions, 'card.reopen': reopenFromCard },
})

function reopenFromCard(turn: Turn, press: Press): Promise<Reply> {
  return changeSeen(turn, press, {
    change: (seen) => reopenOpportunity(turn.ctx, seen),
    isAsWanted: (deal) => deal.status === 'open',
    only: 'closed',
  })
}
