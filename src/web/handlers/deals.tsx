import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import { stream } from 'hono/streaming'
import {
  exportDealRows,
  exportOpportunities,
  listDealRows,
  listTags,
  mayChangeFilter,
  readColumns,
  totalOpportunities,
} from '../../core/index.ts'
import { LIST_COOKIE, readDealList } from '../deal-list.ts'
import type { WebEnv } from '../env.ts'
import { STATUS_OF } from '../failure.tsx'
import type { Refusal } from '../forms.ts'
import { Deals } from '../pages/deals.tsx'
import { queryOf } from '../query.ts'
import { showPage } from '../respond.tsx'
import { ctxIn, isSecure } from '../session.ts'
import { loadChoices } from './choices.ts'
import { filtersOfFile, nameFile } from './reports.tsx'

const PER_PAGE = 50

/** GET /deals */
export function dealList(c: Context<WebEnv>): Promise<Response> {
  const { search } = new URL(c.req.url)
  // A page that catches up in the background is not the one that the member left.
  if (!c.req.header('x-fragment') && search.length < LONGEST_KEPT) {
    const secure = isSecure(c.var.deps)
    setCookie(c, LIST_COOKIE, search, { path: '/deals', httpOnly: true, sameSite: 'Lax', secure })
  }
  return showDealList(c, c.req.url)
}

/** Browsers keep cookies of some thousand characters. */
const LONGEST_KEPT = 2000

/** The list that the address asks for, perhaps with a form on it that was refused. */
export async function showDealList(c: Context<WebEnv>, address: string, refusal?: Refusal): Promise<Response> {
  const ctx = ctxIn(c)
  const list = await readDealList(ctx, address)
  const { page, sort, columns, entries, used } = list
  const query = new URL(address).searchParams
  const cursor = query.get('cursor')
  const [choices, tags, { items, next }, totals] = await Promise.all([
    loadChoices(ctx),
    listTags(ctx),
    listDealRows(ctx, { filters: page.filters, sort, cursor, limit: PER_PAGE, columns }),
    totalOpportunities(ctx, page.filters),
  ])
  const isManager = ctx.actor.role !== 'rep'
  const saved = {
    filters: list.saved,
    ...{ used, changed: list.changed, mayShare: isManager, memberId: ctx.actor.memberId },
    mayChange: used !== null && mayChangeFilter(ctx, used),
    back: `/deals${queryOf(entries)}`,
    refusal,
  }
  const data = {
    ...{ workspace: ctx.workspace, now: ctx.now(), page, choices: { ...choices, tags }, sort, columns, entries },
    ...{ rows: items, totals, next, cursor, saved },
    choosing: query.has('choosing'),
    mayBulk: isManager && page.filters.asOf === null,
  }
  const info = { title: used?.name ?? 'Deals', current: 'deals', ...(refusal && { status: STATUS_OF[refusal.code] }) }
  return showPage(c, { ...info, current: 'deals' }, <Deals {...data} />)
}

/** GET /deals.csv: everything that the filters leave, chunk by chunk, in columns chosen or in those that an import reads. */
export async function dealListAsCsv(c: Context<WebEnv>): Promise<Response> {
  const ctx = ctxIn(c)
  const { filters } = await filtersOfFile(c)
  const columns = c.req.query('columns')
  const { sort } = await readDealList(ctx, c.req.url)
  const chunks = columns
    ? exportDealRows(ctx, { filters, sort, columns: readColumns(columns.split(',')) })
    : exportOpportunities(ctx, filters)
  nameFile(c, 'text/csv; charset=utf-8', 'deals.csv')
  return stream(c, async (file) => {
    for await (const chunk of chunks) await file.write(chunk)
  })
}
