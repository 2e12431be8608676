import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import { exportOpportunities, listOpportunities, SORTS, type Sort, totalOpportunities } from '../../core/index.ts'
import type { WebEnv } from '../env.ts'
import { readFilters } from '../filters.ts'
import { DEFAULT_SORT, Deals } from '../pages/deals.tsx'
import { showPage } from '../respond.tsx'
import { ctxIn } from '../session.ts'
import { loadChoices } from './choices.ts'
import { DEFAULT_PERIOD } from './overview.tsx'
import { filtersOfFile, nameFile } from './reports.tsx'

const PER_PAGE = 50

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

/** GET /deals.csv: everything that the filters leave, chunk by chunk, in the columns that an import reads. */
export async function dealListAsCsv(c: Context<WebEnv>): Promise<Response> {
  const { filters } = await filtersOfFile(c)
  const chunks = exportOpportunities(ctxIn(c), filters)
  nameFile(c, 'text/csv; charset=utf-8', 'deals.csv')
  return stream(c, async (file) => {
    for await (const chunk of chunks) await file.write(chunk)
  })
}

function sortIn(c: Context): Sort {
  return SORTS.find((known) => known === c.req.query('sort')) ?? DEFAULT_SORT
}
