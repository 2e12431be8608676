import type { BarChart, Figures } from './chart-model.ts'
import { amount, deals, texts } from './chart-model.ts'

const ENDS: readonly unknown[] = ['start', 'end']

/** Every step hangs where the one before it ended; what takes away is hatched, so that the sign is no matter of colour. */
export function bridgeChart(figures: Figures): BarChart {
  const { text, shortText } = texts('value', figures)
  const signed = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${shortText(Math.abs(value))}`
  // The table tells of the steps that did not happen.
  const rows = figures.rows.filter(({ bucket, count }) => ENDS.includes(bucket) || count !== 0)
  let reached = 0
  const bars = rows.map((row) => {
    const value = amount(row.value)
    const isEnd = ENDS.includes(row.bucket)
    const from = isEnd ? 0 : reached
    reached = from + value
    const worth = isEnd ? text(value) : signed(value)
    const paint = isEnd ? ('open' as const) : value < 0 ? ('lost' as const) : ('won' as const)
    const lines = [nameOf(row.bucket), `${deals(amount(row.count))} · ${worth}`]
    return { value, from, paint, lines, href: row.deals ?? null }
  })
  return {
    kind: 'rows',
    names: rows.map(({ bucket }) => nameOf(bucket)),
    details: rows.map(({ count }) => deals(amount(count))),
    series: [{ label: 'Value', bars }],
    ends: rows.map(({ bucket, value }) => (ENDS.includes(bucket) ? shortText : signed)(amount(value))),
    text,
    shortText,
  }
}

/** "pulled-in": "Pulled in" */
function nameOf(bucket: unknown): string {
  const words = String(bucket).replaceAll('-', ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
