import { agendaOf, boardOf, type Ctx, openDatabase, resolveFilters } from '../src/core/index.ts'
import { buildDeals } from './deals.ts'
import { daysBefore } from './questions.ts'
import { quiet } from './quiet.ts'
import { timed } from './timed.ts'

const DEALS = 100_000
const CARDS_OF_A_LIST = 12

/** What the board and my day ask for, at 100,000 deals with their history. */
export async function benchBoards(folder: string): Promise<string[]> {
  const database = await openDatabase(`sqlite:${folder}/boards.db`, { log: quiet })
  const ctx = await buildDeals(database, DEALS, { now: new Date(), log: quiet })
  const { owner } = await resolveFilters(ctx, { owner: ['me'] }, { defaultPeriod: 'all' })
  const lines = [
    await timed('board, by expected close', () => board(ctx, {})),
    await timed('board, as of 90 days ago', () => board(ctx, { asOf: daysBefore(new Date(), 90) })),
    await timed('board, of one owner', () => board(ctx, { owner })),
    await timed('my day', () => agendaOf(ctx, { whose: 'mine', limit: CARDS_OF_A_LIST })),
    await timed('the day of the team', () => agendaOf(ctx, { whose: 'team', limit: CARDS_OF_A_LIST })),
  ]
  await database.close()
  return lines
}

async function board(page: Ctx, words: { asOf?: string; owner?: readonly string[] }): Promise<void> {
  const ctx = { ...page, answers: new Map() }
  const filters = await resolveFilters(ctx, words, { defaultPeriod: 'all' })
  await boardOf(ctx, { filters, sort: 'expected-close' })
}
