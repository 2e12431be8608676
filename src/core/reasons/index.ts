import { type Ctx, inTransaction } from '../context.ts'
import { invalid } from '../errors.ts'
import { newId } from '../ids.ts'
import { pickByName } from '../matching.ts'
import { requireAdmin } from '../permissions.ts'
import { bumpRevision } from '../workspaces/store.ts'
import { type Reason, type ReasonStatus, reasonName } from './model.ts'
import * as store from './store.ts'

/** The reasons in order: of both endings or of one; `retired` adds the retired ones. */
export async function listReasons(
  ctx: Ctx,
  { status, retired = false }: { status?: ReasonStatus; retired?: boolean } = {},
): Promise<Reason[]> {
  const reasons = await store.all(ctx, { retired })
  return status ? reasons.filter((reason) => reason.status === status) : reasons
}

/** The reason by id, name or beginning of the name, among those of the ending. Retired ones are not found. */
export async function findReason(ctx: Ctx, words: string, status: ReasonStatus): Promise<Reason> {
  const reasons = await listReasons(ctx, { status })
  return pickByName(words, reasons, { what: 'reason', where: `for ${status} deals`, listed: 'The reasons' })
}

/** Adds a reason after the others. Admins only. */
export async function createReason(
  ctx: Ctx,
  input: { name: string; status: ReasonStatus; notARealDeal?: boolean | undefined },
): Promise<Reason> {
  requireAdmin(ctx, 'add reasons')
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    const name = reasonName(input.name, await listReasons(tx, { status: input.status }))
    const everyone = await listReasons(tx, { retired: true })
    const position = Math.max(-1, ...everyone.map((reason) => reason.position)) + 1
    const { status, notARealDeal = false } = input
    const reason = { id: newId(), name, status, position, notARealDeal }
    await store.insert(tx, reason)
    return { ...reason, retiredAt: null }
  })
}

/**
 * Gives a reason another name, also where it was given already, or says whether deals closed for it were deals at all;
 * rates of the past follow. A retired reason, which only its id names, can still be said to be none or one. Admins only.
 * Throws `invalid` for a name that is taken, or for a retired reason's.
 */
export async function editReason(
  ctx: Ctx,
  input: { reason: string; name?: string | undefined; notARealDeal?: boolean | undefined },
): Promise<Reason> {
  requireAdmin(ctx, 'change reasons')
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    const reason = (await retiredReason(tx, input.reason)) ?? (await activeReason(tx, input.reason))
    const { notARealDeal = reason.notARealDeal } = input
    const edited = { name: await nameAfter(tx, reason, input.name), notARealDeal }
    await store.update(tx, reason.id, { name: edited.name, not_a_real_deal: notARealDeal ? 1 : 0 })
    return { ...reason, ...edited }
  })
}

/** Takes a reason out of the choices; deals that have it keep it. Admins only. */
export async function retireReason(ctx: Ctx, input: { reason: string }): Promise<Reason> {
  requireAdmin(ctx, 'retire reasons')
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    const reason = await activeReason(tx, input.reason)
    const retiredAt = tx.now()
    await store.update(tx, reason.id, { retired_at: retiredAt })
    return { ...reason, retiredAt }
  })
}

/** The name given, if one is. */
async function nameAfter(ctx: Ctx, reason: Reason, name: string | undefined): Promise<string> {
  if (name === undefined) return reason.name
  if (reason.retiredAt) throw invalid(`“${reason.name}” is retired and keeps its name.`)
  const others = await listReasons(ctx, { status: reason.status })
  return reasonName(
    name,
    others.filter(({ id }) => id !== reason.id),
  )
}

async function retiredReason(ctx: Ctx, id: string): Promise<Reason | undefined> {
  return (await listReasons(ctx, { retired: true })).find((reason) => reason.id === id && reason.retiredAt !== null)
}

async function activeReason(ctx: Ctx, words: string): Promise<Reason> {
  return pickByName(words, await listReasons(ctx), { what: 'reason', listed: 'The reasons' })
}
