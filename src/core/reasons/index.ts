import { type Ctx, inTransaction } from '../context.ts'
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
 * rates of the past follow. Admins only.
 */
export async function editReason(
  ctx: Ctx,
  input: { reason: string; name?: string | undefined; notARealDeal?: boolean | undefined },
): Promise<Reason> {
  requireAdmin(ctx, 'change reasons')
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    const reason = await activeReason(tx, input.reason)
    const others = (await listReasons(tx, { status: reason.status })).filter((other) => other.id !== reason.id)
    const { name = reason.name, notARealDeal = reason.notARealDeal } = input
    const edited = { name: reasonName(name, others), notARealDeal }
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

async function activeReason(ctx: Ctx, words: string): Promise<Reason> {
  return pickByName(words, await listReasons(ctx), { what: 'reason', listed: 'The reasons' })
}
