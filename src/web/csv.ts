import { stringify } from 'csv-stringify/sync'
import {
  type BulkChange,
  type BulkDeal,
  type Cell,
  type Column,
  exponentOf,
  type ReportResult,
  typeIn,
  withFormulaGuard,
} from '../core/index.ts'

/**
 * A report's table for spreadsheets: money as decimals with the currency in the head, durations in days, shares from 0 to 1
 * with what they were made of beside them, nothing as nothing.
 */
export function reportCsv({ columns, rows, currency }: ReportResult): string {
  const head = columns.flatMap((column) => headsOf(column, currency))
  const lines = rows.map((row) =>
    columns.flatMap((column) => cellsOf(row[column.key] ?? null, typeIn(row, column), currency)),
  )
  return stringify([head, ...lines], { bom: true })
}

/** What became of every deal of a bulk change. */
export function bulkCsv({ sentence }: BulkChange, deals: readonly BulkDeal[]): string {
  const lines = deals.map(({ ref, name, outcome, message, undo, undoMessage }) =>
    [ref, name, sentence, outcome, message ?? '', undo ?? '', undoMessage ?? ''].map(withFormulaGuard),
  )
  return stringify([['Ref', 'Deal', 'Change', 'Outcome', 'What', 'Undo', 'Why'], ...lines], { bom: true })
}

function headsOf({ label, type }: Column, currency: string): string[] {
  if (type === 'ratio') return [label, `${label}: part`, `${label}: whole`]
  if (type === 'money') return [`${label} (${currency})`]
  return type === 'duration' ? [`${label} (days)`] : [label]
}

function cellsOf(cell: Cell, type: Column['type'], currency: string): (string | number)[] {
  if (type === 'ratio') {
    const ratio = typeof cell === 'object' ? cell : null
    return [ratio?.value ?? '', ratio?.numerator ?? '', ratio?.denominator ?? '']
  }
  if (cell === null || typeof cell === 'object') return ['']
  if (typeof cell === 'string') return [withFormulaGuard(cell)]
  if (type === 'money') return [decimal(cell, currency)]
  return [type === 'duration' ? Number((cell / 86_400).toFixed(3)) : cell]
}

/** As text, so that no digit is lost or added: "12000.50". */
function decimal(value: number, currency: string): string {
  const exponent = exponentOf(currency)
  return (value / 10 ** exponent).toFixed(exponent)
}
