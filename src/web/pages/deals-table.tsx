import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  type DealCell,
  type DealColumn,
  type DealRow,
  dealColumn,
  formatMoney,
  isStale,
  isStuck,
  localDateOf,
  type Opportunity,
  type Sort,
} from '../../core/index.ts'
import { countText, dateText } from '../format.ts'
import { type FilterEntry, queryOf } from '../query.ts'
import { StatusBadge } from './status-badge.tsx'

export interface DealsTableProps {
  readonly columns: readonly DealColumn[]
  readonly rows: readonly DealRow[]
  readonly sort: Sort
  /** What the list's address says, without sort and cursor. */
  readonly entries: readonly FilterEntry[]
  /** What is late or stuck is marked; left out for a moment in the past. */
  readonly limits: ReadonlyMap<string, number | null>
  readonly now: string
  readonly timeZone: string
  /** Kept in links to a deal: the moment that the list is about. */
  readonly asOf: string | null
  /** The form that rows can be chosen for. */
  readonly selects?: string | undefined
}

/** The deals in the columns chosen; where it is narrow, each as a card. */
export function DealsTable(props: DealsTableProps): JSX.Element {
  const { columns, rows, selects } = props
  return (
    <section class="table-scroll" aria-label="Deals, table" tabindex={0}>
      <table>
        <thead>
          <tr>
            {selects ? (
              <th scope="col" class="select">
                <span class="visually-hidden">Choose</span>
                <input type="checkbox" class="with-scripts" data-select-all aria-label="Choose all on this page" />
              </th>
            ) : null}
            {columns.map((column) => (
              <ColumnHead column={column} {...props} />
            ))}
          </tr>
        </thead>
        <tbody data-live="deals-rows">
          {rows.map((row) => (
            <DealLine row={row} {...props} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** A column's head that sorts by it where that makes sense; a second press turns the order around. */
function ColumnHead({ column, entries, sort }: DealsTableProps & { column: DealColumn }): JSX.Element {
  const { label, type, sort: first } = dealColumn(column)
  const className = isNumber(type) ? 'number' : ''
  if (!first) {
    return (
      <th scope="col" class={className}>
        {label}
      </th>
    )
  }
  const other = first.startsWith('-') ? (first.slice(1) as Sort) : (`-${first}` as Sort)
  const isSorted = sort === first || sort === other
  // Days count from a moment: the earliest is the most.
  const isUp = sort.startsWith('-') === (type === 'days')
  const order = isSorted ? { 'aria-sort': isUp ? 'ascending' : 'descending' } : {}
  const by = queryOf([...entries, ['sort', sort === first ? other : first]])
  return (
    <th scope="col" class={className} {...(order as object)}>
      <a class="sort" href={`/deals${by}`}>
        {label}
        <span aria-hidden="true">{isSorted ? (isUp ? '↑' : '↓') : ''}</span>
      </a>
    </th>
  )
}

function DealLine({ row, ...props }: DealsTableProps & { row: DealRow }): JSX.Element {
  const { deal, cells } = row
  const { columns, selects } = props
  return (
    <tr data-key={deal.ref}>
      {selects ? (
        <td class="select">
          <input
            type="checkbox"
            name="deal"
            value={String(deal.number)}
            form={selects}
            aria-label={`Choose ${deal.ref}`}
          />
        </td>
      ) : null}
      {columns.map((column, place) =>
        column === 'name' ? (
          <NameCell deal={deal} {...props} />
        ) : (
          <td
            class={`${column} ${isNumber(dealColumn(column).type) ? 'number' : ''}`}
            data-label={dealColumn(column).label}
          >
            <CellContent cell={cells[place] ?? null} column={column} deal={deal} />
            <Mark column={column} deal={deal} {...props} />
          </td>
        ),
      )}
    </tr>
  )
}

function NameCell({ deal, columns, asOf }: DealsTableProps & { deal: Opportunity }): JSX.Element {
  const shown = columns.includes('company') || columns.includes('contact')
  const company = shown ? null : (deal.contact?.company ?? deal.contact?.name)
  const then = asOf ? queryOf([['asOf', asOf]]) : ''
  return (
    <td class="name">
      <a href={`/deals/${deal.number}${then}`}>{deal.name}</a>
      <span class="muted">
        {deal.ref}
        {company ? ` · ${company}` : ''}
      </span>
    </td>
  )
}

function CellContent({ cell, column, deal }: { cell: DealCell; column: DealColumn; deal: Opportunity }): JSX.Element {
  if (cell === null || (Array.isArray(cell) && cell.length === 0)) return <span class="muted">–</span>
  const { type } = dealColumn(column)
  if (type === 'status') return <StatusBadge status={deal.status} />
  if (type === 'money') return <>{formatMoney(cell as number, deal.currency)}</>
  if (type === 'percent') return <>{`${cell} %`}</>
  if (type === 'days') return <>{`${countText(Math.floor(cell as number))} d`}</>
  if (type === 'date') return <>{dateText(cell as string)}</>
  if (type === 'text') return <span title={String(cell)}>{cell as string}</span>
  return (
    <>
      {(cell as string[]).map((tag) => (
        <span class="tag">{tag}</span>
      ))}
    </>
  )
}

/** What wants attention is said in its own column. */
function Mark({
  column,
  deal,
  limits,
  now,
  timeZone,
  asOf,
}: DealsTableProps & { column: DealColumn; deal: Opportunity }) {
  if (asOf !== null) return null
  const limit = limits.get(deal.stage.id) ?? null
  const word = {
    expected: deal.status === 'open' && (deal.expectedCloseOn ?? '9999') < localDateOf(now, timeZone) && 'overdue',
    'stage-age': isStuck(deal, limit, now) && 'stuck',
    idle: isStale(deal, limit, now) && 'stale',
  }[column as string]
  return word ? <span class="late">{word}</span> : null
}

function isNumber(type: string): boolean {
  return type === 'money' || type === 'percent' || type === 'days'
}
