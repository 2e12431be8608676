import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ColumnType, ReportResult } from '../../core/index.ts'
import { cellText } from '../format.ts'
import { MEASURES } from './measures.ts'

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
            <dd>
              {row.deals ? <a href={row.deals}>{figure}</a> : figure}
              <small>{row.detail || about?.how || ''}</small>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
