import type { Ctx, TxCtx } from '../context.ts'
import type { OverviewChoiceRow, OverviewViewRow } from '../db/overview-tables.ts'
import { newId } from '../ids.ts'

/** What the member chose and arranged; null while they did neither. */
export async function choiceOf(ctx: Ctx, memberId: string): Promise<Pick<OverviewChoiceRow, 'shown' | 'cards'> | null> {
  const own = ctx.db.selectFrom('overview_choices').select(['shown', 'cards'])
  const row = await own
    .where('workspace_id', '=', ctx.workspace.id)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return row ?? null
}

/** Keeps what the member sees and arranged. */
export async function saveChoice(
  tx: TxCtx,
  memberId: string,
  choice: Pick<OverviewChoiceRow, 'shown' | 'cards'>,
): Promise<void> {
  const kept = { ...choice, changed_at: tx.now() }
  await tx.db
    .insertInto('overview_choices')
    .values({ id: newId(), workspace_id: tx.workspace.id, member_id: memberId, ...kept })
    .onConflict((known) => known.columns(['workspace_id', 'member_id']).doUpdateSet(kept))
    .execute()
}

/** The team's views by name. */
export function views(ctx: Ctx): Promise<OverviewViewRow[]> {
  const own = ctx.db.selectFrom('overview_views').selectAll().where('workspace_id', '=', ctx.workspace.id)
  return own.orderBy('name').execute()
}

/** Keeps a view under its id. */
export async function saveView(
  tx: TxCtx,
  view: Pick<OverviewViewRow, 'id' | 'name' | 'cards' | 'team_default'>,
): Promise<void> {
  const { id, ...facts } = view
  const kept = { ...facts, changed_at: tx.now() }
  await tx.db
    .insertInto('overview_views')
    .values({ id, workspace_id: tx.workspace.id, created_by: tx.actor.memberId, ...kept })
    .onConflict((known) => known.column('id').doUpdateSet(kept))
    .execute()
}

/** Makes one view what members see who chose nothing, or none of them. */
export async function markDefault(tx: TxCtx, viewId: string | null): Promise<void> {
  const own = () => tx.db.updateTable('overview_views').where('workspace_id', '=', tx.workspace.id)
  await own().set({ team_default: 0 }).execute()
  if (viewId) await own().set({ team_default: 1 }).where('id', '=', viewId).execute()
}

/** Takes a view away. */
export async function removeView(tx: TxCtx, viewId: string): Promise<void> {
  const own = tx.db.deleteFrom('overview_views').where('workspace_id', '=', tx.workspace.id)
  await own.where('id', '=', viewId).execute()
}
