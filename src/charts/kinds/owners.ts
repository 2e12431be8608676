import type { ReportResult } from '../../core/index.ts'
import { amount, hrefOf, nameOf } from '../cells.ts'
import type { Chart, Measure } from '../chart.ts'
import { MOST_ROWS, type Part, pile } from '../piles.ts'

const PARTS: readonly Part[] = [
  { id: 'won', label: 'Won', paint: 'won' },
  { id: 'open', label: 'Open', paint: 'open' },
]

/** Each owner with what was won and what is still open. */
export function ownersChart({ rows, currency }: ReportResult): Chart {
  const value: Measure = { label: 'Value', unit: 'money' }
  const count: Measure = { label: 'Count', unit: 'count' }
  const priced = rows.some((row) => amount(row.wonValue) + amount(row.openValue) !== 0)
  const measures: [Measure, Measure] = priced ? [value, count] : [count, value]
  const inOrder = (money: number, deals: number) => (priced ? [money, deals] : [deals, money])
  const pieces = rows.flatMap((row) => {
    const about = { name: nameOf(row.owner), href: hrefOf(row) }
    return [
      { ...about, part: 'won', values: inOrder(amount(row.wonValue), amount(row.wonCount)) },
      { ...about, part: 'open', values: inOrder(amount(row.openValue), amount(row.openCount)) },
    ]
  })
  const { keys: _, ...piled } = pile(pieces, { parts: PARTS, measures, currency, most: MOST_ROWS })
  return { kind: 'rows', stacked: true, currency, measures, details: [], ...piled }
}
