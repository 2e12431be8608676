import type { Ctx } from '../context.ts'
import { notFound } from '../errors.ts'
import { type Filters, loadDirectory, namesOf } from '../filters/index.ts'
import { nearestName } from '../matching.ts'
import { aging } from './aging.ts'
import { bridge } from './bridge.ts'
import { conversion } from './conversion.ts'
import { datedWith } from './dated.ts'
import { flow } from './flow.ts'
import { forecast } from './forecast.ts'
import { forecastAccuracy } from './forecast-accuracy.ts'
import { freshness } from './freshness.ts'
import { funnel } from './funnel.ts'
import { chosenOptions, type OptionWords } from './options.ts'
import { owners } from './owners.ts'
import { reasons } from './reasons.ts'
import type { Report, ReportResult } from './report.ts'
import { sources } from './sources.ts'
import { status } from './status.ts'
import { tasks } from './tasks.ts'
import { timeInStage } from './time-in-stage.ts'
import { trend } from './trend.ts'
import { valueByStage } from './value-by-stage.ts'
import { velocity } from './velocity.ts'
import { wonLost } from './won-lost.ts'

/** Every report there is, in the order in which people see them. */
export const reports: readonly Report[] = [
  ...[valueByStage, status, conversion, funnel, flow, timeInStage, velocity, aging],
  ...[forecast, forecastAccuracy, trend, bridge, wonLost, reasons, sources, owners, freshness, tasks],
]

/** The report of that id. Throws `not_found`, with the one that was probably meant. */
export function findReport(id: string): Report {
  const report = reports.find((one) => one.id === id.trim().toLowerCase())
  if (report) return report
  const ids = reports.map((one) => one.id)
  const nearest = nearestName(id, ids)
  const hint = nearest ? `Did you mean ${nearest}?` : `There are ${ids.join(', ')}.`
  throw notFound(`There is no report “${id.trim()}”. ${hint}`)
}

/**
 * Answers a report's question for what the filters let through. Throws `not_found` for a report that does not exist,
 * `invalid` for an option that it does not have.
 */
export async function runReport(
  ctx: Ctx,
  id: string,
  filters: Filters,
  words: OptionWords = {},
): Promise<ReportResult> {
  const report = findReport(id)
  const options = chosenOptions(report, words)
  const choices = Object.fromEntries(options.map(({ key, chosen }) => [key, chosen]))
  const { title, question, definition, columns } = report
  const directory = await loadDirectory(ctx)
  const figures = await report.run(ctx, filters, directory, choices)
  const { label, from, to } = filters.period
  return {
    id: report.id,
    title,
    question,
    definition,
    dated: datedWith(report.dated, choices),
    asOf: filters.asOf ?? ctx.now(),
    timeZone: ctx.workspace.timeZone,
    currency: ctx.workspace.currency,
    filters: grouped(namesOf(filters, directory)),
    period: { label, from, to },
    options,
    columns,
    ...figures,
  }
}

function grouped(entries: readonly [key: string, value: string][]): Record<string, string[]> {
  const groups: Record<string, string[]> = {}
  for (const [key, value] of entries) groups[key] = [...(groups[key] ?? []), value]
  return groups
}
