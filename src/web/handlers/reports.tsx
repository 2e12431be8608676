import type { Context } from 'hono'
import { findReport, reports, runReport } from '../../core/index.ts'
import { renderReportPicture } from '../../pictures/index.ts'
import { reportCsv } from '../csv.ts'
import type { WebEnv } from '../env.ts'
import { type PageFilters, readFilters } from '../filters.ts'
import { OneReport, ReportList } from '../pages/reports.tsx'
import { showPage } from '../respond.tsx'
import { ctxIn, seesOwnOnly } from '../session.ts'
import { loadChoices } from './choices.ts'
import { DEFAULT_PERIOD } from './overview.tsx'

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
  nameFile(c, 'text/csv; charset=utf-8', `${id}.csv`)
  return c.body(reportCsv(await runReport(ctx, id, filters)))
}

async function reportAsPicture(c: Context<WebEnv>, id: string): Promise<Response> {
  const { filters } = await filtersOfFile(c)
  const picture = await renderReportPicture(await runReport(ctxIn(c), id, filters))
  nameFile(c, 'image/png', `${id}.png`)
  return c.body(new Uint8Array(picture))
}

/** Filters for a file. On a page a bad one is said beside the figures; a file has no such place. */
export async function filtersOfFile(c: Context<WebEnv>): Promise<PageFilters> {
  const page = await readFilters(ctxIn(c), c.req.url, DEFAULT_PERIOD)
  if (page.refusal) throw page.refusal
  return page
}

/** Says that the answer is a file to keep, and what it is called. */
export function nameFile(c: Context<WebEnv>, type: string, name: string): void {
  c.header('Content-Type', type)
  c.header('Content-Disposition', `attachment; filename="${name}"`)
  c.header('Cache-Control', 'private, no-store')
}
