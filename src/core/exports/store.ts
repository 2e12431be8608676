import type { Ctx } from '../context.ts'
import type { Instant } from '../time.ts'

/** The notes of each deal, oldest first; with an `asOf`, those that were written by then. */
export async function notesOf(
  ctx: Ctx,
  opportunityIds: readonly string[],
  asOf: Instant | null,
): Promise<Map<string, string[]>> {
  const notes = new Map<string, string[]>()
  if (opportunityIds.length === 0) return notes
  const rows = await ctx.db
    .selectFrom('notes')
    .select(['opportunity_id', 'text'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('opportunity_id', 'in', opportunityIds)
    .$if(asOf !== null, (written) => written.where('created_at', '<=', asOf as Instant))
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  for (const { opportunity_id, text } of rows) notes.set(opportunity_id, [...(notes.get(opportunity_id) ?? []), text])
  return notes
}
