import type { Ctx } from '../context.ts'
import { findPipeline, findStage } from '../pipelines/index.ts'
import { changeOpportunity } from './change.ts'
import { stageOrFirst } from './create.ts'
import { type FactsInput, readFacts } from './facts.ts'
import { edit, moveTo, type Opportunity } from './model.ts'
import { momentAfter } from './moments.ts'

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
  return changeOpportunity(ctx, seen, async (before) => {
    const at = momentAfter(ctx, before)
    const edited = edit(before, await readFacts(ctx, changes), at)
    if (changes.stage === undefined && changes.pipeline === undefined) return edited

    const { stage, pipeline } = await destination(ctx, before, changes)
    const moved = moveTo(edited.after, stage, pipeline, at)
    return moved.after === edited.after ? edited : moved
  })
}

/** Where the words send the deal: another pipeline alone means its first stage. */
async function destination(ctx: Ctx, before: Opportunity, { stage, pipeline }: EditInput['changes']) {
  if (pipeline === undefined)
    return { pipeline: before.pipeline, stage: await findStage(ctx, stage ?? '', before.pipeline.id) }
  const named = await findPipeline(ctx, pipeline)
  const staysPut = named.id === before.pipeline.id && stage === undefined
  return { pipeline: named, stage: staysPut ? before.stage : await stageOrFirst(ctx, stage, named) }
}

/** Gives the deal to another member, or to nobody. Throws `not_found` for a member that does not exist. */
export function assignOpportunity(
  ctx: Ctx,
  { owner, ...seen }: { opportunity: number; owner: string | null; version?: number },
): Promise<Opportunity> {
  return editOpportunity(ctx, { ...seen, changes: { owner } })
}
