import type { ReportResult, Row } from '../../core/index.ts'
import { amount, hrefOf, nameOf, shareText } from '../cells.ts'
import type { Bar, Chart, Measure } from '../chart.ts'
import { counted } from '../drawing/figure-text.ts'
import { type Part, pile } from '../piles.ts'

const PARTS: readonly Part[] = [
  { id: 'advanced', label: 'Advanced', paint: 'sure' },
  { id: 'won', label: 'Won', paint: 'won' },
  { id: 'still there', label: 'Still there', paint: 'early' },
  { id: 'moved back', label: 'Moved back', paint: 'likely' },
  { id: 'lost', label: 'Lost', paint: 'lost' },
  { id: 'abandoned', label: 'Abandoned', paint: 'abandoned' },
  { id: 'elsewhere', label: 'Elsewhere', paint: 'rest' },
]
const STAYS: Measure = { label: 'Stays', unit: 'count' }

/** What became of the stays in each stage; or, asked for skips, how many moves passed it over. */
export function flowChart(result: ReportResult): Chart {
  const { rows, currency } = result
  if (rows.some(({ outcome }) => outcome === 'skipped')) return skipsChart(result)
  const pieces = rows.map((row) => ({
    key: `${row.pipeline}/${row.stage}`,
    name: nameOf(row.stage),
    part: partOf(row),
    values: [amount(row.count)],
    href: hrefOf(row),
  }))
  const { keys, ...piled } = pile(pieces, { parts: PARTS, measures: [STAYS], currency })
  const details = keys.map((key) => {
    const own = rows.filter((row) => `${row.pipeline}/${row.stage}` === key)
    return counted(
      own.reduce((sum, { count }) => sum + amount(count), 0),
      'entry',
      'entries',
    )
  })
  return { kind: 'rows', stacked: true, currency, measures: [STAYS], details, ...piled }
}

/** Handed off, removed, its stage retired: it went somewhere that is no matter of this pipeline. */
function partOf({ outcome }: Row): string {
  const words = String(outcome).replaceAll('-', ' ')
  return PARTS.some(({ id }) => id === words) ? words : 'elsewhere'
}

function skipsChart({ rows, columns, currency }: ReportResult): Chart {
  const bars = rows.map(
    (row): Bar => ({
      values: [amount(row.share)],
      lines: [nameOf(row.stage), `skipped ${shareText(row, 'share', columns)}`],
      href: hrefOf(row),
    }),
  )
  return {
    kind: 'rows',
    stacked: false,
    currency,
    measures: [{ label: 'Skipped', unit: 'ratio' }],
    names: rows.map(({ stage }) => nameOf(stage)),
    details: rows.map(({ count }) => `${amount(count)} skipped it`),
    series: [{ label: 'Skipped', paint: 'likely', bars }],
  }
}
