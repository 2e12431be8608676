import { formatMoneyShort, type ReportResult, type Row } from '../core/index.ts'
import type { BarShape, Series } from './shape.ts'

const ENDS: readonly unknown[] = ['start', 'end']

/** The steps that happened, each from where the one before it ended; what takes away has the pattern of what is lost. */
export function bridgeShape({ title, summary, rows, currency }: ReportResult): BarShape {
  const shown = rows.filter(({ bucket, count }) => ENDS.includes(bucket) || count !== 0)
  let reached = 0
  const extents = shown.map((row): [number, number] => {
    const from = ENDS.includes(row.bucket) ? 0 : reached
    reached = from + worthOf(row)
    return [from, reached]
  })
  const series = (label: string, status: string, belongs: (row: Row) => boolean): Series => ({
    label,
    status,
    values: shown.map((row, i) => (belongs(row) ? (extents[i] ?? null) : null)),
  })
  const isEnd = (row: Row) => ENDS.includes(row.bucket)
  const signed = (row: Row) =>
    `${isEnd(row) ? '' : worthOf(row) < 0 ? '−' : '+'}${formatMoneyShort(Math.abs(worthOf(row)), currency)}`
  return {
    title,
    summary,
    categories: shown.map(({ bucket }) => inWords(String(bucket))),
    series: [
      series('Open pipeline', 'open', isEnd),
      series('More', 'won', (row) => !isEnd(row) && worthOf(row) >= 0),
      series('Less', 'lost', (row) => !isEnd(row) && worthOf(row) < 0),
    ],
    ends: shown.map(signed),
    label: (value) => formatMoneyShort(value, currency),
  }
}

function worthOf({ value }: Row): number {
  return typeof value === 'number' ? value : 0
}

/** "pulled-in": "Pulled in" */
function inWords(id: string): string {
  const words = id.replaceAll('-', ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
