import type { Context } from 'hono'
import {
  type BulkDeed,
  type BulkInput,
  type Ctx,
  carryOutBulkChange,
  forbidden,
  getBulkChange,
  invalid,
  listBulkChangeDeals,
  listBulkChanges,
  listReasons,
  prepareBulkChange,
  totalOpportunities,
  undoBulkChange,
} from '../../core/index.ts'
import { bulkCsv } from '../csv.ts'
import { listAddress, readDealList } from '../deal-list.ts'
import type { WebEnv } from '../env.ts'
import { STATUS_OF } from '../failure.tsx'
import { type Refusal, submit, type Typed, written } from '../forms.ts'
import { BulkChoice } from '../pages/bulk-change.tsx'
import { type BulkGroup, BulkResult } from '../pages/bulk-result.tsx'
import { queryOf } from '../query.ts'
import { goOn, showPage } from '../respond.tsx'
import { ctxIn } from '../session.ts'
import { loadChoices } from './choices.ts'
import { nameFile } from './reports.tsx'

/** What one request does of a long change before it shows how far it is. */
const PATIENCE = { seconds: 2 }
const SHOWN_PER_GROUP = 100

/** GET /deals/bulk: the deals ticked, or all that the filters leave; what shall become of them? */
export function chooseBulk(c: Context<WebEnv>): Promise<Response> {
  const numbers = (c.req.queries('deal') ?? []).map(Number).filter((number) => Number.isInteger(number))
  return showChoice(c, { address: c.req.url, numbers: c.req.query('all') ? null : numbers })
}

/** POST /deals/bulk: the dry run. */
export function planBulk(c: Context<WebEnv>): Promise<Response> {
  const ctx = ctxIn(c)
  return submit(
    c,
    'bulk',
    async (typed) => {
      const { id } = await prepareBulkChange(ctx, { ...(await dealsOf(c, typed)), deed: deedOf(typed) })
      return c.redirect(`/deals/bulk/${id}`, 303)
    },
    (refusal) => showChoice(c, { ...chosenIn(c, refusal.typed), refusal }),
  )
}

/** GET /deals/bulk/:id, and with .csv after the id what became of every deal. */
export async function bulkChange(c: Context<WebEnv>): Promise<Response> {
  const [, id = '', isFile] = /^(.*?)(\.csv)?$/.exec(c.req.param('id') ?? '') ?? []
  if (!isFile) return showBulk(c, id)
  const bulk = await getBulkChange(ctxIn(c), id)
  const deals = await listBulkChangeDeals(ctxIn(c), id, { limit: 10_000 })
  nameFile(c, 'text/csv; charset=utf-8', 'bulk-change.csv')
  return c.body(bulkCsv(bulk, deals))
}

/** POST /deals/bulk/:id/run */
export function runBulk(c: Context<WebEnv>): Promise<Response> {
  return carryOn(c, carryOutBulkChange)
}

/** POST /deals/bulk/:id/undo */
export function undoBulk(c: Context<WebEnv>): Promise<Response> {
  return carryOn(c, undoBulkChange)
}

function carryOn(c: Context<WebEnv>, work: typeof carryOutBulkChange): Promise<Response> {
  const id = c.req.param('id') ?? ''
  return submit(
    c,
    'bulk',
    async () => {
      await work(ctxIn(c), id, PATIENCE)
      return c.redirect(`/deals/bulk/${id}`, 303)
    },
    (refusal) => showBulk(c, id, refusal),
  )
}

interface Chosen {
  /** The list that the deals were chosen from. */
  readonly address: string
  /** Null for all that the filters leave. */
  readonly numbers: readonly number[] | null
  readonly refusal?: Refusal
}

async function showChoice(c: Context<WebEnv>, { address, numbers, refusal }: Chosen): Promise<Response> {
  const ctx = ctxIn(c)
  assertManager(ctx)
  const { page } = await readDealList(ctx, address)
  if (page.refusal) throw page.refusal
  const back = `/deals${page.query}`
  if (numbers?.length === 0)
    return goOn(c, back, 'Tick the deals that you want to change, then press the button again.')
  const [choices, reasons, recent, totals] = await Promise.all([
    loadChoices(ctx),
    listReasons(ctx),
    listBulkChanges(ctx),
    numbers === null ? totalOpportunities(ctx, page.filters) : null,
  ])
  const count = totals?.count ?? numbers?.length ?? 0
  const { timeZone } = ctx.workspace
  const data = { count, numbers, entries: page.entries, back, choices, reasons, recent, timeZone, refusal }
  const status = refusal && { status: STATUS_OF[refusal.code] }
  return showPage(c, { title: 'Change many deals', current: 'deals', ...status }, <BulkChoice {...data} />)
}

async function showBulk(c: Context<WebEnv>, id: string, refusal?: Refusal): Promise<Response> {
  const ctx = ctxIn(c)
  const bulk = await getBulkChange(ctx, id)
  const some = { limit: SHOWN_PER_GROUP }
  const group = async (outcome: keyof typeof bulk.counts): Promise<BulkGroup> => {
    const count = bulk.counts[outcome]
    return { outcome, count, deals: count > 0 ? await listBulkChangeDeals(ctx, id, { outcome, ...some }) : [] }
  }
  const undoGroup = async (undo: 'undone' | 'left'): Promise<BulkGroup> => {
    const count = bulk[undo]
    return { outcome: undo, count, deals: count > 0 ? await listBulkChangeDeals(ctx, id, { undo, ...some }) : [] }
  }
  const changed = bulk.undoStartedAt ? undoGroup('undone') : group('done')
  const groups = await Promise.all([
    ...[undoGroup('left'), group('conflict'), group('planned'), changed],
    ...[group('refused'), group('unchanged')],
  ])
  const data = { bulk, groups, timeZone: ctx.workspace.timeZone, refusal }
  const status = refusal && { status: STATUS_OF[refusal.code] }
  return showPage(c, { title: bulk.sentence, current: 'deals', ...status }, <BulkResult {...data} />)
}

/** The deals that a form is about: its numbers, or the filters as they were when they were chosen. */
async function dealsOf(c: Context<WebEnv>, typed: Typed): Promise<Omit<BulkInput, 'deed'>> {
  const { address, numbers } = chosenIn(c, typed)
  if (numbers !== null) return { deals: numbers }
  const { page } = await readDealList(ctxIn(c), address)
  if (page.refusal) throw page.refusal
  return { filters: page.filters }
}

function chosenIn(c: Context<WebEnv>, { all, deals = '', query = '' }: Typed): Omit<Chosen, 'refusal'> {
  const numbers = deals.split(/\s+/).filter(Boolean).map(Number)
  return { address: listAddress(c, `/deals${queryOf([...new URLSearchParams(query)])}`), numbers: all ? null : numbers }
}

function deedOf(typed: Typed): BulkDeed {
  const words = (field: string) => (typed[field] ?? '').split(/[\s,]+/).filter(Boolean)
  switch (typed.kind) {
    case 'move':
      return { kind: 'move', stage: typed.stage ?? '' }
    case 'assign':
      return { kind: 'assign', owner: written(typed, 'owner') }
    case 'lost':
    case 'abandoned':
      return { kind: 'close', status: typed.kind, reason: written(typed, `${typed.kind}Reason`) }
    case 'expected-close':
      return { kind: 'expected-close', on: written(typed, 'on') }
    case 'tag':
      return { kind: 'tag', add: words('add'), remove: words('remove') }
    case 'delete':
      return { kind: 'delete' }
    default:
      throw invalid('Choose what shall become of the deals.')
  }
}

function assertManager({ actor, workspace }: Ctx): void {
  if (actor.role === 'rep') {
    throw forbidden(`Only managers and admins can change many deals at once. Ask one of ${workspace.name}.`)
  }
}
