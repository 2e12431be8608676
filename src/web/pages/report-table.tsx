import type { JSX } from 'hono/jsx/jsx-runtime'
import { type Column, type ReportResult, type Row, typeIn } from '../../core/index.ts'
import { cellText } from '../format.ts'
import { MEASURES } from './measures.ts'

/** Every row of a report as a real table: what the chart shows, to read, copy and compare. */
export function ReportTable({ result }: { result: ReportResult }): JSX.Element {
  const { rows, totals } = result
  const columns = columnsThatTell(result)
  const [first, ...rest] = columns
  return (
    <section class="table-scroll" aria-label={`${result.title}, table`} tabindex={0}>
      <table>
        <caption class="visually-hidden">{result.title}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" class={alignment(column)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">{first ? <RowLabel row={row} column={first} result={result} /> : null}</th>
              {rest.map((column) => (
                <td class={alignment(column)}>{cellText(row[column.key], typeIn(row, column), result)}</td>
              ))}
            </tr>
          ))}
        </tbody>
        {first && rows.length > 0 && Object.keys(totals).length > 0 ? (
          <tfoot>
            <tr>
              <th scope="row">Total</th>
              {rest.map((column) => (
                <td class={alignment(column)}>
                  {column.key in totals ? cellText(totals[column.key], column.type, result) : ''}
                </td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </section>
  )
}

/** All but the pipeline where there is one only: it would say the same in every row; and but the unit, which cells show. */
function columnsThatTell({ columns, rows }: ReportResult): readonly Column[] {
  const several = new Set(rows.map(({ pipeline }) => pipeline)).size > 1
  return columns.filter(({ key }) => key !== 'unit' && (key !== 'pipeline' || several))
}

/** The row's name, which opens the deals behind it. */
function RowLabel({ row, column, result }: { row: Row; column: Column; result: ReportResult }): JSX.Element | string {
  const text = cellText(row[column.key], column.type, result)
  const label = column.key === 'bucket' ? inWords(text) : (MEASURES[text]?.label ?? text)
  return row.deals ? <a href={row.deals}>{label}</a> : label
}

/** "pulled-in" as people read it: "Pulled in" */
function inWords(id: string): string {
  return `${id.charAt(0).toUpperCase()}${id.slice(1)}`.replaceAll('-', ' ')
}

function alignment(column: Column): string {
  return column.type === 'text' ? '' : 'number'
}
