import { sql } from 'kysely'
import type { Ctx } from '../context.ts'
import type { NextTask } from './model.ts'

const NO_DAY = '9999-12-31'

/** The open task that is due first, of each of the deals that has one, by the deal's id. The actor must see the deals. */
export async function nextTasksOf(ctx: Ctx, deals: readonly { readonly id: string }[]): Promise<Map<string, NextTask>> {
  if (deals.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('tasks')
    .select(['opportunity_id', 'number', 'text', 'due_on', 'due_at'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where(
      'opportunity_id',
      'in',
      deals.map(({ id }) => id),
    )
    .where('done_at', 'is', null)
    // The latest first, so that the first one stays in the map.
    .orderBy(sql`coalesce(due_on, ${NO_DAY})`, 'desc')
    .orderBy(sql`coalesce(due_at, ${NO_DAY})`, 'desc')
    .orderBy('number', 'desc')
    .execute()
  return new Map(
    rows.map(({ opportunity_id, number, text, due_on: dueOn, due_at: dueAt }) => [
      opportunity_id,
      { number, ref: `T-${number}`, text, dueOn, dueAt },
    ]),
  )
}
