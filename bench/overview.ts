import { openDatabase } from '../src/core/index.ts'
import { CARDS } from '../src/web/handlers/overview.tsx'
import { buildDeals } from './deals.ts'
import { daysBefore, oneReport, overviewData, plainQuestion } from './questions.ts'
import { quiet } from './quiet.ts'
import { timed } from './timed.ts'

const DEALS = 100_000

/** What the overview asks for, all its cards together, and each report alone, at 100,000 deals with their history. */
export async function benchOverview(folder: string): Promise<string[]> {
  const database = await openDatabase(`sqlite:${folder}/overview.db`, { log: quiet })
  const began = performance.now()
  const ctx = await buildDeals(database, DEALS, { now: new Date(), log: quiet })
  const lines = [`${DEALS.toLocaleString('en')} deals built in ${((performance.now() - began) / 1000).toFixed(1)} s`]
  for (const period of ['this-quarter', 'all'] as const) {
    lines.push(await timed(`overview, ${period}`, () => overviewData(ctx, { period })))
    for (const id of CARDS) lines.push(await timed(`  ${id}`, () => oneReport(ctx, id, { period })))
  }
  const asOf = daysBefore(new Date(), 90)
  lines.push(await timed('overview, as of 90 days ago', () => overviewData(ctx, { asOf })))
  lines.push(await timed('bridge, this-quarter', () => oneReport(ctx, 'bridge', {})))
  lines.push(await timed('plain SQL: count and sum by stage and status', () => plainQuestion(ctx)))
  await database.close()
  return lines
}
