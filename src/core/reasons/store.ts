import type { Ctx, TxCtx } from '../context.ts'
import type { ReasonRow } from '../db/tables.ts'
import type { Reason } from './model.ts'

/** The reasons in order; the retired ones only when asked for. */
export async function all(ctx: Ctx, { retired }: { retired: boolean }): Promise<Reason[]> {
  const rows = await ctx.db
    .selectFrom('reasons')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .$if(!retired, (reasons) => reasons.where('retired_at', 'is', null))
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(reasonOf)
}

/** Adds a reason. */
export async function insert(
  tx: Pick<TxCtx, 'db' | 'workspace' | 'inTransaction'>,
  { notARealDeal = false, ...reason }: Omit<Reason, 'retiredAt' | 'notARealDeal'> & Partial<Reason>,
): Promise<void> {
  await tx.db
    .insertInto('reasons')
    .values({ ...reason, workspace_id: tx.workspace.id, retired_at: null, not_a_real_deal: notARealDeal ? 1 : 0 })
    .execute()
}

type Changes = Partial<Pick<ReasonRow, 'name' | 'retired_at' | 'not_a_real_deal'>>

/** Gives a reason another name or meaning, or retires it. */
export async function update(tx: TxCtx, id: string, changes: Changes): Promise<void> {
  const own = tx.db.updateTable('reasons').set(changes).where('workspace_id', '=', tx.workspace.id)
  await own.where('id', '=', id).execute()
}

function reasonOf(row: ReasonRow): Reason {
  const { id, name, status, position, retired_at: retiredAt } = row
  return { id, name, status, position, retiredAt, notARealDeal: row.not_a_real_deal === 1 }
}
