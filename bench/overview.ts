import { sql } from 'kysely'
import { type Ctx, keyFigures, openDatabase, type PresetName, resolveFilters, runReport } from '../src/core/index.ts'
import { CARDS } from '../src/web/handlers/overview.tsx'
import { buildDeals } from './deals.ts'
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
    lines.push(await timed(`overview, ${period}`, () => overviewData(ctx, period)))
    for (const id of CARDS) lines.push(await timed(`  ${id}`, () => oneReport(ctx, id, period)))
  }
  const asOf = new Date(Date.now() - 90 * 86_400_000).toISOString()
  lines.push(await timed('overview, as of 90 days ago', () => overviewData(ctx, 'this-quarter', asOf)))
  lines.push(await timed('bridge, this-quarter', () => oneReport(ctx, 'bridge', 'this-quarter')))
  lines.push(await timed('plain SQL: count and sum by stage and status', () => plainQuestion(ctx)))
  await database.close()
  return lines
}

async function overviewData(page: Ctx, period: PresetName, asOf?: string): Promise<void> {
  const ctx = { ...page, answers: new Map() }
  const filters = await resolveFilters(ctx, asOf ? { asOf } : {}, { defaultPeriod: period })
  await Promise.all([keyFigures(ctx, filters), ...CARDS.map((id) => runReport(ctx, id, filters))])
}

async function oneReport(ctx: Ctx, id: string, period: PresetName): Promise<void> {
  await runReport(ctx, id, await resolveFilters(ctx, {}, { defaultPeriod: period }))
}

async function plainQuestion({ db, workspace }: Ctx): Promise<void> {
  await sql`select stage_id, status, count(*), sum(value) from opportunities
    where workspace_id = ${workspace.id} and deleted_at is null group by stage_id, status`.execute(db)
}
