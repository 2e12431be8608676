import { stringify } from 'csv-stringify/sync'
import type { Ctx } from '../context.ts'
import type { Filters } from '../filters/index.ts'
import { withFormulaGuard } from '../formula-guard.ts'
import { listOpportunities } from '../opportunities/listing-store.ts'
import { EXPORT_COLUMNS } from './columns.ts'
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
