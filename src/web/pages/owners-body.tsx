import type { JSX } from 'hono/jsx/jsx-runtime'
import { type Cell, type Column, isFew, type ReportResult, type Row, reasonIn } from '../../core/index.ts'
import { cellText } from '../format.ts'

const SHOWN = 6
const WIN_RATE: Column = { key: 'winRate', label: 'Win rate', type: 'ratio' }

/** The team as a table: what each has won, with a bar to compare, and what each still has open. */
export function OwnersBody({ result }: { result: ReportResult }): JSX.Element {
  if (result.rows.length === 0) return <p class="muted">Nobody has a deal here yet.</p>
  const most = Math.max(...result.rows.map((row) => amount(row.wonValue)))
  return (
    <div class="owners" data-live="owners-body">
      <table>
        <caption class="visually-hidden">{result.question}</caption>
        <thead>
          <tr>
            <th scope="col">Owner</th>
            <th scope="col" class="number">
              Won
            </th>
            <th scope="col" class="number">
              Open
            </th>
            <th scope="col" class="number wide">
              Won of closed
            </th>
          </tr>
        </thead>
        <tbody>
          {result.rows.slice(0, SHOWN).map((row) => (
            <OwnerRow row={row} result={result} most={most} />
          ))}
        </tbody>
      </table>
      {result.rows.length > SHOWN ? (
        <p class="muted small">The table below lists all {result.rows.length} owners.</p>
      ) : null}
    </div>
  )
}

function OwnerRow({ row, result, most }: { row: Row; result: ReportResult; most: number }): JSX.Element {
  const share = most === 0 ? 0 : amount(row.wonValue) / most
  const owner = cellText(row.owner, 'text', result)
  return (
    <tr data-key={owner}>
      <th scope="row">{row.deals ? <a href={row.deals}>{owner}</a> : owner}</th>
      <td class="number">
        <div class="bar-cell">
          <svg aria-hidden="true">
            <rect x={`${((1 - share) * 100).toFixed(1)}%`} width={`${(share * 100).toFixed(1)}%`} height="6" rx="3" />
          </svg>
          <span>{cellText(row.wonValue, 'money', result)}</span>
        </div>
      </td>
      <td class="number">{cellText(row.openValue, 'money', result)}</td>
      <WinRate row={row} result={result} />
    </tr>
  )
}

function WinRate({ row, result }: { row: Row; result: ReportResult }): JSX.Element {
  const column = result.columns.find(({ key }) => key === 'winRate') ?? WIN_RATE
  return (
    <td class={`number wide ${isFew(row, column) ? 'few' : ''}`}>
      {cellText(row.winRate, 'ratio', result)} <span class="why-none">{reasonIn(row, column)}</span>
    </td>
  )
}

function amount(cell: Cell | undefined): number {
  return typeof cell === 'number' ? cell : 0
}
