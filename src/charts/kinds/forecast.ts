import type { ReportResult } from '../../core/index.ts'
import { amount, figuresOf, hrefOf, monthName } from '../cells.ts'
import type { Chart } from '../chart.ts'
import { type Part, pile } from '../piles.ts'

const PARTS: readonly Part[] = [
  { id: 'won', label: 'Won', paint: 'won' },
  { id: 'commit', label: 'Commit', paint: 'sure' },
  { id: 'best-case', label: 'Best case', paint: 'likely' },
  { id: 'pipeline', label: 'Pipeline', paint: 'early' },
]

/** What is expected when: won first, the surest next, with the target as a line; overdue and undated are columns apart. */
export function forecastChart(result: ReportResult): Chart {
  const { rows, currency } = result
  const measures = figuresOf(result, ['value', 'weighted', 'count'])
  const pieces = rows.map((row) => ({
    key: String(row.expected),
    name: monthName(row.expected),
    part: String(row.category),
    values: measures.map(({ key }) => amount(row[key])),
    href: hrefOf(row),
  }))
  const { keys, ...piled } = pile(pieces, { parts: PARTS, measures, currency })
  const targets = keys.map((key) => {
    const row = rows.find(({ expected, target }) => expected === key && typeof target === 'number')
    return row ? amount(row.target) : null
  })
  const measure = measures.findIndex(({ key }) => key === 'value')
  const target = targets.some((one) => one !== null) ? { target: { label: 'Target', measure, values: targets } } : {}
  return { kind: 'columns', stacked: true, currency, measures, details: [], ...piled, ...target }
}
