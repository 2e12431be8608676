import { AppError, addNote, type Ctx, dealOfThread, getOpportunity, type Opportunity } from '../../core/index.ts'
import { form, searchField, skeleton, textField } from '../blocks/form.ts'
import { md, note as paragraph, prose } from '../blocks/render.ts'
import { defineCommand, type Form, type Message, type Press, type Reply, type Turn } from '../command.ts'
import { LONGEST_NOTE, noteFrom, withPermalink } from '../conversations/message-note.ts'
import type { SharedMessage } from '../conversations/shared-message.ts'
import { dealForm } from '../forms/deal-forms.ts'
import { searchDeals } from '../forms/typeahead.ts'
import { withDeal } from '../words/deal-lookup.ts'
import { splitDeal } from '../words/deal-words.ts'

const FROM_MESSAGE = 'deal.note.message'
const DEAL = 'deal.note.deal'

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
  views: { ...notes.answers.views, [FROM_MESSAGE]: addFromMessage },
  options: { ...notes.answers.options, [DEAL]: searchDeals },
  onMessage: {
    id: 'add_to_deal',
    name: 'Add to deal',
    description: 'Keep the message as a note on a deal',
    run: async (turn, message) => messageForm(turn, message),
  },
})

function messageForm(turn: Turn, message: SharedMessage): Reply {
  const title = 'Add to deal'
  return {
    kind: 'open',
    view: skeleton(title),
    async fill() {
      const deal = await dealAround(turn.ctx, message)
      const chosen = deal && { name: `${deal.ref} ${deal.name}`, value: String(deal.number) }
      const blocks = [
        searchField('deal', 'Deal', DEAL, { chosen }),
        textField('text', 'Note', { initial: await noteFrom(turn.ctx, message), lines: true, max: LONGEST_NOTE }),
      ]
      const data = { permalink: message.permalink }
      return form({ callbackId: FROM_MESSAGE, title, submit: 'Add', blocks, origin: turn.origin, data })
    },
  }
}

/** The deal of the thread in which the message stands, if this person may see it. */
async function dealAround(ctx: Ctx, { channelId, threadTs, ts }: SharedMessage): Promise<Opportunity | null> {
  const number = await dealOfThread(ctx, { channelId, threadTs: threadTs ?? ts })
  if (number === null) return null
  return getOpportunity(ctx, number).catch((error: unknown) => {
    if (error instanceof AppError) return null
    throw error
  })
}

async function addFromMessage({ ctx }: Turn, { values, data }: Form): Promise<Reply> {
  const text = values.one('text') ?? ''
  const { number, ref } = await getOpportunity(ctx, Number(values.one('deal')))
  await addNote(ctx, { opportunity: number, text: withPermalink(text, data.permalink) })
  return { kind: 'say', message: noted(ref, text) }
}

/** Asks for the text of a note on the deal of a card. */
export function noteOnSeen(turn: Turn, press: Press): Promise<Reply> {
  return notes.fromCard(turn, press)
}

function noted(ref: string, text: string): Message {
  return paragraph(md`:memo: Your note on ${ref} is kept: ${prose(text, 1000)}`)
}
