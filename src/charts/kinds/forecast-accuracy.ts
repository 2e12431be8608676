import type { ReportResult } from '../../core/index.ts'
import { amount, hrefOf, monthName } from '../cells.ts'
import type { Bar, Chart, Measure, Series } from '../chart.ts'
import { wholeMoney } from '../drawing/figure-text.ts'

const PAINTS = ['early', 'likely', 'sure'] as const
const VALUE: Measure = { label: 'Value', unit: 'money' }

/** What was forecast so many days before the end of each period, the earliest first, and beside it what was won. */
export function forecastAccuracyChart({ rows, currency }: ReportResult): Chart {
  const names = [...new Set(rows.map(({ expected }) => String(expected)))]
  const leads = [...new Set(rows.map(({ lead }) => amount(lead)))].sort((a, b) => b - a)
  const barOf = (name: string, about: string, value: number, href: string | null): Bar => {
    return { values: [value], lines: [`${monthName(name)}, ${about}`, wholeMoney(value, currency)], href }
  }
  const before = leads.map((lead, place): Series => {
    const label = `${lead} days before`
    const bars = names.map((name) => {
      const row = rows.find((one) => one.expected === name && one.lead === lead)
      return row && typeof row.forecast === 'number' ? barOf(name, label, row.forecast, hrefOf(row)) : null
    })
    return { label, paint: PAINTS[place] ?? 'rest', bars }
  })
  const won = names.map((name) => {
    const row = rows.find((one) => one.expected === name && typeof one.won === 'number')
    return row ? barOf(name, 'won', amount(row.won), null) : null
  })
  const series: Series[] = [...before, { label: 'Won', paint: 'won', bars: won }]
  return {
    kind: 'columns',
    stacked: false,
    currency,
    measures: [VALUE],
    names: names.map(monthName),
    details: [],
    series,
  }
}
