import { type Ctx, findReport, type OptionWords, type ReportResult, resolveFilters, runReport } from '../core/index.ts'
import { filtersIn } from './words/our-links.ts'

/** What the dashboard's pages begin with, too. */
export const DEFAULT_PERIOD = 'this-quarter'

/** A report as the address of its page says: narrowed down by its filters, asked with its options. Throws as `runReport` does. */
export async function reportAt(ctx: Ctx, id: string, address: string): Promise<ReportResult> {
  const options = (findReport(id).options ?? []).map(({ key }) => key)
  const isOption = ([key]: [string, unknown]) => options.some((option) => option === key)
  const words = Object.entries(filtersIn(address))
  const narrowing = Object.fromEntries(words.filter((word) => !isOption(word)))
  const filters = await resolveFilters(ctx, narrowing, { defaultPeriod: DEFAULT_PERIOD })
  return runReport(ctx, id, filters, Object.fromEntries(words.filter(isOption)) as OptionWords)
}
