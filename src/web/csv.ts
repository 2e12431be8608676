import { stringify } from 'csv-stringify/sync'
import { type Cell, type Column, exponentOf, type Opportunity, type ReportResult } from '../core/index.ts'

// Cells that a spreadsheet would run as a formula are defused by the library.
const OPTIONS = { header: true, bom: true, escape_formulas: true } as const

/** A report's rows as CSV: money in whole units with its currency named in the head, a ratio with what it was made of. */
export function reportCsv(result: ReportResult): string {
  const columns = result.columns.flatMap((column) => headsOf(column, result.currency))
  const records = result.rows.map((row) => result.columns.flatMap((column) => cellsOf(row[column.key], column, result)))
  return stringify([columns, ...records], { ...OPTIONS, header: false })
}

/** Deals as CSV, a line each. */
export function dealsCsv(deals: readonly Opportunity[]): string {
  return stringify(deals.map(recordOf), OPTIONS)
}

function headsOf({ label, type }: Column, currency: string): string[] {
  if (type === 'ratio') return [label, `${label}: part`, `${label}: whole`]
  if (type === 'money') return [`${label} (${currency})`]
  return type === 'duration' ? [`${label} (days)`] : [label]
}

function cellsOf(cell: Cell | undefined, { type }: Column, { currency }: ReportResult): (string | number)[] {
  if (type === 'ratio') {
    const ratio = typeof cell === 'object' ? cell : null
    return [ratio?.value ?? '', ratio?.numerator ?? '', ratio?.denominator ?? '']
  }
  if (cell === null || cell === undefined || typeof cell === 'object') return ['']
  if (typeof cell === 'string') return [cell]
  if (type === 'money') return [majorUnits(cell, currency)]
  return [type === 'duration' ? Number((cell / 86_400).toFixed(3)) : cell]
}

function recordOf(deal: Opportunity): Record<string, string | number> {
  return {
    Deal: deal.ref,
    Name: deal.name,
    Pipeline: deal.pipeline.name,
    Stage: deal.stage.name,
    Status: deal.status,
    Value: deal.value === null ? '' : majorUnits(deal.value, deal.currency),
    Currency: deal.currency,
    Probability: deal.probability ?? deal.stage.probability,
    Owner: deal.owner?.name ?? '',
    'Contact name': deal.contact?.name ?? '',
    'Contact email': deal.contact?.email ?? '',
    'Contact phone': deal.contact?.phone ?? '',
    Company: deal.contact?.company ?? '',
    Source: deal.source ?? '',
    Tags: deal.tags.join(' '),
    'Expected close': deal.expectedCloseOn ?? '',
    Created: deal.createdAt,
    Closed: deal.closedAt ?? '',
    Reason: deal.reason?.name ?? '',
  }
}

/** As text, so that no digit is lost or added: "12000.50". */
function majorUnits(value: number, currency: string): string {
  const exponent = exponentOf(currency)
  return (value / 10 ** exponent).toFixed(exponent)
}
