import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import { type DealColumn, readColumns } from '../deal-lists/model.ts'
import { forbidden, invalid, notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import type { Sort } from '../opportunities/sort-store.ts'
import { requireManager } from '../permissions.ts'
import { cleanText } from '../text.ts'
import { LONGEST_NAME, LONGEST_QUERY, MOST_SAVED, type SavedFilter } from './model.ts'
import * as store from './store.ts'

export interface SaveFilterInput {
  readonly name: string
  /** Filters as they stand in an address, without the question mark. */
  readonly query: string
  readonly sort: Sort
  readonly columns: readonly string[]
  /** Offers it to the whole team; managers and admins only. */
  readonly shared?: boolean
}

/** The actor's saved filters and those that the team shares; own ones first, each by name. */
export async function listSavedFilters(ctx: Ctx): Promise<SavedFilter[]> {
  const { memberId } = ctx.actor
  return memberId === null ? [] : store.visibleTo(ctx, memberId)
}

/** Keeps a list under a name. Throws `invalid` for a name that is taken, `forbidden` when a rep shares it. */
export function saveFilter(ctx: Ctx, input: SaveFilterInput): Promise<SavedFilter> {
  return inTransaction(ctx, async (tx) => {
    const { memberId, name: ownerName } = tx.actor
    if (memberId === null) throw invalid('Only a member can save a filter.')
    const shared = input.shared ?? false
    if (shared) requireManager(tx, 'share filters with the team')
    const own = (await store.visibleTo(tx, memberId)).filter(({ owner }) => owner.id === memberId)
    if (own.length >= MOST_SAVED) throw invalid(`You have ${MOST_SAVED} saved filters. Delete one first.`)
    const filter = { id: newId(), owner: { id: memberId, name: ownerName }, ...checked(input), shared }
    await store.insert(tx, filter)
    return filter
  })
}

export interface UpdateFilterInput extends Partial<SaveFilterInput> {
  readonly id: string
}

/**
 * Changes a saved filter: its name, what it shows, or whether it is shared. One's own; those that the team shares also
 * managers and admins. Throws `not_found`, `forbidden`, and `invalid` for a name that is taken.
 */
export function updateFilter(ctx: Ctx, { id, ...changes }: UpdateFilterInput): Promise<SavedFilter> {
  return inTransaction(ctx, async (tx) => {
    const before = await filterToChange(tx, id)
    const shared = changes.shared ?? before.shared
    if (shared !== before.shared) requireManager(tx, 'share filters with the team')
    const after = { ...before, ...checked({ ...before, ...changes }), shared }
    await store.update(tx, after)
    return after
  })
}

/** Deletes a saved filter; no deal is touched. Throws as `updateFilter` does. */
export function deleteFilter(ctx: Ctx, id: string): Promise<SavedFilter> {
  return inTransaction(ctx, async (tx) => {
    const gone = await filterToChange(tx, id)
    await store.remove(tx, id)
    return gone
  })
}

/** Whether the actor may change it: their own, or as a manager one that the team shares. */
export function mayChangeFilter({ actor }: Pick<Ctx, 'actor'>, { owner, shared }: SavedFilter): boolean {
  return owner.id === actor.memberId || (shared && actor.role !== 'rep')
}

async function filterToChange(tx: TxCtx, id: string): Promise<SavedFilter> {
  const filter = await store.byId(tx, id)
  const isVisible = filter && (filter.shared || filter.owner.id === tx.actor.memberId)
  if (!isVisible) throw notFound('This saved filter is gone. Somebody may have deleted it.')
  if (mayChangeFilter(tx, filter)) return filter
  throw forbidden(`“${filter.name}” is ${filter.owner.name}’s. Save it under a name of your own to change it.`)
}

function checked(input: Pick<SaveFilterInput, 'name' | 'query' | 'sort' | 'columns'>) {
  const name = cleanText(input.name, { field: 'name', max: LONGEST_NAME, required: true })
  if (input.query.length > LONGEST_QUERY) throw invalid('That is narrowed down by too much to be kept. Take some away.')
  const columns: readonly DealColumn[] = readColumns(input.columns)
  return { name, query: input.query, sort: input.sort, columns }
}
