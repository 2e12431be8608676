import type { JSX } from 'hono/jsx/jsx-runtime'
import { type Cell, FEW, type ReportResult, type Row } from '../../core/index.ts'
import { ratioText } from '../format.ts'

/** From which stage deals went where, as a table whose cells are the darker the more went there. */
export function FlowMatrix({ result }: { result: ReportResult }): JSX.Element | null {
  const chosen = result.options.find(({ key }) => key === 'mode')?.chosen
  if (chosen !== 'matrix' || result.rows.length === 0) return null
  const from = [...new Set(result.rows.map(fromOf))]
  const where = new Set(result.rows.map(toOf))
  // Stages in their order first, then the ends that lead nowhere.
  const to = [...from.filter((stage) => where.has(stage)), ...[...where].filter((end) => !from.includes(end))]
  return (
    <section class="table-scroll matrix" aria-label="From stage to stage" tabindex={0} data-live="flow-matrix">
      <table>
        <caption class="visually-hidden">Share of the entries of each stage by where they went</caption>
        <thead>
          <tr>
            <th scope="col">From</th>
            {to.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {from.map((name) => (
            <tr>
              <th scope="row">{name}</th>
              {to.map((end) => (
                <MatrixCell row={result.rows.find((row) => fromOf(row) === name && toOf(row) === end)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function MatrixCell({ row }: { row: Row | undefined }): JSX.Element {
  if (!row) return <td class="muted">–</td>
  const share = shareOf(row.share)
  const text = typeof row.share === 'object' && row.share ? ratioText(row.share) : String(row.count)
  const few = typeof row.share === 'object' && row.share && row.share.denominator < FEW
  return (
    <td class={few ? 'few' : ''}>
      {/* Never so dark that ink could not be read on it. */}
      <svg aria-hidden="true">
        <rect width="100%" height="100%" rx="4" fill-opacity={(share * 0.4).toFixed(2)} />
      </svg>
      {row.deals ? <a href={row.deals}>{text}</a> : <span>{text}</span>}
    </td>
  )
}

function shareOf(cell: Cell | undefined): number {
  return typeof cell === 'object' ? (cell?.value ?? 0) : 0
}

function fromOf({ stage }: Row): string {
  return String(stage)
}

/** The stage that it led to, else what happened. */
function toOf({ to, outcome }: Row): string {
  const words = String(to ?? outcome)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
