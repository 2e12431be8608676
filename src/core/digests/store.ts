import type { Ctx, TxCtx } from '../context.ts'
import { newId } from '../ids.ts'
import type { Digest, Slot } from './model.ts'

/** A digest of one member's morning. */
export interface MemberSlot {
  readonly memberId: string
  readonly digest: Digest
  readonly slot: Slot
}

/** Of these, those that no process has taken on, of members who were there when they fell due. */
export async function unclaimed(ctx: Ctx, due: readonly MemberSlot[]): Promise<MemberSlot[]> {
  const days = [...new Set(due.map(({ slot }) => slot.day))]
  if (days.length === 0) return []
  const claims = await ctx.db
    .selectFrom('digest_slots')
    .select(['member_id', 'digest', 'slot'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('slot', 'in', days)
    .execute()
  const members = ctx.db.selectFrom('members').select(['id', 'created_at']).where('workspace_id', '=', ctx.workspace.id)
  const since = new Map((await members.execute()).map((row) => [row.id, row.created_at]))
  const taken = new Set(claims.map((row) => `${row.member_id}/${row.digest}/${row.slot}`))
  return due.filter(
    ({ memberId, digest, slot }) =>
      !taken.has(`${memberId}/${digest}/${slot.day}`) && (since.get(memberId) ?? slot.at) < slot.at,
  )
}

/** Takes the digest on; false when another process was faster. */
export async function claim(tx: TxCtx, { memberId, digest, slot }: MemberSlot): Promise<boolean> {
  const claimed = await tx.db
    .insertInto('digest_slots')
    .values({
      id: newId(),
      workspace_id: tx.workspace.id,
      member_id: memberId,
      digest,
      slot: slot.day,
      claimed_at: tx.now(),
    })
    .onConflict((taken) => taken.columns(['workspace_id', 'member_id', 'digest', 'slot']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return claimed !== undefined
}
