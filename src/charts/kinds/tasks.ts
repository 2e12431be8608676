import type { ReportResult } from '../../core/index.ts'
import { amount, hrefOf, nameOf } from '../cells.ts'
import type { Chart, Measure } from '../chart.ts'
import { counted } from '../drawing/figure-text.ts'
import { MOST_ROWS, type Part, pile } from '../piles.ts'

const PARTS: readonly Part[] = [
  { id: 'overdue', label: 'Overdue', paint: 'late' },
  { id: 'open', label: 'Open, not due yet', paint: 'open' },
  { id: 'done', label: 'Done', paint: 'won' },
]

/** Each member's tasks: overdue, open and done; below the name the deals that have no next step. */
export function tasksChart({ rows, currency }: ReportResult): Chart {
  const measures: [Measure] = [{ label: 'Tasks', unit: 'count' }]
  const pieces = rows.flatMap((row) => {
    const about = { name: nameOf(row.assignee), href: hrefOf(row) }
    const overdue = amount(row.overdue)
    return [
      { ...about, part: 'overdue', values: [overdue] },
      { ...about, part: 'open', values: [Math.max(0, amount(row.open) - overdue)] },
      { ...about, part: 'done', values: [amount(row.done)] },
    ]
  })
  const { keys, ...piled } = pile(pieces, { parts: PARTS, measures, currency, most: MOST_ROWS })
  const bare = piled.series.map((series) => ({
    ...series,
    // Tasks are no deals: what is said of them is their number.
    bars: series.bars.map(
      (bar) => bar && { ...bar, lines: [bar.lines[0] ?? '', counted(bar.values[0] ?? 0, 'task', 'tasks')] },
    ),
  }))
  const details = keys.map((key) => {
    const without = amount(rows.find(({ assignee }) => nameOf(assignee) === key)?.count)
    return without > 0 ? `${counted(without, 'deal', 'deals')} without next step` : ''
  })
  return { kind: 'rows', stacked: true, currency, measures, details, ...piled, series: bare }
}
