import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Ctx } from '../context.ts'
import { count, sum } from '../db/portable.ts'
import { invalid } from '../errors.ts'
import { applyFilters, type Filters } from '../filters/index.ts'
import { priceOf } from '../rates/price-store.ts'
import { localDateOf } from '../time.ts'
import type { Opportunity } from './model.ts'
import { opportunityOf } from './rows.ts'
import { dealsAsOf, dealsNow, JOINED_NAMES, visibleDeals } from './selection-store.ts'

const MOST_PER_PAGE = 200

/** What a list can be sorted by; a column that may be empty sorts empty ones last when ascending. */
const SORT_KEYS = {
  created: sql<string>`d.created_at`,
  closed: sql<string>`coalesce(d.closed_at, '9999')`,
  activity: sql<string>`d.last_activity_at`,
  'stage-entered': sql<string>`d.stage_entered_at`,
  'expected-close': sql<string>`coalesce(d.expected_close_on, '9999')`,
  name: sql<string>`lower(d.name)`,
  value: sql<number>`coalesce(d.value, -1)`,
  number: sql<number>`d.number`,
} as const
export type SortKey = keyof typeof SORT_KEYS
/** A sort key; with `-` before it, the largest or latest first. */
export type Sort = SortKey | `-${SortKey}`
export const SORTS = Object.keys(SORT_KEYS).flatMap((key) => [key, `-${key}`]) as readonly Sort[]

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
  const descending = sort.startsWith('-')
  const key: RawBuilder<string | number> = SORT_KEYS[sort.replace(/^-/, '') as SortKey]
  const direction = descending ? 'desc' : 'asc'
  const rows = await filteredDeals(ctx, filters)
    .selectAll('d')
    .select([...JOINED_NAMES, key.as('sort_key')])
    .$if(Boolean(cursor), (query) => query.where(comesAfter(key, readCursor(cursor as string, sort), descending)))
    .orderBy(key, direction)
    .orderBy('d.number', direction)
    .limit(limit + 1)
    .execute()
  const last = rows[limit - 1]
  const next = rows.length > limit && last ? writeCursor(sort, last.sort_key, last.number) : null
  return { items: rows.slice(0, limit).map((row) => opportunityOf(row)), next }
}

/** Counts and adds up everything that the filters leave. */
export async function totalOpportunities(ctx: Ctx, filters: Filters): Promise<ListTotals> {
  const { currency, timeZone } = ctx.workspace
  const price = priceOf({ currency, day: localDateOf(filters.asOf ?? ctx.now(), timeZone) })
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

function filteredDeals(ctx: Ctx, filters: Filters) {
  const deals = filters.asOf ? dealsAsOf(ctx, filters.asOf) : dealsNow(ctx)
  return applyFilters(visibleDeals(ctx, deals).where('d.deleted_at', 'is', null), filters)
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
    const fits = /^-?(value|number)$/.test(sort) ? typeof value === 'number' : typeof value === 'string'
    if (ofSort === sort && fits && typeof number === 'number') return [value as string | number, number]
  } catch {
    // Not written by us: refused below.
  }
  throw invalid('This page of the list does not exist. Start again from the first page.')
}
