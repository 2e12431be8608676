import { getOpportunity, type Opportunity } from '../../core/index.ts'
import { form, textField } from '../blocks/form.ts'
import { md, moment, note } from '../blocks/render.ts'
import { seenBy } from '../cards/from-card.ts'
import { defineCommand, type Form, type Press, type Reply, type Turn } from '../command.ts'
import { keepAndShow } from '../notices/stale-questions.ts'
import { withDealNumber } from '../words/deal-lookup.ts'
import { splitDeal } from '../words/deal-words.ts'

export const keep = defineCommand({
  verb: 'keep',
  summary: 'Answer that an idle deal goes on',
  examples: ['/deal keep D-42', '/deal keep D-42 they decide in January'],
  run(turn, words) {
    const { deal, rest } = splitDeal(words, / because:? |:\s/)
    return withDealNumber(
      turn,
      deal,
      (ref) => `keep ${ref} ${rest}`.trim(),
      async (opportunity) => {
        const kept = await keepAndShow(turn.ctx, { opportunity, ...(rest && { note: rest }) })
        return {
          kind: 'say',
          message: note(
            md`:white_check_mark: ${kept.deal.ref} goes on. I do not ask again before ${moment(kept.until)}.`,
          ),
        }
      },
    )
  },
  actions: { 'stale.keep': keepAsked, 'stale.note': askForNote },
  views: { 'stale.note': keepWithNote },
})

/** The question itself shows the answer. */
async function keepAsked({ ctx }: Turn, press: Press): Promise<Reply> {
  await keepAndShow(ctx, { opportunity: seenBy(press).opportunity })
  return { kind: 'silence' }
}

async function askForNote({ ctx, origin }: Turn, press: Press): Promise<Reply> {
  const deal: Opportunity = await getOpportunity(ctx, seenBy(press).opportunity)
  const blocks = [textField('text', 'Why does it go on?', { lines: true, max: 3000 })]
  const data = { opportunity: deal.number }
  const title = `Keep ${deal.ref}`
  return { kind: 'open', view: form({ callbackId: 'stale.note', title, submit: 'Keep', blocks, origin, data }) }
}

async function keepWithNote({ ctx }: Turn, { values, data }: Form): Promise<Reply> {
  const text = values.one('text')
  await keepAndShow(ctx, { opportunity: Number(data.opportunity), ...(text && { note: text }) })
  return { kind: 'silence' }
}
