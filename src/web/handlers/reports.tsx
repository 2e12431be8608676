import type { Context } from 'hono'
import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  AppError,
  type Ctx,
  findReport,
  type OptionWords,
  type ReportResult,
  reports,
  runReport,
} from '../../core/index.ts'
import { renderReportPicture } from '../../pictures/index.ts'
import { reportCsv } from '../csv.ts'
import type { WebEnv } from '../env.ts'
import { STATUS_OF } from '../failure.tsx'
import { type PageFilters, readFilters } from '../filters.ts'
import { type Refusal, submit } from '../forms.ts'
import { OneReport } from '../pages/one-report.tsx'
import { ReportList } from '../pages/reports.tsx'
import { type FilterEntry, queryOf } from '../query.ts'
import { goOn, showPage, showShared } from '../respond.tsx'
import { ctxIn, seesOwnOnly } from '../session.ts'
import { loadChoices } from './choices.ts'
import { differenceOn } from './difference.ts'
import { submitTyped, submittedForecasts } from './forecasts.tsx'
import { DEFAULT_PERIOD } from './overview.tsx'

/** GET /reports */
export async function reportList(c: Context<WebEnv>): Promise<Response> {
  const { query } = await readFilters(ctxIn(c), c.req.url, DEFAULT_PERIOD)
  return showPage(c, { title: 'Reports', current: 'reports' }, <ReportList reports={reports} query={query} />)
}

/** GET /reports/:id, and with .csv or .png after the id the same answer as a file. */
export function report(c: Context<WebEnv>): Promise<Response> {
  const [, id = '', kind = ''] = /^(.*?)(\.csv|\.png)?$/.exec(c.req.param('id') ?? '') ?? []
  const { id: known } = findReport(id)
  if (kind === '.csv') return reportAsCsv(c, known)
  return kind === '.png' ? reportAsPicture(c, known) : reportPage(c, known)
}

/** POST /reports/forecast: submits a forecast and shows the page again, with it or with what was wrong. */
export function submitForecastTyped(c: Context<WebEnv>): Promise<Response> {
  const { pathname, search } = new URL(c.req.url)
  return submit(
    c,
    'submit',
    async (typed) => goOn(c, pathname + search, await submitTyped(ctxIn(c), typed)),
    async (refusal) => {
      const page = { ...frameOf('forecast'), status: STATUS_OF[refusal.code] }
      return showPage(c, page, await content(ctxIn(c), 'forecast', c.req.url, refusal))
    },
  )
}

function reportPage(c: Context<WebEnv>, id: string): Promise<Response> {
  // Who may submit a forecast for whom differs from member to member.
  const whose = id === 'forecast' ? ctxIn(c).actor.memberId : null
  return showShared(c, frameOf(id), whose, () => content(ctxIn(c), id, c.req.url))
}

function frameOf(id: string) {
  return { title: findReport(id).title, current: 'reports' } as const
}

async function content(ctx: Ctx, id: string, address: string, refusal?: Refusal): Promise<JSX.Element> {
  const filters = await readFilters(ctx, address, DEFAULT_PERIOD)
  const [choices, { result, page }, difference] = await Promise.all([
    loadChoices(ctx),
    answerFor(ctx, id, address, filters),
    differenceOn(ctx, id, filters),
  ])
  const beside =
    id === 'forecast' ? await submittedForecasts(ctx, { filters: page.filters, query: page.query, refusal }) : null
  const { workspace } = ctx
  const data = { now: ctx.now(), workspace, ownOnly: seesOwnOnly(ctx), page, choices, result, difference, beside }
  return <OneReport {...data} />
}

/** The report with the options that the address names; where they make no sense, with its own, and that is said. */
async function answerFor(
  ctx: Ctx,
  id: string,
  address: string,
  page: PageFilters,
): Promise<{ result: ReportResult; page: PageFilters }> {
  const said = optionEntries(id, address)
  try {
    const entries = [...page.entries, ...said]
    const result = await runReport(ctx, id, page.filters, Object.fromEntries(said))
    return { result, page: { ...page, entries, query: queryOf(entries) } }
  } catch (error) {
    if (!(error instanceof AppError) || said.length === 0) throw error
    return { result: await runReport(ctx, id, page.filters), page: { ...page, refusal: page.refusal ?? error } }
  }
}

/** What the address says of the report's options. */
function optionEntries(id: string, address: string): FilterEntry[] {
  const query = new URL(address).searchParams
  return (findReport(id).options ?? []).flatMap(({ key }): FilterEntry[] => {
    const word = query.get(key)?.trim()
    return word ? [[key, word]] : []
  })
}

function optionWords(c: Context<WebEnv>, id: string): OptionWords {
  return Object.fromEntries(optionEntries(id, c.req.url))
}

async function reportAsCsv(c: Context<WebEnv>, id: string): Promise<Response> {
  const ctx = ctxIn(c)
  const { filters } = await filtersOfFile(c)
  nameFile(c, 'text/csv; charset=utf-8', `${id}.csv`)
  return c.body(reportCsv(await runReport(ctx, id, filters, optionWords(c, id))))
}

async function reportAsPicture(c: Context<WebEnv>, id: string): Promise<Response> {
  const { filters } = await filtersOfFile(c)
  const picture = await renderReportPicture(await runReport(ctxIn(c), id, filters, optionWords(c, id)))
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
