import type { Column, ReportResult, Row } from '../../core/index.ts'
import { amount, figuresOf, hrefOf, monthName, shareText } from '../cells.ts'
import type { Bar, Chart, Paint } from '../chart.ts'

/** The rates in their order: what each is called, and how it is told from the others. */
const RATES: readonly { readonly id: string; readonly label: string; readonly paint: Paint }[] = [
  { id: 'won-of-closed', label: 'Won of closed', paint: 'won' },
  { id: 'won-of-all', label: 'Won of all', paint: 'open' },
  { id: 'cohort', label: 'Cohort', paint: 'likely' },
]

/** The rates as rows, or month by month side by side. */
export function conversionChart(result: ReportResult): Chart {
  const { rows, columns, currency } = result
  const measures = figuresOf(result, ['rate', 'rateByValue'])
  const barOf = (row: Row, about: string): Bar => ({
    values: measures.map(({ key }) => amount(row[key])),
    lines: [about, bothRates(row, columns)],
    href: hrefOf(row),
  })
  const rates = RATES.filter(({ id }) => rows.some(({ measure }) => measure === id))
  const months = [...new Set(rows.map(({ month }) => month ?? null))]
  if (months.length < 2 && (months[0] ?? null) === null) {
    const shown = rates.flatMap((rate) =>
      rows.filter(({ measure }) => measure === rate.id).map((row) => ({ rate, row })),
    )
    const bars = shown.map(({ rate, row }) => ({ ...barOf(row, rate.label), paint: rate.paint }))
    const names = shown.map(({ rate }) => rate.label)
    const series = [{ label: 'Rates', paint: 'won' as const, bars }]
    const details = shown.map(({ row }) => shareText(row, 'rate', columns).replace(/^[^(]*\((.*)\)$/, '$1'))
    return { kind: 'rows', stacked: false, currency, measures, names, details, series }
  }
  const series = rates.map(({ id, label, paint }) => ({
    label,
    paint,
    bars: months.map((month) => {
      const row = rows.find((one) => one.month === month && one.measure === id)
      return row ? barOf(row, `${monthName(month)}, ${label.toLowerCase()}`) : null
    }),
  }))
  return { kind: 'columns', stacked: false, currency, measures, names: months.map(monthName), details: [], series }
}

/** By number and by value, or why there is neither. */
function bothRates(row: Row, columns: readonly Column[]): string {
  const [byNumber, byValue] = ['rate', 'rateByValue'].map((key) => shareText(row, key, columns))
  return typeof row.none === 'string' && byNumber === byValue ? row.none : `${byNumber} by number, ${byValue} by value`
}
