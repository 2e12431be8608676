import { TZDate } from '@date-fns/tz'
import {
  AppError,
  type Ctx,
  type Filters,
  type FilterWords,
  LIST_KEYS,
  type PresetName,
  resolveFilters,
} from '../core/index.ts'
import { type Moments, momentsOf } from './moments.ts'
import { type FilterEntry, queryOf } from './query.ts'

const SINGLES = [
  ...(['q', 'minValue', 'maxValue', 'period', 'from', 'to'] as const),
  ...(['createdFrom', 'createdTo', 'expectedFrom', 'expectedTo', 'undated', 'reached', 'asOf'] as const),
  ...(['how', 'within', 'since', 'enteredFrom', 'enteredTo'] as const),
  ...(['begunFrom', 'begunTo', 'endedFrom', 'endedTo'] as const),
]
const CLOCK_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/

/** What a page is narrowed down by. With a `refusal`, the address made no sense and `filters` are the defaults. */
export interface PageFilters {
  readonly filters: Filters
  readonly entries: readonly FilterEntry[]
  readonly refusal: AppError | null
  /** The same filters for links: "?pipeline=Sales", or "" without any. */
  readonly query: string
  /** What its as-of control offers. */
  readonly moments: Moments
}

/** Reads the filters of a page from its address. A bad one is said, not thrown: the page still shows its defaults. */
export async function readFilters(
  ctx: Ctx,
  address: string,
  { defaultPeriod }: { defaultPeriod: PresetName },
): Promise<PageFilters> {
  const entries = filterEntries(new URL(address).searchParams, ctx.workspace.timeZone)
  try {
    const filters = await resolveFilters(ctx, wordsOf(entries), { defaultPeriod })
    return { filters, entries, refusal: null, query: queryOf(entries), moments: momentsOf(ctx, filters) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const filters = await resolveFilters(ctx, {}, { defaultPeriod })
    return { filters, entries: [], refusal: error, query: '', moments: momentsOf(ctx, filters) }
  }
}

/** What of the query are filters: no empty ones, moments of the workspace's clocks as instants. */
function filterEntries(query: URLSearchParams, timeZone: string): FilterEntry[] {
  const period = query.get('period')
  // The form sends own dates even while a preset is chosen; then the preset is meant.
  const unmeant = period && period !== 'custom' ? ['from', 'to'] : ['period']
  const ignored = query.has('from') || query.has('to') || period === 'custom' ? unmeant : []
  return [...query]
    .filter(([key, value]) => isFilter(key) && value.trim() !== '' && !ignored.includes(key))
    .map(([key, value]) => [key, key === 'asOf' && CLOCK_TIME.test(value) ? instantOf(value, timeZone) : value.trim()])
}

function isFilter(key: string): boolean {
  return [...LIST_KEYS, ...SINGLES].some((known) => known === key)
}

function wordsOf(entries: readonly FilterEntry[]): FilterWords {
  const all = (key: string) => entries.filter(([name]) => name === key).map(([, value]) => value)
  const lists = LIST_KEYS.map((key) => [key, all(key)] as const)
  const singles = SINGLES.map((key) => [key, all(key).at(-1)] as const)
  return Object.fromEntries([...lists, ...singles]) as FilterWords
}

function instantOf(clockTime: string, timeZone: string): string {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = clockTime.split(/[-T:]/).map(Number)
  // The day's last minute means its end: a clock on a form shows no more of it.
  const untilEnd = hour === 23 && minute === 59 ? 59_999 : 0
  const moment = new Date(new TZDate(year, month - 1, day, hour, minute, timeZone).getTime() + untilEnd)
  return Number.isNaN(moment.getTime()) ? clockTime : moment.toISOString()
}
