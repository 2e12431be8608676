import { type Expression, type SqlBool, sql } from 'kysely'
import type { Ctx } from '../context.ts'
import { count, sum } from '../db/portable.ts'
import { invalid } from '../errors.ts'
import { applyFilters, type Filters } from '../filters/index.ts'
import { priceAt } from '../rates/price-store.ts'
import type { Opportunity } from './model.ts'
import { opportunityOf } from './rows.ts'
import { dealsAt, JOINED_NAMES, seesOnlyOwn, visibleDeals } from './selection-store.ts'
import { isNumeric, orderOf, type Sort } from './sort-store.ts'

const MOST_PER_PAGE = 200

export interface ListInput {
  readonly filters: Filters
  readonly sort?: Sort
  /** At most 200 a page; 50 when left out. */
  readonly limit?: number
  /** What the page before said is `next`. */
  readonly cursor?: string | null
}

export interface OpportunityPage {
  readonly items: Opportunity[]
  /** Names the next page; null on the last. */
  readonly next: string | null
}

/** What a whole list adds up to, whichever page of it is shown. */
export interface ListTotals {
  readonly count: number
  /** Minor units of the workspace's currency, converted deal by deal. */
  readonly value: number
  /** Deals without a value. */
  readonly unvalued: number
  /** Deals valued in another currency that has no rate: they are not added up. */
  readonly otherCurrencies: number
}

/**
 * The deals that the filters leave, a page at a time; with an `asOf`, as they stood then. A deal that changes between
 * two pages is neither lost nor shown twice unless its sort key moved. Throws `invalid` for a cursor of another list.
 */
export async function listOpportunities(ctx: Ctx, input: ListInput): Promise<OpportunityPage> {
  const { filters, sort = '-created', cursor } = input
  const limit = Math.min(Math.max(input.limit ?? 50, 1), MOST_PER_PAGE)
  const { key, direction } = await orderOf(ctx, filters, sort)
  const descending = direction === 'desc'
  // First the page, from as little of each deal as an index holds; then all of the few deals on it.
  const page = filteredDeals(ctx, filters)
    .select(['d.id', key.as('sort_key')])
    .$if(Boolean(cursor), (query) => query.where(comesAfter(key, readCursor(cursor as string, sort), descending)))
    .orderBy(key, direction)
    .orderBy('d.number', direction)
    .limit(limit + 1)
  const rows = await visibleDeals(ctx, dealsAt(ctx, filters.asOf))
    .innerJoin(page.as('page'), 'page.id', 'd.id')
    .selectAll('d')
    .select([...JOINED_NAMES, 'page.sort_key'])
    .orderBy('page.sort_key', direction)
    .orderBy('d.number', direction)
    .execute()
  const last = rows[limit - 1]
  const next = rows.length > limit && last ? writeCursor(sort, last.sort_key, last.number) : null
  return { items: rows.slice(0, limit).map((row) => opportunityOf(row)), next }
}

/** The numbers of the deals before and after one in a list; null at its ends, and where the deal is not in it. */
export async function neighboursOf(
  ctx: Ctx,
  { filters, sort = '-created' }: Pick<ListInput, 'filters' | 'sort'>,
  number: number,
): Promise<{ previous: number | null; next: number | null }> {
  const { key, direction: forwards } = await orderOf(ctx, filters, sort)
  const here = await filteredDeals(ctx, filters)
    .select(key.as('sort_key'))
    .where('d.number', '=', number)
    .executeTakeFirst()
  if (!here) return { previous: null, next: null }
  const first = async (back: boolean) => {
    const direction = back === (forwards === 'desc') ? 'asc' : 'desc'
    const row = await filteredDeals(ctx, filters)
      .select('d.number')
      .where(comesAfter(key, [here.sort_key, number], direction === 'desc'))
      .orderBy(key, direction)
      .orderBy('d.number', direction)
      .limit(1)
      .executeTakeFirst()
    return row?.number ?? null
  }
  const [previous, next] = await Promise.all([first(true), first(false)])
  return { previous, next }
}

/** Counts and adds up everything that the filters leave. */
export async function totalOpportunities(ctx: Ctx, filters: Filters): Promise<ListTotals> {
  const { currency } = ctx.workspace
  const price = priceAt(ctx, filters.asOf)
  return filteredDeals(ctx, filters)
    .select([
      count().as('count'),
      sum(price).as('value'),
      sum(sql<number>`case when d.value is null then 1 end`).as('unvalued'),
      sum(sql<number>`case when d.currency <> ${currency} and d.value is not null and ${price} is null then 1 end`).as(
        'otherCurrencies',
      ),
    ])
    .executeTakeFirstOrThrow()
}

/** The deals that the filters leave, without the names of what they point at. */
function filteredDeals(ctx: Ctx, filters: Filters) {
  const { status, asOf } = filters
  const alone = ctx.db
    .selectFrom(dealsAt(ctx, asOf).as('d'))
    .$if(seesOnlyOwn(ctx), (query) => query.where('d.owner_id', '=', ctx.actor.memberId))
    // In words, so that the index of open deals may serve.
    .$if(!asOf && status.length === 1 && status[0] === 'open', (query) => query.where(sql<boolean>`d.status = 'open'`))
  return applyFilters(alone.where('d.deleted_at', 'is', null), filters)
}

function comesAfter(key: Expression<unknown>, place: Place, descending: boolean): Expression<SqlBool> {
  const [value, number] = place
  return descending
    ? sql<SqlBool>`(${key}, d.number) < (${value}, ${number})`
    : sql<SqlBool>`(${key}, d.number) > (${value}, ${number})`
}

type Place = readonly [string | number, number]

function writeCursor(sort: Sort, value: string | number, number: number): string {
  return Buffer.from(JSON.stringify([sort, value, number])).toString('base64url')
}

function readCursor(cursor: string, sort: Sort): Place {
  try {
    const [ofSort, value, number] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    const fits = typeof value === (isNumeric(sort) ? 'number' : 'string')
    if (ofSort === sort && fits && typeof number === 'number') return [value as string | number, number]
  } catch {
    // Not written by us: refused below.
  }
  throw invalid('This page of the list does not exist. Start again from the first page.')
}
