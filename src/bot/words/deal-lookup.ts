import {
  findOpportunities,
  getOpportunity,
  notFound,
  numberFrom,
  type Opportunity,
  similarOpportunities,
} from '../../core/index.ts'
import { choiceOfDeals, type Line } from '../blocks/lines.ts'
import { md } from '../blocks/render.ts'
import type { Reply, Turn } from '../command.ts'
import { whichDeal } from '../forms/which-deal.ts'
import { shortened } from './dates.ts'

const MOST_CHOICES = 8

/**
 * Does `work` with the deal that the words name; without words, a form asks which. Several deals give a short list whose
 * buttons say `line` for one of them; none is an error that repeats what was searched for.
 */
export async function withDeal(
  turn: Turn,
  words: string,
  line: Line,
  work: (deal: Opportunity) => Promise<Reply>,
): Promise<Reply> {
  if (!words) return whichDeal(turn, line)
  const number = numberFrom(words)
  if (number !== null) return work(await getOpportunity(turn.ctx, number))
  const [first, ...others] = await findOpportunities(turn.ctx, words, { limit: MOST_CHOICES })
  if (!first) return similarDeals(turn, words, line)
  if (others.length === 0) return work(first)
  const title = md`Several deals match “${shortened(words)}”. Which one?`
  return { kind: 'say', message: choiceOfDeals([first, ...others], title, turn.publicUrl, line), inPlace: true }
}

/** Nothing has this name: what is called nearly so, to choose from. */
async function similarDeals(turn: Turn, words: string, line: Line): Promise<Reply> {
  const none = `No deal’s name, contact or company contains “${shortened(words)}”.`
  const similar = await similarOpportunities(turn.ctx, words)
  if (similar.length === 0) throw notFound(`${none} Try fewer words.`)
  const title = md`${none} Did you mean one of these?`
  return { kind: 'say', message: choiceOfDeals(similar, title, turn.publicUrl, line), inPlace: true }
}

/** The same for work that looks the deal up itself, so that a reference costs no look-up of its own. */
export function withDealNumber(
  turn: Turn,
  words: string,
  line: Line,
  work: (number: number) => Promise<Reply>,
): Promise<Reply> {
  const number = numberFrom(words)
  return number === null ? withDeal(turn, words, line, (deal) => work(deal.number)) : work(number)
}
