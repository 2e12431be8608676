import { type Ctx, inTransaction } from '../context.ts'
import { AppError, invalid, notFound } from '../errors.ts'
import type { Filters } from '../filters/index.ts'
import { newId } from '../ids.ts'
import { listOpportunities } from '../opportunities/listing-store.ts'
import type { Change, Opportunity } from '../opportunities/model.ts'
import { withNumbers } from '../opportunities/store.ts'
import { requireManager } from '../permissions.ts'
import { later } from '../time.ts'
import { type ReadyDeed, readDeed } from './deeds.ts'
import { alreadySo, type BulkChange, type BulkDeed, type BulkOutcome, difference, MOST_DEALS } from './model.ts'
import * as store from './store.ts'

/** Which deals, and what shall become of them. */
export interface BulkInput {
  /** By number. */
  readonly deals?: readonly number[]
  /** Or all that the filters leave now. */
  readonly filters?: Filters
  readonly deed: BulkDeed
}

/** What would become of one deal. */
export interface PlannedDeal {
  readonly deal: Opportunity
  readonly outcome: Extract<BulkOutcome, 'planned' | 'unchanged' | 'refused'>
  readonly message: string
}

export interface BulkPlan {
  readonly deed: BulkDeed
  readonly sentence: string
  readonly items: readonly PlannedDeal[]
}

const PLAN_SECONDS = 24 * 60 * 60

/**
 * What would become of each deal, and why not where nothing would; writes nothing. Managers and admins only. Throws
 * `invalid` for no or too many deals and for a deed that makes no sense, `not_found` for what does not exist.
 */
export async function planBulkChange(ctx: Ctx, { deed, ...which }: BulkInput): Promise<BulkPlan> {
  requireManager(ctx, 'change many deals at once')
  const ready = await readDeed(ctx, deed)
  const deals = await dealsToChange(ctx, which)
  return { deed: ready.deed, sentence: ready.sentence, items: deals.map((deal) => planned(deal, ready)) }
}

/** The same, kept for a day, so that exactly this can be carried out. Resolves to the kept dry run. */
export async function prepareBulkChange(ctx: Ctx, input: BulkInput): Promise<BulkChange> {
  const { items, ...plan } = await planBulkChange(ctx, input)
  const id = newId()
  return inTransaction(ctx, async (tx) => {
    await store.forgetPlansBefore(tx, later(tx.now(), -PLAN_SECONDS))
    await store.insert(tx, { id, ...plan }, items)
    return (await store.byId(tx, id)) as BulkChange
  })
}

/** Decides without writing: the change, or the sentence that says why there is none. */
export function decided(deal: Opportunity, { rule }: ReadyDeed): Change | string {
  try {
    if (deal.deletedAt) throw notFound(`${deal.ref} was deleted.`)
    return rule(deal)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error.message
  }
}

function planned(deal: Opportunity, ready: ReadyDeed): PlannedDeal {
  const change = decided(deal, ready)
  if (typeof change === 'string') return { deal, outcome: 'refused', message: change }
  if (change.after === deal) return { deal, outcome: 'unchanged', message: alreadySo(ready.deed) }
  return { deal, outcome: 'planned', message: difference(deal, change.after, ready.deed) }
}

async function dealsToChange(ctx: Ctx, { deals, filters }: Omit<BulkInput, 'deed'>): Promise<Opportunity[]> {
  const found = filters ? await dealsThatFit(ctx, filters) : await dealsNumbered(ctx, [...new Set(deals)])
  if (found.length === 0) throw invalid('Choose at least one deal to change.', { deals: 'Choose at least one deal.' })
  return found
}

async function dealsThatFit(ctx: Ctx, filters: Filters): Promise<Opportunity[]> {
  if (filters.asOf) throw invalid('The past cannot be changed. Take “as of” away, then choose again.')
  const found: Opportunity[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listOpportunities>> = await listOpportunities(ctx, {
      ...{ filters, sort: 'number', limit: 200, cursor },
    })
    found.push(...page.items)
    cursor = page.next
    if (found.length > MOST_DEALS) throw tooMany()
  } while (cursor !== null)
  return found
}

async function dealsNumbered(ctx: Ctx, numbers: readonly number[]): Promise<Opportunity[]> {
  if (numbers.length > MOST_DEALS) throw tooMany()
  const found: Opportunity[] = []
  for (let start = 0; start < numbers.length; start += 500) {
    found.push(...(await withNumbers(ctx, numbers.slice(start, start + 500))))
  }
  const missing = numbers.filter((number) => !found.some((deal) => deal.number === number))
  if (missing.length > 0)
    throw notFound(
      `There is no deal ${missing
        .slice(0, 5)
        .map((n) => `D-${n}`)
        .join(', ')}.`,
    )
  return found
}

function tooMany(): AppError {
  const most = MOST_DEALS.toLocaleString('en')
  return invalid(`More than ${most} deals cannot be changed at once. Narrow them down further.`)
}
