import type { Ctx } from '../../context.ts'
import { type Directory, type Filters, loadDirectory } from '../../filters/index.ts'
import type { Status } from '../../opportunities/model.ts'
import { byStatus } from './by-status.ts'
import { type Cell, cellsOf } from './cells.ts'
import { narrowed } from './narrowing.ts'
import { deals } from './sentences.ts'
import { NOTHING, negated, type Tally, total } from './tally.ts'

// The one rule for what rates are made of: a deal that was closed for a reason that says there never was a deal is in no
// denominator. Counts and values keep it. What a reason says is asked as it is today, of the past, too.

export type ByStatus = Record<Status, Tally>

/** The filters for what was closed and never was a deal; null where there can be none. */
export function neverDeals(filters: Filters, { reasons }: Directory): Filters | null {
  const flagged = reasons.filter(({ notARealDeal }) => notARealDeal).map(({ id }) => id)
  const reason = filters.reason?.length ? flagged.filter((id) => filters.reason?.includes(id)) : flagged
  const unsuccessful = narrowed(filters, ['lost', 'abandoned'])
  return reason.length && unsuccessful ? { ...unsuccessful, reason } : null
}

/** The filters for the deals that rates are made of: what a rate's denominator is listed by. */
export function realDeals(filters: Filters, directory: Directory): Filters {
  const never = neverDeals(filters, directory)
  return never?.reason
    ? { ...filters, notReason: [...new Set([...(filters.notReason ?? []), ...never.reason])] }
    : filters
}

/** The population in cells that rates are made of: what never was a deal is there once more, to be taken away. */
export async function realCellsOf(ctx: Ctx, filters: Filters): Promise<Cell[]> {
  const never = neverDeals(filters, await loadDirectory(ctx))
  const [all, others] = await Promise.all([cellsOf(ctx, filters), never ? cellsOf(ctx, never) : []])
  return [...all, ...others.map((cell) => ({ ...negated(cell), cycles: -cell.cycles }))]
}

/** The population by status that rates are made of. */
export async function realByStatus(ctx: Ctx, filters: Filters): Promise<ByStatus> {
  const never = neverDeals(filters, await loadDirectory(ctx))
  const all = await byStatus(ctx, filters)
  if (!never) return all
  const others = await byStatus(ctx, never)
  const real = (status: Status): Tally => total([all[status], negated(others[status])])
  return { open: all.open, won: all.won, lost: real('lost'), abandoned: real('abandoned') }
}

/** Which deals are in no rate, and why. */
export async function neverDealsNote(ctx: Ctx, filters: Filters): Promise<string[]> {
  const directory = await loadDirectory(ctx)
  const never = neverDeals(filters, directory)
  const { count } = never ? total(Object.values(await byStatus(ctx, never))) : NOTHING
  if (!never || count === 0) return []
  const names = directory.reasons.filter(({ id }) => never.reason?.includes(id)).map(({ name }) => name)
  const called = [...new Set(names)].join(' or ')
  return [
    `${deals(count)} closed as ${called} ${count === 1 ? 'was not a real deal and is' : 'were not real deals and are'} in no rate.`,
  ]
}
