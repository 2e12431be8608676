import type { Ctx, TxCtx, Via } from '../context.ts'
import { newId } from '../ids.ts'
import { type Note, noteText } from './model.ts'

/** The notes of a deal, newest first. */
export async function ofOpportunity(ctx: Ctx, deal: { id: string; number: number }): Promise<Note[]> {
  const rows = await ctx.db
    .selectFrom('notes')
    .leftJoin('members', 'members.id', 'notes.author_id')
    .selectAll('notes')
    .select('members.name as author_name')
    .where('notes.workspace_id', '=', ctx.workspace.id)
    .where('notes.opportunity_id', '=', deal.id)
    .orderBy('notes.created_at', 'desc')
    .orderBy('notes.id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    opportunityNumber: deal.number,
    author: row.author_id === null ? null : { id: row.author_id, name: row.author_name ?? '' },
    text: row.text,
    via: row.via as Via,
    createdAt: row.created_at,
  }))
}

/**
 * Adds a note to a deal, in the name of the one who acts; the same request again adds none, and gives the one it added.
 * Throws `invalid` for a text that cannot be kept.
 */
export async function addNoteTo(tx: TxCtx, opportunityId: string, text: string): Promise<string> {
  const sourceKey = tx.requestKey ? `${tx.requestKey}/note/${opportunityId}` : null
  const added = await tx.db
    .insertInto('notes')
    .values({
      id: newId(),
      workspace_id: tx.workspace.id,
      opportunity_id: opportunityId,
      author_id: tx.actor.memberId,
      text: noteText(text),
      via: tx.actor.via,
      created_at: tx.now(),
      source_key: sourceKey,
    })
    .onConflict((known) => known.columns(['workspace_id', 'source_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added) return added.id
  const own = tx.db.selectFrom('notes').select('id').where('workspace_id', '=', tx.workspace.id)
  return (await own.where('source_key', '=', sourceKey).executeTakeFirstOrThrow()).id
}
