import { stringify } from 'csv-stringify/sync'
import { type Cell, type Column, exponentOf, type ReportResult, withFormulaGuard } from '../core/index.ts'

/** A report's table for spreadsheets: money as decimals, shares from 0 to 1, durations in seconds, nothing as nothing. */
export function reportCsv({ columns, rows, currency }: ReportResult): string {
  const header = columns.map((column) => headerOf(column, currency))
  const lines = rows.map((row) => columns.map(({ key, type }) => cellText(row[key] ?? null, type, currency)))
  return stringify([header, ...lines], { bom: true })
}

function headerOf({ label, type }: Column, currency: string): string {
  if (type === 'money') return `${label} (${currency})`
  return type === 'duration' ? `${label} (seconds)` : label
}

function cellText(cell: Cell, type: Column['type'], currency: string): string {
  if (cell === null) return ''
  if (typeof cell === 'object') return cell.value === null ? '' : String(cell.value)
  if (typeof cell === 'string') return withFormulaGuard(cell)
  if (type !== 'money') return String(cell)
  const exponent = exponentOf(currency)
  return (cell / 10 ** exponent).toFixed(exponent)
}
