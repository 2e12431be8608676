import { type Ctx, inTransaction } from '../context.ts'
import { getOpportunity } from '../opportunities/lookup.ts'
import { touchActivity } from '../opportunities/store.ts'
import { bumpRevision } from '../workspaces/store.ts'
import type { Note } from './model.ts'
import * as store from './store.ts'

/** Adds a note to a deal, which counts as activity. Throws `not_found` for a deal that the actor may not see. */
export function addNote(ctx: Ctx, input: { opportunity: number; text: string }): Promise<Note> {
  return inTransaction(ctx, async (tx) => {
    const deal = await getOpportunity(tx, input.opportunity)
    const id = await store.addNoteTo(tx, deal.id, input.text)
    await touchActivity(tx, deal.id)
    await bumpRevision(tx)
    return (await store.ofOpportunity(tx, deal)).find((note) => note.id === id) as Note
  })
}

/** The notes of a deal, newest first. Throws `not_found` for a deal that the actor may not see. */
export async function listNotes(ctx: Ctx, opportunity: number): Promise<Note[]> {
  return store.ofOpportunity(ctx, await getOpportunity(ctx, opportunity))
}
