import type { ReportResult, Row } from '../../core/index.ts'
import { amount, hrefOf, nameOf, ratioOf, shareText } from '../cells.ts'
import type { Bar, Chart, Series } from '../chart.ts'
import { deals } from '../drawing/figure-text.ts'
import { MOST_ROWS } from '../piles.ts'

const PARTS = [
  { key: 'touched7', label: 'Touched in 7 days', paint: 'sure' },
  { key: 'touched14', label: '8 to 14 days ago', paint: 'likely' },
  { key: 'touched30', label: '15 to 30 days ago', paint: 'early' },
  { key: 'count', label: 'Longer ago', paint: 'rest' },
] as const

/** Each owner's open deals by when they were last touched. */
export function freshnessChart({ rows: all, columns, currency }: ReportResult): Chart {
  const owners = all.filter(({ group }) => group === 'owner')
  const rows = owners.slice(0, MOST_ROWS)
  const series = PARTS.map(({ label, paint }, place): Series => {
    return { label, paint, bars: rows.map((row) => barOf(row, place, label)) }
  }).filter(({ bars }) => bars.some((bar) => bar && bar.values[0] !== 0))
  const more = owners.length > rows.length ? { caption: `The ${rows.length} with most untouched deals are drawn.` } : {}
  return {
    kind: 'rows',
    stacked: true,
    currency,
    measures: [
      { label: 'Deals', unit: 'count' },
      { label: 'Share', unit: 'ratio' },
    ],
    names: rows.map(({ name }) => nameOf(name)),
    details: rows.map((row) => `${shareText(row, 'touched7', columns).split(' (')[0]} in 7 days`),
    series,
    ends: rows.map(({ count }) => deals(amount(count))),
    ...more,
  }
}

/** Who touched a deal within a week did so within a month, too: each part is what the one before it has not. */
function barOf(row: Row, place: number, label: string): Bar {
  const upTo = (at: number) => {
    const key = PARTS[at]?.key
    return key === 'count' ? amount(row.count) : key ? (ratioOf(row[key])?.numerator ?? 0) : 0
  }
  const count = Math.max(0, upTo(place) - (place > 0 ? upTo(place - 1) : 0))
  const whole = amount(row.count)
  const values = [count, whole === 0 ? 0 : count / whole]
  return {
    values,
    lines: [`${nameOf(row.name)}, ${label.toLowerCase()}`, `${count} of ${deals(whole)}`],
    href: hrefOf(row),
  }
}
