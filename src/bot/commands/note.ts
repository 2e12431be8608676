import { addNote, getOpportunity } from '../../core/index.ts'
import { textField } from '../blocks/form.ts'
import { md, note as paragraph, prose } from '../blocks/render.ts'
import { defineCommand, type Message, type Press, type Reply, type Turn } from '../command.ts'
import { dealForm } from '../deal-forms.ts'
import { withDeal } from '../deal-lookup.ts'
import { splitDeal } from '../words/deal-words.ts'

const notes = dealForm({
  id: 'deal.note',
  title: 'Note on',
  submit: 'Add',
  fields: async () => [textField('text', 'Note', { lines: true, max: 3000 })],
  /** A note stands beside whatever else happened to the deal. */
  async change({ ctx }, { opportunity }, values) {
    const text = values.one('text') ?? ''
    const { ref } = await getOpportunity(ctx, opportunity)
    await addNote(ctx, { opportunity, text })
    return { kind: 'say', message: noted(ref, text) }
  },
})

export const note = defineCommand({
  verb: 'note',
  summary: 'Write a note on a deal',
  examples: [
    '/deal note D-42 Jane is back on Monday',
    '/deal note acme renewal: they want a discount',
    '/deal note D-42',
  ],
  async run(turn, words) {
    const { deal, rest: text } = splitDeal(words, /:\s/)
    if (!deal || !text) return notes.open(turn, deal)
    return withDeal(
      turn,
      deal,
      (ref) => `note ${ref} ${text}`,
      async (found) => {
        await addNote(turn.ctx, { opportunity: found.number, text })
        return { kind: 'say', message: noted(found.ref, text) }
      },
    )
  },
  ...notes.answers,
})

/** Asks for the text of a note on the deal of a card. */
export function noteOnSeen(turn: Turn, press: Press): Promise<Reply> {
  return notes.fromCard(turn, press)
}

function noted(ref: string, text: string): Message {
  return paragraph(md`:memo: Your note on ${ref} is kept: ${prose(text, 1000)}`)
}
