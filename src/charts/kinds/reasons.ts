import type { ReportResult } from '../../core/index.ts'
import { amount, figuresOf, hrefOf, nameOf } from '../cells.ts'
import type { Chart } from '../chart.ts'
import { MOST_ROWS, pile, STATUS_PARTS } from '../piles.ts'

/** The reasons, the commonest first, each with what was lost and what was given up for it. */
export function reasonsChart(result: ReportResult): Chart {
  const { currency } = result
  const measures = figuresOf(result, ['count', 'value'])
  const weight = (reason: unknown) =>
    result.rows.filter((row) => row.reason === reason).reduce((sum, { count }) => sum + amount(count), 0)
  const rows = [...result.rows].sort((a, b) => weight(b.reason) - weight(a.reason))
  const pieces = rows.map((row) => ({
    name: nameOf(row.reason),
    part: String(row.status),
    values: measures.map(({ key }) => amount(row[key])),
    href: hrefOf(row),
  }))
  const { keys: _, ...piled } = pile(pieces, { parts: STATUS_PARTS, measures, currency, most: MOST_ROWS })
  return { kind: 'rows', stacked: true, currency, measures, details: [], ...piled }
}
