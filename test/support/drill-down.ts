import {
  type Ctx,
  type Filters,
  type FilterWords,
  LIST_KEYS,
  type OptionWords,
  type Row,
  resolveFilters,
  runReport,
  totalOpportunities,
} from '../../src/core/index.ts'

/** Filters from words, for all time unless a period is among them. */
export function filtersOf(ctx: Ctx, words: FilterWords = {}): Promise<Filters> {
  return resolveFilters(ctx, words, { defaultPeriod: 'all' })
}

/** A report's answer for filters in words. */
export async function answer(ctx: Ctx, id: string, words: FilterWords = {}, options: OptionWords = {}) {
  return runReport(ctx, id, await filtersOf(ctx, words), options)
}

/** What the deals behind a row add up to in the list that its link opens. */
export async function behind(ctx: Ctx, { deals }: Pick<Row, 'deals'>) {
  const { count, value } = await totalOpportunities(ctx, await filtersOf(ctx, wordsOf(deals as string)))
  return { count, value }
}

/** Reads a link as the list's page does. */
export function wordsOf(link: string): FilterWords {
  const { pathname, searchParams } = new URL(link, 'https://deals.example')
  if (pathname !== '/deals') throw new Error(`${link} does not open a list of deals.`)
  const lists = LIST_KEYS.map((key) => [key, searchParams.getAll(key)])
  return { ...Object.fromEntries(searchParams), ...Object.fromEntries(lists) } as FilterWords
}
