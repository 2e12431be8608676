import type { ReportResult } from '../../core/index.ts'
import { amount, hrefOf } from '../cells.ts'
import type { Bar, Chart } from '../chart.ts'
import { daysText, deals, shortText } from '../drawing/figure-text.ts'

const CYCLES: Readonly<Record<string, string>> = { 'cycle-median': 'Median cycle', 'cycle-mean': 'Mean cycle' }

/** How long a win takes: half of them, and on average. The rest of the report is figures, not bars. */
export function velocityChart({ rows: all, currency }: ReportResult): Chart {
  const rows = all.filter(({ measure, figure }) => String(measure) in CYCLES && typeof figure === 'number')
  const nameOf = (measure: unknown) => CYCLES[String(measure)] ?? ''
  const bars = rows.map((row): Bar => {
    const figure = amount(row.figure)
    const of = typeof row.count === 'number' ? ` · ${deals(row.count)}` : ''
    return { values: [figure], lines: [nameOf(row.measure), `${daysText(figure)}${of}`], href: hrefOf(row) }
  })
  return {
    kind: 'rows',
    stacked: false,
    currency,
    measures: [{ label: 'Cycle', unit: 'duration' }],
    names: rows.map(({ measure }) => nameOf(measure)),
    details: rows.map(({ count }) => (typeof count === 'number' ? `${deals(count)} won` : '')),
    series: [{ label: 'Cycle', paint: 'won', bars }],
    ends: rows.map(({ figure }) => shortText(amount(figure), 'duration', currency)),
  }
}
