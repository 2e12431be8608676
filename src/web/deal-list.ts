import type { Context } from 'hono'
import {
  AppError,
  type Ctx,
  columnsInUse,
  type DealColumn,
  listSavedFilters,
  readColumns,
  type SavedFilter,
  SORTS,
  type Sort,
} from '../core/index.ts'
import type { WebEnv } from './env.ts'
import { type PageFilters, readFilters } from './filters.ts'
import { DEFAULT_PERIOD } from './handlers/overview.tsx'
import { DEFAULT_SORT } from './pages/deals.tsx'
import { type FilterEntry, queryOf } from './query.ts'

/** Where the browser keeps which list it showed last: a deal's page leads on to its neighbours there. */
export const LIST_COOKIE = 'dealwright_list'

/** A list of deals as its address asks for it. */
export interface DealList {
  readonly page: PageFilters
  readonly sort: Sort
  readonly columns: readonly DealColumn[]
  /** Everything that the address says but the cursor. */
  readonly entries: readonly FilterEntry[]
  readonly saved: readonly SavedFilter[]
  /** The saved filter that the list was opened by. */
  readonly used: SavedFilter | null
  /** Whether the list shows something else by now. */
  readonly changed: boolean
}

/** Reads the address of a list; columns come from it, from the saved filter in use, or from what the member chose. */
export async function readDealList(ctx: Ctx, address: string): Promise<DealList> {
  const query = new URL(address).searchParams
  const [page, saved, own] = await Promise.all([
    readFilters(ctx, address, DEFAULT_PERIOD),
    listSavedFilters(ctx),
    columnsInUse(ctx),
  ])
  const used = saved.find(({ id }) => id === query.get('saved')) ?? null
  const sort = SORTS.find((known) => known === query.get('sort')) ?? DEFAULT_SORT
  const asked = columnsIn(query)
  const columns = asked ?? used?.columns ?? own
  const entries: FilterEntry[] = [
    ...page.entries,
    ...(sort === DEFAULT_SORT ? [] : [['sort', sort] as const]),
    ...(asked ? [['columns', asked.join()] as const] : []),
    ...(used ? [['saved', used.id] as const] : []),
  ]
  const is = { query: savedQuery(page), sort, columns: columns.join() }
  const was = used && { query: used.query, sort: used.sort, columns: used.columns.join() }
  return {
    page,
    sort,
    columns,
    entries,
    saved,
    used,
    changed: was !== null && JSON.stringify(was) !== JSON.stringify(is),
  }
}

/** What of a list is kept under a name: its filters, whatever moment it is looked at from. */
export function savedQuery({ entries }: Pick<PageFilters, 'entries'>): string {
  return queryOf(entries.filter(([key]) => key !== 'asOf')).slice(1)
}

/** The address that a form sends along to come back to; anywhere else than the list of deals is not gone to. */
export function listAddress(c: Context<WebEnv>, back: string | undefined): string {
  const { origin } = new URL(c.req.url)
  return back && /^\/deals(\?|$)/.test(back) ? origin + back : `${origin}/deals`
}

function columnsIn(query: URLSearchParams): DealColumn[] | null {
  const words = query.get('columns')
  if (!words?.trim()) return null
  try {
    return readColumns(words.split(','))
  } catch (error) {
    // A list in the usual columns is better than none.
    if (error instanceof AppError) return null
    throw error
  }
}
