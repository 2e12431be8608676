import type { JSX } from 'hono/jsx/jsx-runtime'
import { inWords, monthName } from '../../charts/index.ts'
import { type Column, FEW, isFew, type ReportResult, type Row, reasonIn, typeIn } from '../../core/index.ts'
import { cellText } from '../format.ts'
import { MEASURES } from './measures.ts'

/** Every row of a report as real tables, one for each group of rows: to read, copy and compare. */
export function ReportTable({ result }: { result: ReportResult }): JSX.Element {
  const groups = groupsOf(result)
  return (
    <div class="tables">
      {groups.map(({ title, columns, rows }, place) => (
        // Totals are of all rows: they stand once, below the last.
        <OneTable
          title={title}
          columns={columns}
          rows={rows}
          result={place === groups.length - 1 ? result : { ...result, totals: {} }}
        />
      ))}
      {result.rows.length === 0 ? <p class="muted">No rows: nothing matched.</p> : null}
      {hasFew(result) ? <p class="muted small">Paler figures speak of fewer than {FEW}.</p> : null}
    </div>
  )
}

interface TableProps {
  title: string | null
  columns: readonly Column[]
  rows: readonly Row[]
  result: ReportResult
}

function OneTable({ title, columns, rows, result }: TableProps): JSX.Element {
  const name = title ? `${result.title}: ${title}` : result.title
  return (
    <section class="table-scroll" aria-label={`${name}, table`} tabindex={0}>
      <table>
        <caption class={title ? '' : 'visually-hidden'}>{title ?? result.title}</caption>
        <thead>
          <tr>
            {columns.map((column, place) => (
              <th scope="col" class={place === 0 ? '' : alignment(column)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <TableRow rows={rows} place={place} columns={columns} result={result} row={row} />
          ))}
        </tbody>
        <Totals columns={columns} result={result} rows={rows} />
      </table>
    </section>
  )
}

/** A row. Rows that begin alike share their first cell; then the second one names the row and opens its deals. */
function TableRow({ rows, place, columns, result, row }: Omit<TableProps, 'title'> & { place: number; row: Row }) {
  const [first, second, ...rest] = columns
  const together = second?.type === 'text' && first?.type === 'text' && alikes(rows, first.key) < rows.length
  const key = first ? `${row[first.key]} ${second ? row[second.key] : ''}` : ''
  const run = first ? runFrom(rows, place, first.key) : 1
  const begins = first && row[first.key] !== rows[place - 1]?.[first.key]
  return (
    <tr data-key={key}>
      {first && !together ? <NameCell row={row} column={first} result={result} /> : null}
      {first && together && begins ? (
        <th scope="rowgroup" rowspan={run} class={place + run === rows.length ? 'last' : ''}>
          {textOf(row, first, result)}
        </th>
      ) : null}
      {second && together ? <NameCell row={row} column={second} result={result} within /> : null}
      {second && !together ? (
        <DataCell row={row} column={{ ...second, type: typeIn(row, second) }} result={result} />
      ) : null}
      {rest.map((column) => (
        <DataCell row={row} column={{ ...column, type: typeIn(row, column) }} result={result} />
      ))}
    </tr>
  )
}

function Totals({ columns, rows, result }: Omit<TableProps, 'title'>): JSX.Element | null {
  const { totals } = result
  const [first, ...rest] = columns
  if (!first || rows.length === 0 || !columns.some(({ key }) => key in totals)) return null
  return (
    <tfoot>
      <tr>
        <th scope="row">Total</th>
        {rest.map((column) =>
          column.key in totals ? (
            <DataCell row={totals} column={column} result={result} />
          ) : (
            <td class={alignment(column)} />
          ),
        )}
      </tr>
    </tfoot>
  )
}

/** How many stretches of rows begin alike. */
function alikes(rows: readonly Row[], key: string): number {
  return rows.filter((row, place) => row[key] !== rows[place - 1]?.[key]).length
}

/** How many rows from there on begin alike. */
function runFrom(rows: readonly Row[], place: number, key: string): number {
  const end = rows.findIndex((row, other) => other > place && row[key] !== rows[place]?.[key])
  return (end < 0 ? rows.length : end) - place
}

/** Rows that are of several kinds have a column that says which: each kind is a table with its own columns. */
function groupsOf(result: ReportResult): { title: string | null; columns: readonly Column[]; rows: readonly Row[] }[] {
  const names = [...new Set(result.rows.map(({ group }) => group))]
  const columns = columnsThatTell(result.columns, result.rows)
  if (names.length < 2 || !columns.some(({ key }) => key === 'group')) {
    return [{ title: null, columns, rows: result.rows }]
  }
  return names.map((name) => {
    const rows = result.rows.filter(({ group }) => group === name)
    const own = columns.filter(({ key }) => key !== 'group' && rows.some((row) => (row[key] ?? null) !== null))
    return { title: `By ${String(name)}`, columns: own, rows }
  })
}

/** All but the pipeline where there is one only: it would say the same in every row. */
function columnsThatTell(columns: readonly Column[], rows: readonly Row[]): readonly Column[] {
  const several = new Set(rows.map(({ pipeline }) => pipeline)).size > 1
  return columns.filter(({ key }) => key !== 'unit' && (key !== 'pipeline' || several))
}

/** A cell; a share says in a pointer's hint and to a screen reader what it was made of. */
function DataCell({ row, column, result }: { row: Row; column: Column; result: ReportResult }) {
  const cell = row[column.key]
  const classes = `${alignment(column)} ${isFew(row, column) ? 'few' : ''}`
  const text =
    typeof cell === 'string' ? textOf({ [column.key]: cell }, column, result) : cellText(cell, column.type, result)
  const reason = reasonIn(row, column)
  if (reason) {
    return (
      <td class={classes}>
        {text} <span class="why-none">{reason}</span>
      </td>
    )
  }
  if (typeof cell !== 'object' || cell === null) return <td class={classes}>{text}</td>
  const whole = `${cell.numerator} of ${cell.denominator}`
  return (
    <td class={classes} title={whole}>
      {text}
      <span class="visually-hidden"> ({whole})</span>
    </td>
  )
}

interface NameProps {
  row: Row
  column: Column
  result: ReportResult
  /** It stands beside a cell that several rows share. */
  within?: boolean
}

/** The row's name, which opens the deals behind it. */
function NameCell({ row, column, result, within }: NameProps): JSX.Element {
  const text = textOf(row, column, result)
  return (
    <th scope="row" class={within ? 'within' : ''}>
      {row.deals ? <a href={row.deals}>{text}</a> : text}
    </th>
  )
}

function textOf(row: Row, column: Column, result: ReportResult): string {
  const text = cellText(row[column.key], typeIn(row, column), result)
  if (column.key === 'month') return monthName(text)
  return MEASURES[text]?.label ?? (IDS.includes(column.key) ? inWords(text) : text)
}

/** Columns whose cells are words of ours, not names that somebody chose. */
const IDS = ['bucket', 'status', 'measure', 'category', 'outcome']

function hasFew({ columns, rows, totals }: ReportResult): boolean {
  return [...rows, totals].some((row) => columns.some((column) => isFew(row, column) && !reasonIn(row, column)))
}

function alignment(column: Column): string {
  return column.type === 'text' ? '' : 'number'
}
