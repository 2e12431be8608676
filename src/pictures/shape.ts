import { type Cell, type Column, formatMoneyShort, type ReportResult, type Row, STATUSES } from '../core/index.ts'

/** Some bars of one colour: one per category. */
export interface Series {
  readonly label: string
  /** A status has its own colour and pattern; null is the colour of everything else. */
  readonly status: string | null
  /** How long each bar is, or where it begins and ends; null where the series has none. */
  readonly values: (number | [number, number] | null)[]
}

/** A report as bars, before any colour. */
export interface BarShape {
  readonly title: string
  readonly summary: string
  readonly categories: string[]
  readonly series: Series[]
  /** What stands at the end of each bar, where that is not its length. */
  readonly ends?: readonly string[]
  /** How a bar's length reads: "$1.2M", "12", "48 %", "9 days". */
  label(value: number): string
}

/** More bars than this nobody reads in a picture. */
const MOST_CATEGORIES = 30
const DAY_SECONDS = 86_400
/** What a report's bars measure, where it is not the first amount among its columns. */
const MEASURES: Readonly<Record<string, string>> = { funnel: 'count', conversion: 'rate', velocity: 'figure' }
/** The order in which figures make good bars. */
const FITNESS = ['money', 'ratio', 'duration', 'count']

/** The bars that a report's rows make: perhaps none. */
export function shapeOf(result: ReportResult): BarShape {
  const { title, summary } = result
  const measure = measureOf(result)
  const texts = result.columns.filter((column) => column.type === 'text' || column.type === 'date')
  const category = texts.find(({ key }) => key !== 'status') ?? texts[0]
  if (!measure || !category) return { title, summary, categories: [], series: [], label: String }

  const nameOf = categoryNames(result, category)
  const categories = [...new Set(result.rows.map(nameOf))].slice(0, MOST_CATEGORIES)
  const statuses = [null, ...STATUSES].filter((status) => result.rows.some((row) => statusOf(row) === status))
  const series = statuses.map((status) => ({
    label: status ?? measure.label,
    status,
    values: categories.map((name) =>
      sum(result.rows, (row) => nameOf(row) === name && statusOf(row) === status, measure),
    ),
  }))
  const label = (value: number): string => labelOf(value, measure, result.currency)
  return { title, summary, categories, series, label }
}

function measureOf({ id, columns, rows }: ReportResult): Column | undefined {
  const chosen = columns.find((column) => column.key === MEASURES[id])
  const byFitness = FITNESS.flatMap((type) => columns.filter((column) => column.type === type))
  const says = (column: Column): boolean => rows.some((row) => numberOf(row[column.key]) > 0)
  return chosen ?? byFitness.find(says) ?? byFitness[0]
}

/** Stages of several pipelines may share a name. */
function categoryNames({ rows, columns }: ReportResult, category: Column): (row: Row) => string {
  const pipelines = new Set(rows.map((row) => row.pipeline))
  const several = columns.some(({ key }) => key === 'pipeline') && pipelines.size > 1
  return (row) => {
    const name = String(row[category.key] ?? 'none')
    return several && category.key !== 'pipeline' ? `${name} (${row.pipeline})` : name
  }
}

function statusOf(row: Row): string | null {
  return typeof row.status === 'string' ? row.status : null
}

function sum(rows: readonly Row[], belongs: (row: Row) => boolean, { key }: Column): number {
  return rows.filter(belongs).reduce((total, row) => total + numberOf(row[key]), 0)
}

function numberOf(cell: Cell | undefined): number {
  if (typeof cell === 'number') return cell
  return typeof cell === 'object' && cell !== null ? (cell.value ?? 0) : 0
}

function labelOf(value: number, { type }: Column, currency: string): string {
  if (type === 'money') return formatMoneyShort(value, currency)
  if (type === 'ratio') return `${Math.round(value * 100)} %`
  if (type === 'duration') return `${(value / DAY_SECONDS).toFixed(1)} days`
  return value.toLocaleString('en')
}
