import type { JSX } from 'hono/jsx/jsx-runtime'
import { DEAL_COLUMNS, type DealColumn, dealColumn } from '../../core/index.ts'

interface ListColumnsProps {
  readonly columns: readonly DealColumn[]
  /** The list's own address, to come back to. */
  readonly back: string
  /** Whether the chooser stands open: after a press on an arrow, without scripts. */
  readonly open: boolean
}

/** Chooses the list's columns and their order: tick what to show, and move it with the arrows. */
export function ListColumns({ columns, back, open }: ListColumnsProps): JSX.Element {
  const hidden = DEAL_COLUMNS.map(({ key }) => key).filter((key) => !columns.includes(key))
  const movable = columns.filter((key) => key !== 'name')
  return (
    <details class="menu" id="columns" data-closes open={open}>
      <summary class="button tight">Columns</summary>
      <form class="menu-panel column-chooser" method="post" action="/deals/columns">
        <input type="hidden" name="back" value={back} />
        <p class="muted small">The deal’s name comes first. Tick what else to show, and put it in order.</p>
        <ol data-columns>
          {[...movable, ...hidden].map((key) => (
            <ColumnLine column={key} shown={columns.includes(key)} />
          ))}
        </ol>
        <div class="buttons">
          <button class="button main tight" type="submit">
            Show these
          </button>
          <button class="button tight" type="submit" name="reset" value="1">
            As at first
          </button>
        </div>
      </form>
    </details>
  )
}

function ColumnLine({ column, shown }: { column: DealColumn; shown: boolean }): JSX.Element {
  const { label } = dealColumn(column)
  return (
    <li>
      <input type="hidden" name="order" value={column} />
      <label class="check">
        <input type="checkbox" name="show" value={column} checked={shown} />
        {label}
      </label>
      <button class="icon-button" type="submit" name="move" value={`${column} up`} aria-label={`${label}: move up`}>
        ↑
      </button>
      <button class="icon-button" type="submit" name="move" value={`${column} down`} aria-label={`${label}: move down`}>
        ↓
      </button>
    </li>
  )
}
