import { type Ctx, inTransaction } from '../context.ts'
import { type ListInput, listOpportunities } from '../opportunities/listing-store.ts'
import type { Opportunity } from '../opportunities/model.ts'
import { columnsKept, DEFAULT_COLUMNS, type DealCell, type DealColumn, dealColumn, readColumns } from './model.ts'
import * as store from './store.ts'

/** A deal as a list shows it: its cells in the order of the columns asked for. */
export interface DealRow {
  readonly deal: Opportunity
  readonly cells: readonly DealCell[]
}

export interface DealRows {
  readonly items: readonly DealRow[]
  /** Names the next page; null on the last. */
  readonly next: string | null
}

/** A page of deals in the columns asked for; with an `asOf`, as they stood then. Throws as `listOpportunities` does. */
export async function listDealRows(
  ctx: Ctx,
  { columns, ...input }: ListInput & { columns: readonly DealColumn[] },
): Promise<DealRows> {
  const { asOf } = input.filters
  const { items, next } = await listOpportunities(ctx, input)
  const ids = columns.includes('next-task') ? items.map(({ id }) => id) : []
  const tasks = await store.nextTasksOf(ctx, ids, asOf)
  const look = { now: asOf ?? ctx.now(), timeZone: ctx.workspace.timeZone }
  const rows = items.map((deal) => {
    const here = { ...look, nextTask: tasks.get(deal.id) ?? null }
    return { deal, cells: columns.map((key) => dealColumn(key).cell(deal, here)) }
  })
  return { items: rows, next }
}

/** The columns in which the actor sees lists of deals. */
export async function columnsInUse(ctx: Ctx): Promise<readonly DealColumn[]> {
  const { memberId } = ctx.actor
  const kept = memberId === null ? null : await store.columnsOf(ctx, memberId)
  return kept === null ? DEFAULT_COLUMNS : columnsKept(kept)
}

/** From now on the actor sees lists in these columns, in this order. Throws `invalid` for a word that names none. */
export async function chooseListColumns(ctx: Ctx, words: readonly string[]): Promise<readonly DealColumn[]> {
  const columns = readColumns(words)
  const { memberId } = ctx.actor
  if (memberId === null) return columns
  return inTransaction(ctx, async (tx) => {
    await store.keepColumns(tx, memberId, columns.join())
    return columns
  })
}
