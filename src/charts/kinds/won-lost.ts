import type { ReportResult } from '../../core/index.ts'
import { amount, figuresOf, hrefOf, monthName } from '../cells.ts'
import type { Chart } from '../chart.ts'
import { pile, STATUS_PARTS } from '../piles.ts'

/** So many months have room for their statuses side by side. */
const SIDE_BY_SIDE = 13

/** Months with what was won, lost and abandoned in them. */
export function wonLostChart(result: ReportResult): Chart {
  const { rows, currency } = result
  const measures = figuresOf(result, ['value', 'count'])
  const pieces = rows.map((row) => ({
    key: String(row.month),
    name: monthName(row.month),
    part: String(row.status),
    values: measures.map(({ key }) => amount(row[key])),
    href: hrefOf(row),
  }))
  const { keys, ...piled } = pile(pieces, { parts: STATUS_PARTS, measures, currency })
  return { kind: 'columns', stacked: keys.length > SIDE_BY_SIDE, currency, measures, details: [], ...piled }
}
