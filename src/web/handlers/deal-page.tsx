import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import {
  type Ctx,
  cardsOf,
  getOpportunity,
  type HistoryItem,
  type Instant,
  listNotes,
  listReasons,
  listStays,
  listTasks,
  neighboursOf,
  notFound,
  numberFrom,
  type Opportunity,
  opportunityHistory,
  opportunityThen,
  stancesOn,
} from '../../core/index.ts'
import { LIST_COOKIE, listAddress, readDealList } from '../deal-list.ts'
import type { WebEnv } from '../env.ts'
import { STATUS_OF } from '../failure.tsx'
import { readFilters } from '../filters.ts'
import type { Refusal } from '../forms.ts'
import { Deal, DealThen } from '../pages/deal.tsx'
import type { Neighbours } from '../pages/deal-head.tsx'
import { showPage } from '../respond.tsx'
import { ctxIn } from '../session.ts'
import { loadChoices } from './choices.ts'
import { DEFAULT_PERIOD } from './overview.tsx'

/** GET /deals/:number, and with ?asOf= as it stood then. */
export async function deal(c: Context<WebEnv>): Promise<Response> {
  if (!c.req.query('asOf')) return showDeal(c)
  const { filters, refusal } = await readFilters(ctxIn(c), c.req.url, DEFAULT_PERIOD)
  if (refusal) throw refusal
  return filters.asOf === null ? showDeal(c) : showDealThen(c, filters.asOf)
}

/** The deal as it stands, perhaps with a form on it that was refused. */
export async function showDeal(c: Context<WebEnv>, refusal?: Refusal): Promise<Response> {
  const ctx = ctxIn(c)
  const number = numberIn(c)
  const isManager = ctx.actor.role !== 'rep'
  const deal = await getOpportunity(ctx, number, { deleted: isManager })
  const [history, stays, notes, tasks, choices, reasons, neighbours, stances, cards] = await Promise.all([
    opportunityHistory(ctx, number),
    listStays(ctx, deal.id),
    deal.deletedAt ? [] : listNotes(ctx, number),
    deal.deletedAt ? [] : listTasks(ctx, number),
    loadChoices(ctx),
    listReasons(ctx),
    neighboursIn(c, ctx, number),
    stancesOn(ctx, deal.id),
    cardsOf(ctx, deal.id),
  ])
  const { memberId } = ctx.actor
  const data = {
    ...{ workspace: ctx.workspace, deal, history, stays, notes, tasks, memberId, now: ctx.now(), choices, reasons },
    ...{ isManager, neighbours, posted: cards.length, undoable: undoableIn(ctx, history) },
    stance: stances.get(memberId ?? '') ?? ('none' as const),
    ...(refusal && { refusal }),
  }
  const page = { title: titleOf(deal), current: 'deals', ...(refusal && { status: STATUS_OF[refusal.code] }) } as const
  return showPage(c, page, <Deal {...data} />)
}

async function showDealThen(c: Context<WebEnv>, asOf: Instant): Promise<Response> {
  const ctx = ctxIn(c)
  const number = numberIn(c)
  const { deal, history } = await opportunityThen(ctx, number, asOf)
  const [stays, notes, neighbours] = await Promise.all([
    listStays(ctx, deal.id, asOf),
    // Whoever may see the deal no more, or now that it is deleted, sees what history says and no notes.
    listNotes(ctx, number).catch(() => []),
    neighboursIn(c, ctx, number),
  ])
  const written = notes.filter(({ createdAt }) => createdAt <= asOf)
  const data = { deal, history, stays, notes: written, workspace: ctx.workspace, neighbours, asOf }
  return showPage(c, { title: `${titleOf(deal)}, as it stood`, current: 'deals' }, <DealThen {...data} />)
}

/** The viewer's own change, when it is the deal's latest and theirs to take back. */
function undoableIn({ actor }: Ctx, [latest]: readonly HistoryItem[]): HistoryItem | null {
  if (!latest || latest.byId === null || latest.byId !== actor.memberId) return null
  if (latest.via === 'import' || latest.kind === 'stage-retired') return null
  const isManagers = ['created', 'deleted', 'restored'].includes(latest.kind)
  return isManagers && actor.role === 'rep' ? null : latest
}

/** The list that the browser showed last, and what stands beside the deal in it. */
async function neighboursIn(c: Context<WebEnv>, ctx: Ctx, number: number): Promise<Neighbours> {
  const query = getCookie(c, LIST_COOKIE)
  const alone = { href: '/deals', previous: null, next: null }
  if (query === undefined) return alone
  const { page, sort } = await readDealList(ctx, listAddress(c, `/deals${query}`))
  if (page.refusal) return alone
  return { href: `/deals${query}`, ...(await neighboursOf(ctx, { filters: page.filters, sort }, number)) }
}

function titleOf({ ref, name }: Opportunity): string {
  return `${ref} ${name}`
}

/** The number in the address. Throws `not_found` for what is none. */
export function numberIn(c: Context): number {
  const number = numberFrom(c.req.param('number') ?? '')
  if (number === null) throw notFound(`There is no deal “${c.req.param('number')}”.`)
  return number
}
