import type { Ctx, TxCtx } from '../context.ts'
import { fromFlag, isUniqueViolation, toFlag } from '../db/portable.ts'
import { columnsKept } from '../deal-lists/model.ts'
import { invalid } from '../errors.ts'
import { SORTS } from '../opportunities/sort-store.ts'
import type { SavedFilter } from './model.ts'

/** The member's own and those that the team shares, by name; own ones first. */
export async function visibleTo(ctx: Ctx, memberId: string): Promise<SavedFilter[]> {
  const rows = await savedFilters(ctx)
    .where((row) => row.or([row('f.member_id', '=', memberId), row('f.shared', '=', 1)]))
    .execute()
  const rank = (filter: SavedFilter) => (filter.owner.id === memberId ? 0 : 1)
  return rows.map(savedFilterOf).sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
}

export async function byId(ctx: Ctx, id: string): Promise<SavedFilter | null> {
  const row = await savedFilters(ctx).where('f.id', '=', id).executeTakeFirst()
  return row ? savedFilterOf(row) : null
}

/** Adds it. Throws `invalid` when its owner has one of that name. */
export async function insert(tx: TxCtx, filter: SavedFilter): Promise<void> {
  const { id, owner, name } = filter
  const row = { id, workspace_id: tx.workspace.id, member_id: owner.id, ...columnsOfRow(filter), created_at: tx.now() }
  await unlessTaken(name, tx.db.insertInto('saved_filters').values(row).execute())
}

/** Keeps it as it is now. Throws `invalid` when its owner has another one of that name. */
export async function update(tx: TxCtx, filter: SavedFilter): Promise<void> {
  const own = tx.db.updateTable('saved_filters').set(columnsOfRow(filter)).where('workspace_id', '=', tx.workspace.id)
  await unlessTaken(filter.name, own.where('id', '=', filter.id).execute())
}

export async function remove(tx: TxCtx, id: string): Promise<void> {
  await tx.db.deleteFrom('saved_filters').where('workspace_id', '=', tx.workspace.id).where('id', '=', id).execute()
}

function columnsOfRow({ name, shared, query, sort, columns }: SavedFilter) {
  return { name, shared: toFlag(shared), query, sort, columns: columns.join() }
}

async function unlessTaken(name: string, write: Promise<unknown>): Promise<void> {
  try {
    await write
  } catch (error) {
    if (!isUniqueViolation(error, 'name')) throw error
    const sentence = `You have a saved filter “${name}” already. Choose another name, or update that one.`
    throw invalid(sentence, { name: sentence })
  }
}

function savedFilters(ctx: Ctx) {
  return ctx.db
    .selectFrom('saved_filters as f')
    .innerJoin('members as m', 'm.id', 'f.member_id')
    .selectAll('f')
    .select('m.name as owner_name')
    .where('f.workspace_id', '=', ctx.workspace.id)
}

type Joined = Awaited<ReturnType<ReturnType<typeof savedFilters>['executeTakeFirstOrThrow']>>

function savedFilterOf(row: Joined): SavedFilter {
  return {
    id: row.id,
    name: row.name,
    owner: { id: row.member_id, name: row.owner_name },
    shared: fromFlag(row.shared),
    query: row.query,
    sort: SORTS.find((known) => known === row.sort) ?? '-created',
    columns: columnsKept(row.columns),
  }
}
