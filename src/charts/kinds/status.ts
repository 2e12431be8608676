import type { ReportResult } from '../../core/index.ts'
import { amount, figuresOf, hrefOf, inWords, saying } from '../cells.ts'
import type { Chart, Paint } from '../chart.ts'
import { deals } from '../drawing/figure-text.ts'
import { STATUS_PARTS } from '../piles.ts'

/** One bar per status. */
export function statusChart(result: ReportResult): Chart {
  const { rows, currency } = result
  const measures = figuresOf(result, ['value', 'count'])
  const bars = rows.map((row) => {
    const values = measures.map(({ key }) => amount(row[key]))
    const lines = [inWords(row.status), saying(values, measures, currency)]
    return { values, paint: paintOf(row.status), lines, href: hrefOf(row) }
  })
  return {
    kind: 'rows',
    stacked: false,
    currency,
    measures,
    names: rows.map(({ status }) => inWords(status)),
    details: rows.map(({ count }) => deals(amount(count))),
    series: [{ label: 'Deals', paint: 'open', bars }],
  }
}

function paintOf(status: unknown): Paint {
  return STATUS_PARTS.find(({ id }) => id === status)?.paint ?? 'rest'
}
