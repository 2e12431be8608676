import { listNotes, type Opportunity, opportunityHistory } from '../../core/index.ts'
import { changeSentence } from '../blocks/change.ts'
import { dealUrl } from '../blocks/facts.ts'
import { context, link, type Markup, md, message, moment, prose, section } from '../blocks/render.ts'
import { defineCommand, type Reply, type Turn } from '../command.ts'
import { withDeal } from '../words/deal-lookup.ts'
import { splitDeal } from '../words/deal-words.ts'

const MOST_SHOWN = 15

export const history = defineCommand({
  verb: 'history',
  summary: 'Who did what with a deal, and when',
  examples: ['/deal history D-42'],
  run: (turn, words) =>
    withDeal(
      turn,
      splitDeal(words).deal,
      (ref) => `history ${ref}`,
      (deal) => historyOf(turn, deal),
    ),
})

/** Changes and notes, newest first. */
export async function historyOf({ ctx, publicUrl }: Turn, deal: Opportunity): Promise<Reply> {
  const [changes, notes] = await Promise.all([opportunityHistory(ctx, deal.number), listNotes(ctx, deal.number)])
  const entries: { at: string; text: Markup }[] = [
    ...changes.map((item) => ({ at: item.at, text: changeSentence(item, deal.currency) })),
    ...notes.map(({ createdAt, author, text }) => ({
      at: createdAt,
      text: md`${author?.name ?? 'Dealwright'} noted: ${prose(text, 400)}`,
    })),
  ].sort((a, b) => b.at.localeCompare(a.at))
  const title = md`*History of ${link(dealUrl(publicUrl, deal.number), `${deal.ref} ${deal.name}`)}*`
  const lines = entries.slice(0, MOST_SHOWN).map(({ at, text }) => section(md`${moment(at)}  ${text}`))
  const left = entries.length - MOST_SHOWN
  const rest = left > 0 ? [context(md`${left} older ones are in the dashboard.`)] : []
  return { kind: 'say', message: message([section(title), ...lines, ...rest], title) }
}
