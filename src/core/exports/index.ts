import { stringify } from 'csv-stringify/sync'
import type { Ctx } from '../context.ts'
import { listDealRows } from '../deal-lists/index.ts'
import { type DealCell, type DealColumn, dealColumn } from '../deal-lists/model.ts'
import type { Filters } from '../filters/index.ts'
import { withFormulaGuard } from '../formula-guard.ts'
import { listOpportunities } from '../opportunities/listing-store.ts'
import type { Sort } from '../opportunities/sort-store.ts'
import { EXPORT_COLUMNS, plainAmount } from './columns.ts'
import * as store from './store.ts'

const DEALS_PER_CHUNK = 200

/**
 * The deals that the filters leave and the actor may see, as CSV with the columns that an import understands, in chunks of
 * whole lines; the header comes first. No cell can be run as a formula by a spreadsheet.
 */
export async function* exportOpportunities(ctx: Ctx, filters: Filters): AsyncGenerator<string> {
  yield stringify([EXPORT_COLUMNS.map(({ header }) => header)])
  let cursor: string | null = null
  do {
    const page = await listOpportunities(ctx, { filters, sort: 'number', limit: DEALS_PER_CHUNK, cursor })
    const notes = await store.notesOf(
      ctx,
      page.items.map(({ id }) => id),
      filters.asOf,
    )
    const rows = page.items.map((deal) =>
      EXPORT_COLUMNS.map(({ cell }) => withFormulaGuard(cell(deal, notes.get(deal.id) ?? []))),
    )
    yield stringify(rows)
    cursor = page.next
  } while (cursor !== null)
}

/** The same deals in chosen columns and order, for people: money as decimals with the currency beside it. */
export async function* exportDealRows(
  ctx: Ctx,
  { filters, sort, columns }: { filters: Filters; sort: Sort; columns: readonly DealColumn[] },
): AsyncGenerator<string> {
  yield stringify([['Ref', ...columns.flatMap((key) => headsOf(key))]], { bom: true })
  let cursor: string | null = null
  do {
    const page = await listDealRows(ctx, { filters, sort, columns, limit: DEALS_PER_CHUNK, cursor })
    const rows = page.items.map(({ deal, cells }) => [
      deal.ref,
      ...columns.flatMap((key, place) => cellsOf(key, cells[place] ?? null, deal.currency)),
    ])
    yield stringify(rows)
    cursor = page.next
  } while (cursor !== null)
}

function headsOf(key: DealColumn): string[] {
  const { label, type } = dealColumn(key)
  if (type === 'money') return [label, `${label}: currency`]
  return [type === 'days' ? `${label} (days)` : label]
}

function cellsOf(key: DealColumn, cell: DealCell, currency: string): (string | number)[] {
  const { type } = dealColumn(key)
  if (type === 'money') return typeof cell === 'number' ? [plainAmount(cell, currency), currency] : ['', '']
  if (typeof cell === 'number') return [type === 'days' ? Number(cell.toFixed(1)) : cell]
  return [withFormulaGuard(typeof cell === 'string' ? cell : (cell ?? []).join(' '))]
}
