import type { JSX } from 'hono/jsx/jsx-runtime'
import { type ColumnType, isFew, type ReportResult, type Row } from '../../core/index.ts'
import { cellText } from '../format.ts'
import { MEASURES } from './measures.ts'

/** The figure's column says of how many it is. */
const FIGURE = { key: 'figure', label: 'Figure', type: 'count', n: 'count' } as const

/** The speed of money with what it is made of beside it. */
export function VelocityBody({ result }: { result: ReportResult }): JSX.Element {
  return (
    <dl class="speed" data-live="velocity-body">
      {result.rows.map((row) => {
        const figure = cellText(row.figure, (row.unit ?? 'count') as ColumnType, result)
        const about = MEASURES[String(row.measure)]
        return (
          <div data-key={String(row.measure)}>
            <dt>{about?.label ?? String(row.measure)}</dt>
            <dd class={isFew(row, FIGURE) ? 'few' : ''}>
              {row.deals ? <a href={row.deals}>{figure}</a> : figure}
              <small>{spreadText(row, result) || row.detail || about?.how || ''}</small>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

/** How a median's figures are spread, and of how many: "p75 61.2 days · p90 80.1 days · n 12". */
function spreadText({ p75, p90, count }: Row, result: ReportResult): string {
  if (typeof p75 !== 'number' || typeof p90 !== 'number') return ''
  const [below, most] = [p75, p90].map((cell) => cellText(cell, 'duration', result))
  return `p75 ${below} · p90 ${most} · n ${cellText(count, 'count', result)}`
}
