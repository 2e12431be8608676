import type { Cell, ReportResult, Row } from '../../core/index.ts'

/** The part of a report's answer that a chart is drawn from. */
export type Figures = Pick<ReportResult, 'id' | 'rows' | 'summary' | 'title' | 'currency'>

export type Measure = 'value' | 'count' | 'weighted'

/** How a bar is painted: as a status, or as a stage by its place among them. */
export type Paint = 'open' | 'won' | 'lost' | 'abandoned' | 'stage'

/** One bar, or one piece of a stacked bar. */
export interface Bar {
  /** Below zero where it takes away. */
  readonly value: number
  /** Where a floating bar begins; others begin at zero. */
  readonly from?: number
  readonly paint: Paint
  /** What a tooltip or a screen reader says about it, line by line. */
  readonly lines: readonly string[]
  /** Where the deals behind it are listed. */
  readonly href: string | null
}

export interface Series {
  readonly label: string
  readonly bars: readonly (Bar | null)[]
}

/** A chart as a value, before anything is drawn. */
export interface BarChart {
  readonly kind: 'stacked-rows' | 'rows' | 'columns'
  readonly names: readonly string[]
  /** A second, paler line below each name. */
  readonly details: readonly string[]
  readonly series: readonly Series[]
  /** What stands at the end of each row; left out, the sum of what is shown. */
  readonly ends?: readonly string[]
  /** What stands between a row and the next. */
  readonly between?: readonly string[]
  readonly text: (value: number) => string
  readonly shortText: (value: number) => string
}

const STATUSES = ['open', 'won', 'lost', 'abandoned'] as const
const TITLES: Record<string, string> = { open: 'Open', won: 'Won', lost: 'Lost', abandoned: 'Abandoned' }

/** What the chart of a report can be switched between; the first is shown first. */
export function measuresOf({ id }: Figures): readonly Measure[] {
  if (id === 'value-by-stage') return ['value', 'count', 'weighted']
  if (id === 'bridge') return ['value']
  return id === 'funnel' ? ['count'] : ['value', 'count']
}

/** The chart of a report's figures; a bridge has its own. Throws for a report that is not drawn as bars. */
export function chartOf(figures: Figures, measure: Measure): BarChart {
  switch (figures.id) {
    case 'value-by-stage':
      return valueByStage(figures, measure)
    case 'status':
      return byStatus(figures, measure)
    case 'funnel':
      return funnel(figures, measure)
    case 'won-lost':
      return byMonth(figures, measure)
    default:
      throw new Error(`No chart is known for the report ${figures.id}`)
  }
}

function valueByStage(figures: Figures, measure: Measure): BarChart {
  const { rows } = figures
  const keys = [...new Set(rows.map(stageKey))]
  const rowsOf = (key: string) => rows.filter((row) => stageKey(row) === key)
  const severalPipelines = new Set(rows.map(({ pipeline }) => pipeline)).size > 1
  const details = keys.map((key) => {
    const count = deals(sum(rowsOf(key).map((row) => row.count)))
    return severalPipelines ? `${rowsOf(key)[0]?.pipeline} · ${count}` : count
  })
  const names = keys.map((key) => String(rowsOf(key)[0]?.stage))
  const series = seriesByStatus(figures, measure, keys, stageKey, (key) => String(rowsOf(key)[0]?.stage))
  return { kind: 'stacked-rows', names, details, series, ...texts(measure, figures) }
}

/** Stages of two pipelines may have the same name. */
function stageKey({ pipeline, stage }: Row): string {
  return `${String(pipeline ?? '')}/${String(stage)}`
}

function byStatus(figures: Figures, measure: Measure): BarChart {
  const bars = figures.rows.map((row) => barOf(row, titleOf(row.status), measure, figures))
  return {
    kind: 'rows',
    names: figures.rows.map(({ status }) => titleOf(status)),
    details: figures.rows.map(({ count }) => deals(amount(count))),
    series: [{ label: 'Deals', bars }],
    ...texts(measure, figures),
  }
}

function funnel(figures: Figures, measure: Measure): BarChart {
  const { rows } = figures
  const bars = rows.map((row) => barOf(row, String(row.stage), measure, figures))
  return {
    kind: 'rows',
    names: rows.map(({ stage }) => String(stage)),
    details: [],
    series: [{ label: 'Deals', bars }],
    ends: rows.map(({ cumulative }) => percent(cumulative)),
    between: rows.slice(1).map(goingOn),
    ...texts('count', figures),
  }
}

/** How many of those in the stage before came here; nothing where nobody was. */
function goingOn({ step, stage }: Row): string {
  const share = percent(step)
  return share === '–' ? '' : `↓ ${share} ${stage === 'Won' ? 'are won' : 'go on'}`
}

function byMonth(figures: Figures, measure: Measure): BarChart {
  const monthOf = ({ month }: Row) => String(month)
  const months = [...new Set(figures.rows.map(monthOf))]
  const series = seriesByStatus(figures, measure, months, monthOf, monthName)
  return { kind: 'columns', names: months.map(monthName), details: [], series, ...texts(measure, figures) }
}

/** One series per status that occurs, with a place for each of the keys. */
function seriesByStatus(
  figures: Figures,
  measure: Measure,
  keys: readonly string[],
  keyOf: (row: Row) => string,
  nameOf: (key: string) => string,
): Series[] {
  const statuses = STATUSES.filter((status) => figures.rows.some((row) => row.status === status))
  return statuses.map((status) => {
    const rows = figures.rows.filter((row) => row.status === status)
    const bars = keys.map((key) => {
      const row = rows.find((one) => keyOf(one) === key)
      return row ? barOf(row, `${nameOf(key)}, ${status}`, measure, figures) : null
    })
    return { label: titleOf(status), bars }
  })
}

function barOf(row: Row, about: string, measure: Measure, figures: Figures): Bar {
  const { money } = texts(measure, figures)
  const worth = 'value' in row ? [money(amount(row.value))] : []
  const weighted = 'weighted' in row ? [`weighted ${money(amount(row.weighted))}`] : []
  const lines = [about, [deals(amount(row.count)), ...worth, ...weighted].join(' · ')]
  return { value: amount(row[measure]), paint: paintOf(row), lines, href: row.deals ?? null }
}

function paintOf({ status, stage }: Row): Paint {
  const paints: readonly string[] = STATUSES
  if (typeof status === 'string' && paints.includes(status)) return status as Paint
  return stage === 'Won' ? 'won' : 'stage'
}

export function texts(measure: Measure, { currency }: Figures) {
  const style = { style: 'currency', currency } as const
  const exponent = new Intl.NumberFormat('en-US', style).resolvedOptions().maximumFractionDigits ?? 2
  const whole = new Intl.NumberFormat('en-US', { ...style, maximumFractionDigits: 0 })
  const compact = new Intl.NumberFormat('en-US', { ...style, notation: 'compact', maximumSignificantDigits: 3 })
  const plain = new Intl.NumberFormat('en-US')
  const money = (value: number) => whole.format(value / 10 ** exponent)
  if (measure === 'count') return { money, text: deals, shortText: (value: number) => plain.format(value) }
  return { money, text: money, shortText: (value: number) => compact.format(value / 10 ** exponent).replace('K', 'k') }
}

export function deals(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'deal' : 'deals'}`
}

function percent(cell: Cell | undefined): string {
  const value = typeof cell === 'object' ? cell?.value : cell
  return typeof value === 'number' ? `${Math.round(value * 100)} %` : '–'
}

function monthName(month: string): string {
  const date = /^\d{4}-\d{2}/.test(month) ? new Date(`${month.slice(0, 7)}-01T00:00:00Z`) : null
  return date ? date.toLocaleDateString('en-US', { month: 'short', year: '2-digit', timeZone: 'UTC' }) : month
}

function titleOf(status: Cell | undefined): string {
  return TITLES[String(status)] ?? String(status)
}

export function amount(cell: Cell | undefined): number {
  return typeof cell === 'number' ? cell : 0
}

function sum(cells: readonly (Cell | undefined)[]): number {
  return cells.reduce<number>((total, cell) => total + amount(cell), 0)
}
