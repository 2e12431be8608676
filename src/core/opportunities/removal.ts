import type { Ctx } from '../context.ts'
import { conflict } from '../errors.ts'
import { requireManager } from '../permissions.ts'
import { listPipelines } from '../pipelines/index.ts'
import { changeOpportunity } from './change.ts'
import { type Change, type Opportunity, remove, restore, type StageOfDeal } from './model.ts'
import { momentAfter } from './moments.ts'

/** Takes a deal out of lists and live figures; its history stays. Managers and admins only, else `forbidden`. */
export function deleteOpportunity(ctx: Ctx, seen: { opportunity: number; version?: number }): Promise<Opportunity> {
  return changeOpportunity(ctx, seen, (before) => {
    requireManager(ctx, 'delete deals')
    return remove(before, momentAfter(ctx, before))
  })
}

/**
 * Brings a deleted deal back as it was; an open one whose stage was retired meanwhile comes back to the first stage.
 * Managers and admins only, else `forbidden`. Throws `conflict` when its whole pipeline was retired.
 */
export function restoreOpportunity(ctx: Ctx, { opportunity }: { opportunity: number }): Promise<Opportunity> {
  const rule = async (before: Opportunity): Promise<Change> => {
    requireManager(ctx, 'restore deals')
    const stage = before.status === 'open' ? await stageStillThere(ctx, before) : before.stage
    return restore(before, stage, momentAfter(ctx, before))
  }
  return changeOpportunity(ctx, { opportunity }, rule, { deleted: true })
}

async function stageStillThere(ctx: Ctx, deal: Opportunity): Promise<StageOfDeal> {
  const pipeline = (await listPipelines(ctx)).find(({ id }) => id === deal.pipeline.id)
  const [first] = pipeline?.stages ?? []
  if (!first)
    throw conflict(`The pipeline ${deal.pipeline.name} was retired, so ${deal.ref} has nowhere to go back to.`)
  return pipeline?.stages.find(({ id }) => id === deal.stage.id) ?? first
}
