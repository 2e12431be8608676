import type { Context } from 'hono'
import {
  BOARD_SORTS,
  type BoardSort,
  boardOf,
  type ClosedStatus,
  type Ctx,
  closeOpportunity,
  getOpportunity,
  invalid,
  listReasons,
  listTags,
  moveOpportunity,
  notFound,
  numberFrom,
  parseMoney,
  undoChange,
} from '../../core/index.ts'
import type { WebEnv } from '../env.ts'
import { STATUS_OF } from '../failure.tsx'
import { readFilters } from '../filters.ts'
import { type Refusal, seenVersion, type Typed, written } from '../forms.ts'
import { backFrom, inPlace, undoIn } from '../in-place.ts'
import { Board } from '../pages/board.tsx'
import { CloseDeal } from '../pages/close-deal.tsx'
import { typedFrom } from '../pages/deal-form.tsx'
import { showPage } from '../respond.tsx'
import { ctxIn, seesOwnOnly } from '../session.ts'
import { loadChoices } from './choices.ts'

/** What an address may say that a board of open deals has no use for. */
const UNUSED = ['period', 'from', 'to', 'status']

/** GET /board */
export function board(c: Context<WebEnv>): Promise<Response> {
  return showBoard(c, c.req.url)
}

/** POST /board/:number/move */
export function moveCard(c: Context<WebEnv>): Promise<Response> {
  const opportunity = numberIn(c)
  return inPlace(
    c,
    async (typed) => {
      const seen = seenVersion({ version: c.req.query('version') ?? '', ...typed })
      const moved = await moveOpportunity(ctxIn(c), { opportunity, stage: typed.stage ?? '', ...seen })
      return { said: `${moved.name} is in ${moved.stage.name} now.`, undo: `${opportunity}.${moved.version}` }
    },
    (refusal) => showBoardAgain(c, refusal),
  )
}

/** POST /board/:number/undo */
export function undoCard(c: Context<WebEnv>): Promise<Response> {
  const opportunity = numberIn(c)
  return inPlace(
    c,
    async (typed) => {
      const { deal } = await undoChange(ctxIn(c), { opportunity, ...seenVersion(typed) })
      return { said: `${deal.name} is back in ${deal.stage.name}.` }
    },
    (refusal) => showBoardAgain(c, refusal),
  )
}

/** GET /board/:number/close: asks for what closing a deal needs. */
export async function askClosing(c: Context<WebEnv>): Promise<Response> {
  const referer = c.req.header('referer')
  const from = referer ? new URL(referer) : null
  return showClosing(c, endingOf(c.req.query('status')), backFrom({ back: from ? from.pathname + from.search : '' }))
}

/** POST /board/:number/close */
export function closeCard(c: Context<WebEnv>): Promise<Response> {
  const opportunity = numberIn(c)
  const ctx = ctxIn(c)
  return inPlace(
    c,
    async (typed) => {
      const status = endingOf(typed.status)
      const worth = status === 'won' ? await worthOf(ctx, opportunity, typed) : {}
      const input = { opportunity, status, reason: written(typed, 'reason'), ...worth, ...seenVersion(typed) }
      const closed = await closeOpportunity(ctx, input)
      const said = status === 'won' ? `${closed.name} is won. Well done!` : `${closed.name} is marked as ${status}.`
      return { said, undo: `${opportunity}.${closed.version}` }
    },
    (refusal) => showClosing(c, endingOf(refusal.typed.status), backFrom(refusal.typed), refusal),
  )
}

/** What a won deal is worth in the end, if that was written and is something else than before. */
async function worthOf(ctx: Ctx, opportunity: number, typed: Typed): Promise<{ value?: number; currency?: string }> {
  const amount = written(typed, 'value')
  const deal = await getOpportunity(ctx, opportunity)
  if (amount === null || amount === typedFrom(deal).value) return {}
  try {
    return parseMoney(amount, deal.currency)
  } catch (error) {
    const { message } = error as Error
    throw invalid(message, { value: message })
  }
}

async function showClosing(
  c: Context<WebEnv>,
  status: ClosedStatus,
  back: string,
  refusal?: Refusal,
): Promise<Response> {
  const ctx = ctxIn(c)
  const [deal, reasons] = await Promise.all([getOpportunity(ctx, numberIn(c)), listReasons(ctx)])
  const title = `${deal.ref} is ${status}`
  const page = { title, current: 'board', ...(refusal && { status: STATUS_OF[refusal.code] }) } as const
  return showPage(c, page, <CloseDeal deal={deal} status={status} reasons={reasons} back={back} refusal={refusal} />)
}

function showBoardAgain(c: Context<WebEnv>, refusal: Refusal): Promise<Response> {
  return showBoard(c, new URL(backFrom(refusal.typed), c.req.url).href, refusal)
}

async function showBoard(c: Context<WebEnv>, address: string, refusal?: Refusal): Promise<Response> {
  const ctx = { ...ctxIn(c), answers: new Map() }
  const page = await readFilters(ctx, address, { defaultPeriod: 'all' })
  const query = new URL(address).searchParams
  const sort = BOARD_SORTS.find((known) => known === query.get('sort')) ?? ('expected-close' satisfies BoardSort)
  const shown = shownIn(query)
  const [choices, tags, columns] = await Promise.all([
    loadChoices(ctx),
    listTags(ctx),
    boardOf(ctx, { filters: page.filters, sort, shown }),
  ])
  const data = {
    ...{ workspace: ctx.workspace, now: ctx.now(), page, sort, shown, choices, tags, board: columns },
    entries: page.entries.filter(([key]) => !UNUSED.includes(key)),
    ownOnly: seesOwnOnly(ctx),
    undo: refusal ? null : undoIn(address),
    refused: refusal?.message,
  }
  const frame = { title: `Board · ${columns.pipeline.name}`, current: 'board' } as const
  return showPage(c, { ...frame, ...(refusal && { status: STATUS_OF[refusal.code] }) }, <Board {...data} />)
}

/** How many cards each column shows: `shown=STAGE:50`. */
function shownIn(query: URLSearchParams): Map<string, number> {
  const grown = query.getAll('shown').map((text) => /^([\w-]{1,64}):(\d{1,4})$/.exec(text))
  return new Map(grown.flatMap((match) => (match ? [[match[1] ?? '', Number(match[2])]] : [])))
}

function numberIn(c: Context): number {
  const number = numberFrom(c.req.param('number') ?? '')
  if (number === null) throw notFound(`There is no deal “${c.req.param('number')}”.`)
  return number
}

function endingOf(status: string | undefined): ClosedStatus {
  if (status === 'won' || status === 'lost' || status === 'abandoned') return status
  throw invalid('Choose how the deal ended: won, lost or abandoned.')
}
