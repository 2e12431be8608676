import { type Ctx, inTransaction } from '../context.ts'
import { findPipeline, findStage } from '../pipelines/index.ts'
import { forChange, momentAfter } from './change.ts'
import { type FactsInput, readFacts } from './facts.ts'
import { record } from './journal.ts'
import { edit, moveTo, type Opportunity } from './model.ts'

export interface EditInput {
  readonly opportunity: number
  readonly version?: number
  readonly changes: FactsInput & { readonly stage?: string; readonly pipeline?: string }
}

/**
 * Changes facts of a deal, and its stage if that is among them, as one change with one line of history.
 * Throws `invalid` with the field for a bad value, `conflict` when the deal was changed meanwhile.
 */
export function editOpportunity(ctx: Ctx, { changes, ...seen }: EditInput): Promise<Opportunity> {
  return inTransaction(ctx, async (tx) => {
    const before = await forChange(tx, seen)
    const at = momentAfter(tx, before)
    const edited = edit(before, await readFacts(tx, changes), at)
    if (changes.stage === undefined && changes.pipeline === undefined) return record(tx, before, edited)

    const pipeline = changes.pipeline === undefined ? before.pipeline : await findPipeline(tx, changes.pipeline)
    const staysPut = pipeline.id === before.pipeline.id && changes.stage === undefined
    const stage = staysPut ? before.stage : await findStage(tx, changes.stage, pipeline.id)
    const moved = moveTo(edited.after, stage, pipeline, at)
    return record(tx, before, moved.after === edited.after ? edited : moved)
  })
}

/** Gives the deal to another member, or to nobody. Throws `not_found` for a member that does not exist. */
export function assignOpportunity(
  ctx: Ctx,
  { owner, ...seen }: { opportunity: number; owner: string | null; version?: number },
): Promise<Opportunity> {
  return editOpportunity(ctx, { ...seen, changes: { owner } })
}
