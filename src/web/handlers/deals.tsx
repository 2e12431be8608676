import type { Context } from 'hono'
import {
  type Ctx,
  listOpportunities,
  type Opportunity,
  SORTS,
  type Sort,
  totalOpportunities,
} from '../../core/index.ts'
import { dealsCsv } from '../csv.ts'
import type { WebEnv } from '../env.ts'
import { readFilters } from '../filters.ts'
import { DEFAULT_SORT, Deals } from '../pages/deals.tsx'
import { showPage } from '../respond.tsx'
import { ctxIn } from '../session.ts'
import { loadChoices } from './choices.ts'
import { DEFAULT_PERIOD } from './overview.tsx'
import { csvFile, filtersOfFile } from './reports.tsx'

const PER_PAGE = 50
const PER_READ = 200

/** GET /deals */
export async function dealList(c: Context<WebEnv>): Promise<Response> {
  const ctx = ctxIn(c)
  const page = await readFilters(ctx, c.req.url, DEFAULT_PERIOD)
  const { filters } = page
  const sort = sortIn(c)
  const cursor = c.req.query('cursor') || null
  const [choices, list, totals] = await Promise.all([
    loadChoices(ctx),
    listOpportunities(ctx, { filters, sort, cursor, limit: PER_PAGE }),
    totalOpportunities(ctx, filters),
  ])
  const data = { workspace: ctx.workspace, page, choices, sort, deals: list.items, next: list.next, totals, cursor }
  return showPage(c, { title: 'Deals', current: 'deals' }, <Deals {...data} />)
}

/** GET /deals.csv: all the pages at once. */
export async function dealListAsCsv(c: Context<WebEnv>): Promise<Response> {
  const ctx = ctxIn(c)
  const { filters } = await filtersOfFile(c)
  return csvFile(c, 'deals.csv', dealsCsv(await everyPage(ctx, { filters, sort: sortIn(c) })))
}

async function everyPage(ctx: Ctx, input: Parameters<typeof listOpportunities>[1]): Promise<Opportunity[]> {
  const deals: Opportunity[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listOpportunities>> = await listOpportunities(ctx, {
      ...input,
      cursor,
      limit: PER_READ,
    })
    deals.push(...page.items)
    cursor = page.next
  } while (cursor)
  return deals
}

function sortIn(c: Context): Sort {
  return SORTS.find((known) => known === c.req.query('sort')) ?? DEFAULT_SORT
}
