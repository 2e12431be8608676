import type { ReportResult } from '../../core/index.ts'
import { amount, hrefOf, nameOf, ratioOf, shareText } from '../cells.ts'
import type { Chart, Measure } from '../chart.ts'
import { MOST_ROWS, pile, STATUS_PARTS } from '../piles.ts'

/** Each source with what became of its deals. */
export function sourcesChart({ rows, columns, currency }: ReportResult): Chart {
  const measures: [Measure] = [{ label: 'Deals', unit: 'count' }]
  const pieces = rows.flatMap((row) =>
    STATUS_PARTS.map(({ id }) => ({
      name: nameOf(row.source),
      part: id,
      values: [amount(row[id])],
      href: hrefOf(row),
    })),
  )
  const { keys, ...piled } = pile(pieces, { parts: STATUS_PARTS, measures, currency, most: MOST_ROWS })
  const details = keys.map((key) => {
    const row = rows.find(({ source }) => nameOf(source) === key)
    if (!row) return ''
    const share = shareText(row, 'winRate', columns).split(' (')[0]
    return ratioOf(row.winRate)?.value == null ? `${share}` : `${share} won of closed`
  })
  return { kind: 'rows', stacked: true, currency, measures, details, ...piled }
}
