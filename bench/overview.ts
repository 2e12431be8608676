import { sql } from 'kysely'
import { type Ctx, keyFigures, openDatabase, type PresetName, resolveFilters, runReport } from '../src/core/index.ts'
import { CARDS } from '../src/web/handlers/overview.tsx'
import { buildDeals } from './deals.ts'
import { quiet } from './quiet.ts'

const DEALS = 100_000
const TIMES = 15

/** What the overview asks for, all its cards together, and each report alone, at 100,000 deals with their history. */
export async function benchOverview(folder: string): Promise<string[]> {
  const database = await openDatabase(`sqlite:${folder}/overview.db`, { log: quiet })
  const began = performance.now()
  const ctx = await buildDeals(database, DEALS, { now: new Date(), log: quiet })
  const lines = [`${DEALS.toLocaleString('en')} deals built in ${((performance.now() - began) / 1000).toFixed(1)} s`]
  for (const period of ['this-quarter', 'all'] as const) {
    lines.push(await row(`overview, ${period}`, () => overviewData(ctx, period)))
    for (const id of CARDS) lines.push(await row(`  ${id}`, () => oneReport(ctx, id, period)))
  }
  const asOf = new Date(Date.now() - 90 * 86_400_000).toISOString()
  lines.push(await row('overview, as of 90 days ago', () => overviewData(ctx, 'this-quarter', asOf)))
  lines.push(await row('bridge, this-quarter', () => oneReport(ctx, 'bridge', 'this-quarter')))
  lines.push(await row('plain SQL: count and sum by stage and status', () => plainQuestion(ctx)))
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

async function row(what: string, ask: () => Promise<void>): Promise<string> {
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
