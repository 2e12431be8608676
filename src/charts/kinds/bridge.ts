import type { ReportResult, Row } from '../../core/index.ts'
import { amount, hrefOf, inWords } from '../cells.ts'
import type { Bar, Chart } from '../chart.ts'
import { deals, shortText, signedText, wholeMoney } from '../drawing/figure-text.ts'

const ENDS: readonly unknown[] = ['start', 'end']

/** Every step hangs where the one before it ended; what takes away is hatched, so that the sign is no matter of colour. */
export function bridgeChart({ rows: all, currency }: ReportResult): Chart {
  // The table tells of the steps that did not happen.
  const rows = all.filter((row) => isEnd(row) || row.count !== 0 || row.value !== 0)
  let reached = 0
  const bars = rows.map((row): Bar => {
    const value = amount(row.value)
    const from = isEnd(row) ? 0 : reached
    reached = from + value
    const worth = isEnd(row) ? wholeMoney(value, currency) : signedText(value, 'money', currency)
    const lines = [inWords(row.bucket), `${deals(amount(row.count))} · ${worth}`]
    return { values: [value], from, paint: isEnd(row) ? 'open' : value < 0 ? 'lost' : 'won', lines, href: hrefOf(row) }
  })
  return {
    kind: 'rows',
    stacked: false,
    currency,
    measures: [{ label: 'Value', unit: 'money' }],
    names: rows.map(({ bucket }) => inWords(bucket)),
    details: rows.map(({ count }) => deals(amount(count))),
    series: [{ label: 'Value', paint: 'open', bars }],
    ends: rows.map((row) => (isEnd(row) ? shortText : signedText)(amount(row.value), 'money', currency)),
  }
}

function isEnd({ bucket }: Row): boolean {
  return ENDS.includes(bucket)
}
