import { sql } from 'kysely'
import { type Ctx, type FilterWords, keyFigures, resolveFilters, runReport } from '../src/core/index.ts'
import { CARDS, DEFAULT_PERIOD } from '../src/web/handlers/overview.tsx'

/** What the overview asks for: its key figures and all its cards, as one request. */
export async function overviewData(page: Ctx, words: FilterWords): Promise<void> {
  const ctx = { ...page, answers: new Map() }
  const filters = await resolveFilters(ctx, words, DEFAULT_PERIOD)
  await Promise.all([keyFigures(ctx, filters), ...CARDS.map((id) => runReport(ctx, id, filters))])
}

/** One report, as a request of its own. */
export async function oneReport(page: Ctx, id: string, words: FilterWords, options = {}): Promise<void> {
  const ctx = { ...page, answers: new Map() }
  await runReport(ctx, id, await resolveFilters(ctx, words, DEFAULT_PERIOD), options)
}

/** The plain question beside which the others are put: count and sum by stage and status. */
export async function plainQuestion({ db, workspace }: Ctx): Promise<void> {
  await sql`select stage_id, status, count(*), sum(value) from opportunities
    where workspace_id = ${workspace.id} and deleted_at is null group by stage_id, status`.execute(db)
}

/** The instant so many days before another one. */
export function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString()
}
