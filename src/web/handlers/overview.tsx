import type { Context } from 'hono'
import { AppError, type Ctx, type Filters, findReport, keyFigures, runReport } from '../../core/index.ts'
import type { WebEnv } from '../env.ts'
import { readFilters } from '../filters.ts'
import { Overview } from '../pages/overview.tsx'
import type { CardContent } from '../pages/report-card.tsx'
import { showPage } from '../respond.tsx'
import { ctxIn, seesOwnOnly } from '../session.ts'
import { loadChoices } from './choices.ts'

/** The reports on the overview, in the order of their cards. */
export const CARDS = ['value-by-stage', 'conversion', 'funnel', 'owners', 'status', 'won-lost']

export const DEFAULT_PERIOD = { defaultPeriod: 'this-quarter' } as const

/** GET / */
export async function overview(c: Context<WebEnv>): Promise<Response> {
  const ctx = { ...ctxIn(c), answers: new Map() }
  const page = await readFilters(ctx, c.req.url, DEFAULT_PERIOD)
  const [choices, figures, ...cards] = await Promise.all([
    loadChoices(ctx),
    keyFigures(ctx, page.filters),
    ...CARDS.map((id) => cardOf(ctx, id, page.filters)),
  ])
  const data = { now: ctx.now(), workspace: ctx.workspace, ownOnly: seesOwnOnly(ctx), page, choices, figures, cards }
  return showPage(c, { title: 'Pipeline overview', current: 'overview' }, <Overview {...data} />)
}

/** One card that cannot be shown leaves the others alone. */
async function cardOf(ctx: Ctx, id: string, filters: Filters): Promise<CardContent> {
  try {
    return { result: await runReport(ctx, id, filters) }
  } catch (error) {
    if (!(error instanceof AppError)) ctx.log.error({ err: error, report: id }, 'A report on the overview failed')
    const problem =
      error instanceof AppError ? error.message : 'This card cannot be shown right now. Try again in a moment.'
    return { title: findReport(id).question, problem }
  }
}
