import type { Context } from 'hono'
import { findReport, notFound, reports, runReport } from '../../core/index.ts'
import { reportCsv } from '../csv.ts'
import type { WebEnv } from '../env.ts'
import { type PageFilters, readFilters } from '../filters.ts'
import { OneReport, ReportList } from '../pages/reports.tsx'
import { showPage } from '../respond.tsx'
import { ctxIn } from '../session.ts'
import { loadChoices } from './choices.ts'
import { DEFAULT_PERIOD, seesOwnOnly } from './overview.tsx'

/** GET /reports */
export function reportList(c: Context<WebEnv>): Promise<Response> {
  return showPage(c, { title: 'Reports', current: 'reports' }, <ReportList reports={reports} />)
}

/** GET /reports/:id, and with .csv or .png after the id the same answer as a file. */
export function report(c: Context<WebEnv>): Promise<Response> {
  const [, id = '', kind = ''] = /^(.*?)(\.csv|\.png)?$/.exec(c.req.param('id') ?? '') ?? []
  const { id: known } = findReport(id)
  if (kind === '.csv') return reportAsCsv(c, known)
  return kind === '.png' ? reportAsPicture(c, known) : reportPage(c, known)
}

async function reportPage(c: Context<WebEnv>, id: string): Promise<Response> {
  const ctx = ctxIn(c)
  const page = await readFilters(ctx, c.req.url, DEFAULT_PERIOD)
  const [choices, result] = await Promise.all([loadChoices(ctx), runReport(ctx, id, page.filters)])
  const data = { now: ctx.now(), workspace: ctx.workspace, ownOnly: seesOwnOnly(ctx), page, choices, result }
  return showPage(c, { title: result.title, current: 'reports' }, <OneReport {...data} />)
}

async function reportAsCsv(c: Context<WebEnv>, id: string): Promise<Response> {
  const ctx = ctxIn(c)
  const { filters } = await filtersOfFile(c)
  return csvFile(c, `${id}.csv`, reportCsv(await runReport(ctx, id, filters)))
}

async function reportAsPicture(_c: Context<WebEnv>, id: string): Promise<Response> {
  throw notFound(`There is no picture of ${id} yet.`)
}

/** Filters for a file. On a page a bad one is said beside the figures; a file has no such place. */
export async function filtersOfFile(c: Context<WebEnv>): Promise<PageFilters> {
  const page = await readFilters(ctxIn(c), c.req.url, DEFAULT_PERIOD)
  if (page.refusal) throw page.refusal
  return page
}

/** Text as a file to keep. */
export function csvFile(c: Context<WebEnv>, name: string, text: string): Response {
  c.header('Content-Type', 'text/csv; charset=utf-8')
  c.header('Content-Disposition', `attachment; filename="${name}"`)
  c.header('Cache-Control', 'private, no-store')
  return c.body(text)
}
