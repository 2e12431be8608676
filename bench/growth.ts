import {
  type Ctx,
  type FilterWords,
  foldSome,
  moveOpportunity,
  openDatabase,
  rebuildRollups,
  reports,
} from '../src/core/index.ts'
import { buildDeals } from './deals.ts'
import { daysBefore, oneReport, overviewData, plainQuestion } from './questions.ts'
import { quiet } from './quiet.ts'
import { askedOften, spreadOf, type Took } from './timed.ts'

const SIZES = [10_000, 100_000, 1_000_000]
const MOVES = 300
const STAGES = ['Qualification', 'Proposal', 'Negotiation', 'Prospecting']
const LABEL = 46

/** What people narrow down by most. */
const FILTERS: Record<string, FilterWords> = {
  'this quarter': { period: 'this-quarter' },
  'pipeline, this quarter': { period: 'this-quarter', pipeline: ['Sales'] },
  'owner, this quarter': { period: 'this-quarter', owner: ['Owner 7'] },
  'source, this quarter': { period: 'this-quarter', source: ['Referral'] },
}

/**
 * How the overview, each report and a move grow with the number of deals: median and p95 of each at every size, and how much
 * more the largest takes than the smallest. `sizes` in words: "10000".
 */
export async function benchGrowth(folder: string, words: readonly string[]): Promise<string[]> {
  const sizes = words.map(Number).filter((size) => size > 0)
  const measured: [number, Map<string, Took>][] = []
  const lines: string[] = []
  for (const size of sizes.length ? sizes : SIZES) {
    const { took, notes } = await measure(`${folder}/growth-${size}.db`, size)
    measured.push([size, took])
    lines.push(...notes)
  }
  return [...lines, '', ...table(measured)]
}

async function measure(file: string, size: number): Promise<{ took: Map<string, Took>; notes: string[] }> {
  const now = new Date()
  const built = await openDatabase(`sqlite:${file}`, { log: quiet })
  const began = performance.now()
  const builder = await buildDeals(built, size, { now, log: quiet })
  const afterDeals = performance.now()
  await rebuildRollups(builder)
  const afterRollups = performance.now()
  await built.countTables()
  await built.close()

  const database = await openDatabase(`sqlite:${file}`, { log: quiet })
  const ctx = { ...builder, db: database.read, database }
  const took = new Map<string, Took>()
  let peak = 0
  const ask = async (what: string, question: () => Promise<unknown>) => {
    took.set(what, await askedOften(question))
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  for (const [filter, words] of Object.entries(FILTERS)) {
    await ask(`overview: ${filter}`, () => overviewData(ctx, words))
    for (const { id } of reports) await ask(`  ${id}: ${filter}`, () => oneReport(ctx, id, words))
  }
  await ask('overview: all time', () => overviewData(ctx, { period: 'all' }))
  await ask('overview: as of 90 days ago', () => overviewData(ctx, { asOf: daysBefore(now, 90) }))
  await ask('trend: every day of a year', () => oneReport(ctx, 'trend', { period: 'last-365-days' }, { group: 'day' }))
  await ask('plain SQL: by stage and status', () => plainQuestion(ctx))
  await measureMoves(ctx, size, took)
  await ask('overview: this quarter, while changes wait', () => overviewData(ctx, { period: 'this-quarter' }))
  await measureFolding(ctx, took)
  await database.close()
  const seconds = (from: number, to: number) => `${((to - from) / 1000).toFixed(1)} s`
  const ratio =
    (took.get('overview: this quarter')?.median ?? 0) / (took.get('plain SQL: by stage and status')?.median ?? 1)
  return {
    took,
    notes: [
      `${size.toLocaleString('en')} deals built in ${seconds(began, afterDeals)}, their rollups in ${seconds(afterDeals, afterRollups)}`,
      `    overview is ${ratio.toFixed(2)} times the plain SQL question; memory while asking at most ${(peak / 1e6).toFixed(0)} MB`,
    ],
  }
}

/** One after the other, each durable before the next. */
async function measureMoves(ctx: Ctx, size: number, took: Map<string, Took>): Promise<void> {
  const open = await ctx.db
    .selectFrom('opportunities')
    .select('number')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('status', '=', 'open')
    .where('number', '>', Math.floor(size / 3))
    .limit(MOVES)
    .execute()
  const times: number[] = []
  for (const [i, { number }] of open.entries()) {
    const began = performance.now()
    await moveOpportunity(ctx, { opportunity: number, stage: STAGES[i % STAGES.length] as string })
    times.push(performance.now() - began)
  }
  took.set('move', spreadOf(times))
}

async function measureFolding(ctx: Ctx, took: Map<string, Took>): Promise<void> {
  const began = performance.now()
  let folded = 0
  for (let some = await foldSome(ctx); some > 0; some = await foldSome(ctx)) folded += some
  const each = folded === 0 ? 0 : (performance.now() - began) / folded
  took.set('folding a move in, later', { median: each, p95: each })
}

function table(measured: readonly [number, Map<string, Took>][]): string[] {
  const sizes = measured.map(([size]) => `${size.toLocaleString('en')} deals`.padStart(24))
  const [first, last] = [measured[0]?.[1], measured.at(-1)?.[1]]
  const rows = [...(first?.keys() ?? [])].map((what) => {
    const cells = measured.map(([, took]) => {
      const { median, p95 } = took.get(what) ?? { median: 0, p95: 0 }
      return `${median.toFixed(2)} / ${p95.toFixed(2)}`.padStart(24)
    })
    const growth = (last?.get(what)?.median ?? 0) / (first?.get(what)?.median || 1)
    return `${what.padEnd(LABEL)}${cells.join('')}${`x ${growth.toFixed(1)}`.padStart(10)}`
  })
  return [`${'median / p95 in ms'.padEnd(LABEL)}${sizes.join('')}${'growth'.padStart(10)}`, ...rows]
}
