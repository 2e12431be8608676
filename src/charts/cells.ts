import {
  type Cell,
  type Column,
  type ColumnType,
  type Ratio,
  type ReportResult,
  type Row,
  reasonIn,
} from '../core/index.ts'
import type { Measure, Unit } from './chart.ts'
import { daysText, deals, shortText, wholeMoney } from './drawing/figure-text.ts'

/** A measure with the column that it is read from. */
export interface Figure extends Measure {
  readonly key: string
}

const LABELS: Readonly<Record<string, string>> = { value: 'Value', count: 'Count', weighted: 'Weighted' }

/** The columns of these keys as measures, the best first; those that are nothing in every row come last. */
export function figuresOf({ columns, rows }: ReportResult, keys: readonly string[]): [Figure, ...Figure[]] {
  const all = keys.flatMap((key) => columns.filter((column) => column.key === key)).map(figureOf)
  const says = ({ key }: Figure) => rows.some((row) => amount(row[key]) !== 0)
  const [first, ...rest] = [...all.filter(says), ...all.filter((figure) => !says(figure))]
  return [first ?? { key: 'count', label: 'Count', unit: 'count' }, ...rest]
}

function figureOf({ key, label, type }: { key: string; label: string; type: ColumnType }): Figure {
  return { key, label: LABELS[key] ?? label, unit: unitOf(type) }
}

function unitOf(type: ColumnType): Unit {
  return type === 'money' || type === 'duration' || type === 'ratio' ? type : 'count'
}

/** A cell as a length: a ratio's share; nothing is 0. */
export function amount(cell: Cell | undefined): number {
  if (typeof cell === 'number') return cell
  return typeof cell === 'object' && cell !== null ? (cell.value ?? 0) : 0
}

export function ratioOf(cell: Cell | undefined): Ratio | null {
  return typeof cell === 'object' ? cell : null
}

/** A cell as a name: "None" where there is none. */
export function nameOf(cell: Cell | undefined): string {
  return cell === null || cell === undefined || cell === '' ? 'None' : String(cell)
}

/** "pulled-in": "Pulled in" */
export function inWords(id: unknown): string {
  const words = String(id).replaceAll('-', ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** "2026-11" as "Nov 26"; what is no month stays as it is. */
export function monthName(month: unknown): string {
  const date = /^\d{4}-\d{2}(-\d{2})?$/.test(String(month))
    ? new Date(`${String(month).slice(0, 7)}-01T00:00:00Z`)
    : null
  return date?.toLocaleDateString('en-US', { month: 'short', year: '2-digit', timeZone: 'UTC' }) ?? String(month)
}

/** Values by measure as a person says them: "2 deals · $412,000 · weighted $41,200". */
export function saying(values: readonly number[], measures: readonly Measure[], currency: string): string {
  const said = measures.map(({ label, unit }, place) => {
    const value = values[place] ?? 0
    if (unit === 'count') return deals(value)
    if (unit === 'duration') return daysText(value)
    if (unit === 'ratio') return shortText(value, unit, currency)
    return label === 'Weighted' ? `weighted ${wholeMoney(value, currency)}` : wholeMoney(value, currency)
  })
  const isCount = (place: number) => measures[place]?.unit === 'count'
  return [...said.filter((_, place) => isCount(place)), ...said.filter((_, place) => !isCount(place))].join(' · ')
}

/** "63 % (4,238 of 6,711)", or why the row has no share there. */
export function shareText(row: Row, key: string, columns: readonly Column[]): string {
  const ratio = ratioOf(row[key])
  if (!ratio || ratio.value === null) {
    const column = columns.find((one) => one.key === key)
    return reasonIn(row, { key, label: '', ...column, type: 'ratio' }) ?? 'nothing to divide by'
  }
  const [part, whole] = [ratio.numerator, ratio.denominator].map((number) => shortText(number, 'count', ''))
  return `${shortText(ratio.value, 'ratio', '')} (${part} of ${whole})`
}

export function hrefOf(row: Row): string | null {
  return row.deals ?? null
}
