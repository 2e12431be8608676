import { addNote, type Opportunity } from '../../core/index.ts'
import { form, textField } from '../blocks/form.ts'
import { md, note as paragraph, prose } from '../blocks/render.ts'
import { defineCommand, type Form, type Message, type Reply, type Turn } from '../command.ts'
import { withDeal } from '../deal-lookup.ts'
import { splitDeal } from '../words/deal-words.ts'

export const note = defineCommand({
  verb: 'note',
  summary: 'Write a note on a deal',
  examples: [
    '/deal note D-42 Jane is back on Monday',
    '/deal note acme renewal: they want a discount',
    '/deal note D-42',
  ],
  run(turn, words) {
    const { deal, rest: text } = splitDeal(words, /:\s/)
    return withDeal(
      turn,
      deal,
      (ref) => `note ${ref} ${text}`.trim(),
      async (found) => {
        if (!text) return noteForm(turn, found)
        await addNote(turn.ctx, { opportunity: found.number, text })
        return { kind: 'say', message: noted(found.ref, text) }
      },
    )
  },
  views: { 'deal.note': addFromForm },
})

/** Asks for the text of a note. */
export function noteForm({ origin }: Turn, deal: Opportunity): Reply {
  const blocks = [textField('text', 'Note', { lines: true, max: 3000 })]
  const data = { opportunity: deal.number, ref: deal.ref }
  const title = `Note on ${deal.ref}`
  return { kind: 'open', view: form({ callbackId: 'deal.note', title, submit: 'Add', blocks, origin, data }) }
}

async function addFromForm({ ctx }: Turn, { values, data }: Form): Promise<Reply> {
  const text = values.one('text') ?? ''
  await addNote(ctx, { opportunity: Number(data.opportunity), text })
  return { kind: 'say', message: noted(String(data.ref), text) }
}

function noted(ref: string, text: string): Message {
  return paragraph(md`:memo: Your note on ${ref} is kept: ${prose(text, 1000)}`)
}
