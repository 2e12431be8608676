import { sql } from 'kysely'
import type { Ctx, TxCtx } from '../context.ts'
import { newId } from '../ids.ts'
import type { Instant } from '../time.ts'
import type { NextTask } from './model.ts'

/** The most urgent open task of each deal; with an `asOf`, of those that were open then. */
export async function nextTasksOf(
  ctx: Ctx,
  dealIds: readonly string[],
  asOf: Instant | null,
): Promise<Map<string, NextTask>> {
  if (dealIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('tasks as t')
    .select(['t.opportunity_id', 't.text', 't.due_on'])
    .where('t.workspace_id', '=', ctx.workspace.id)
    .where('t.opportunity_id', 'in', dealIds)
    .where((task) =>
      asOf === null
        ? task('t.done_at', 'is', null)
        : task.and([
            task('t.created_at', '<=', asOf),
            task.or([task('t.done_at', 'is', null), task('t.done_at', '>', asOf)]),
          ]),
    )
    .orderBy(sql`coalesce(t.due_on, '9999')`, 'desc')
    .orderBy('t.number', 'desc')
    .execute()
  // The most urgent comes last and stays.
  return new Map(rows.map(({ opportunity_id, text, due_on }) => [opportunity_id, { text, dueOn: due_on }]))
}

/** The columns that the member chose; null when they never did. */
export async function columnsOf(ctx: Ctx, memberId: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('list_columns')
    .select('columns')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return row?.columns ?? null
}

/** Keeps the columns that the member chose. */
export async function keepColumns(tx: TxCtx, memberId: string, columns: string): Promise<void> {
  await tx.db
    .insertInto('list_columns')
    .values({ id: newId(), workspace_id: tx.workspace.id, member_id: memberId, columns })
    .onConflict((row) => row.columns(['workspace_id', 'member_id']).doUpdateSet({ columns }))
    .execute()
}
