import { type Ctx, inTransaction } from '../context.ts'
import { conflict } from '../errors.ts'
import { requireManager } from '../permissions.ts'
import { listPipelines } from '../pipelines/index.ts'
import { takeTurn } from '../workspaces/store.ts'
import { forChange, momentAfter } from './change.ts'
import { record } from './journal.ts'
import { type Opportunity, remove, restore, type StageOfDeal } from './model.ts'
import * as store from './store.ts'

/** Takes a deal out of lists and live figures; its history stays. Managers and admins only, else `forbidden`. */
export function deleteOpportunity(ctx: Ctx, seen: { opportunity: number; version?: number }): Promise<Opportunity> {
  return inTransaction(ctx, async (tx) => {
    requireManager(tx, 'delete deals')
    const before = await forChange(tx, seen)
    return record(tx, before, remove(before, momentAfter(tx, before)))
  })
}

/**
 * Brings a deleted deal back as it was; an open one whose stage was retired meanwhile comes back to the first stage.
 * Managers and admins only, else `forbidden`. Throws `conflict` when its whole pipeline was retired.
 */
export function restoreOpportunity(ctx: Ctx, { opportunity }: { opportunity: number }): Promise<Opportunity> {
  return inTransaction(ctx, async (tx) => {
    requireManager(tx, 'restore deals')
    await takeTurn(tx)
    const before = await store.find(tx, opportunity)
    const stage = before.status === 'open' ? await stageStillThere(tx, before) : before.stage
    return record(tx, before, restore(before, stage, momentAfter(tx, before)))
  })
}

async function stageStillThere(ctx: Ctx, deal: Opportunity): Promise<StageOfDeal> {
  const pipeline = (await listPipelines(ctx)).find(({ id }) => id === deal.pipeline.id)
  const [first] = pipeline?.stages ?? []
  if (!first)
    throw conflict(`The pipeline ${deal.pipeline.name} was retired, so ${deal.ref} has nowhere to go back to.`)
  return pipeline?.stages.find(({ id }) => id === deal.stage.id) ?? first
}
