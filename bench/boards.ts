import { agendaOf, boardOf, type Ctx, openDatabase, resolveFilters } from '../src/core/index.ts'
import { buildDeals } from './deals.ts'
import { quiet } from './quiet.ts'

const DEALS = 100_000
const TIMES = 15
const CARDS_OF_A_LIST = 12

/** What the board and my day ask for, at 100,000 deals with their history. */
export async function benchBoards(folder: string): Promise<string[]> {
  const database = await openDatabase(`sqlite:${folder}/boards.db`, { log: quiet })
  const ctx = await buildDeals(database, DEALS, { now: new Date(), log: quiet })
  const { owner } = await resolveFilters(ctx, { owner: ['me'] }, { defaultPeriod: 'all' })
  const lines = [
    await row('board, by expected close', () => board(ctx, {})),
    await row('board, as of 90 days ago', () => board(ctx, { asOf: daysAgo(90) })),
    await row('board, of one owner', () => board(ctx, { owner })),
    await row('my day', () => agendaOf(ctx, { whose: 'mine', limit: CARDS_OF_A_LIST })),
    await row('the day of the team', () => agendaOf(ctx, { whose: 'team', limit: CARDS_OF_A_LIST })),
  ]
  await database.close()
  return lines
}

async function board(page: Ctx, words: { asOf?: string; owner?: readonly string[] }): Promise<void> {
  const ctx = { ...page, answers: new Map() }
  const filters = await resolveFilters(ctx, words, { defaultPeriod: 'all' })
  await boardOf(ctx, { filters, sort: 'expected-close' })
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString()
}

async function row(what: string, ask: () => Promise<unknown>): Promise<string> {
  const took: number[] = []
  for (let i = 0; i < TIMES; i++) {
    const began = performance.now()
    await ask()
    took.push(performance.now() - began)
  }
  took.sort((a, b) => a - b)
  const [median = 0, p95 = 0] = [took[Math.floor(TIMES / 2)], took[Math.floor(TIMES * 0.95)]]
  return `${what.padEnd(48)} median ${median.toFixed(1).padStart(7)} ms   p95 ${p95.toFixed(1).padStart(7)} ms`
}
