import type { Context } from 'hono'
import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  AppError,
  type Overview as Arrangement,
  type Ctx,
  type Filters,
  findReport,
  KEY_FIGURES,
  keyFigures,
  type OverviewCard,
  overviewOf,
  runReport,
  STANDARD_CARDS,
} from '../../core/index.ts'
import type { WebEnv } from '../env.ts'
import { readFilters } from '../filters.ts'
import { Overview, type ShownCard } from '../pages/overview.tsx'
import { showShared } from '../respond.tsx'
import { ctxIn, seesOwnOnly } from '../session.ts'
import { loadChoices } from './choices.ts'
import { differenceOn } from './difference.ts'

/** The reports of the standard overview, in the order of their cards. */
export const CARDS = STANDARD_CARDS.map(({ card }) => card).filter((card) => card !== KEY_FIGURES)

/** The report that counts all deals in sight: what changed in it is what changed on the page. */
const EVERY_DEAL = 'value-by-stage'

export const DEFAULT_PERIOD = { defaultPeriod: 'this-quarter' } as const

/** GET / */
export async function overview(c: Context<WebEnv>): Promise<Response> {
  const ctx = { ...ctxIn(c), answers: new Map() }
  const arrangement = await overviewOf(ctx)
  const frame = { title: 'Pipeline overview', current: 'overview' } as const
  return showShared(c, frame, arrangement, () => content(ctx, c.req.url, arrangement))
}

async function content(ctx: Ctx, address: string, arrangement: Arrangement): Promise<JSX.Element> {
  const page = await readFilters(ctx, address, DEFAULT_PERIOD)
  const [choices, difference, ...cards] = await Promise.all([
    loadChoices(ctx),
    differenceOn(ctx, EVERY_DEAL, page),
    ...arrangement.cards.map((card) => shownCard(ctx, card, page.filters)),
  ])
  const data = {
    now: ctx.now(),
    workspace: ctx.workspace,
    ownOnly: seesOwnOnly(ctx),
    page,
    choices,
    arrangement,
    difference,
    cards,
  }
  return <Overview {...data} />
}

/** One card that cannot be shown leaves the others alone. */
async function shownCard(ctx: Ctx, card: OverviewCard, filters: Filters): Promise<ShownCard> {
  try {
    if (card.card === KEY_FIGURES) return { ...card, figures: await keyFigures(ctx, filters) }
    return { ...card, result: await runReport(ctx, card.card, filters, card.options) }
  } catch (error) {
    if (!(error instanceof AppError)) ctx.log.error({ err: error, card: card.card }, 'A card of the overview failed')
    const problem =
      error instanceof AppError ? error.message : 'This card cannot be shown right now. Try again in a moment.'
    return { ...card, title: card.card === KEY_FIGURES ? 'Key figures' : findReport(card.card).question, problem }
  }
}
