import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import { conflict, invalid } from '../errors.ts'
import { moveOpenDeals } from '../opportunities/retire.ts'
import { openDealsIn } from '../opportunities/store.ts'
import { requireAdmin } from '../permissions.ts'
import { findPipeline, findStage, listPipelines, stageWithPipeline } from '../pipelines/index.ts'
import type { Pipeline, Stage } from '../pipelines/model.ts'
import { updatePipeline, updateStage } from '../pipelines/store.ts'
import { bumpRevision } from '../workspaces/store.ts'

/**
 * Takes a stage out of its pipeline for good. Its open deals move to `target`, a stage of the same pipeline; history keeps
 * it. Admins only. Throws `conflict` for the last stage of a pipeline.
 */
export async function retireStage(ctx: Ctx, input: { stage: string; target: string }): Promise<{ moved: number }> {
  requireAdmin(ctx, 'retire stages')
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    const { stage, pipeline } = await stageWithPipeline(tx, input.stage)
    if (pipeline.stages.length === 1) throw lastStage(pipeline)
    const target = await findStage(tx, input.target, pipeline.id)
    if (target.id === stage.id) throw badTarget('The deals of a retired stage need another stage. Choose one.')
    const moved = await moveOpenDeals(tx, { fromStageId: stage.id, to: target, pipeline })
    await updateStage(tx, stage.id, { retired_at: tx.now() })
    return { moved }
  })
}

/**
 * Takes a pipeline out of use for good. Its open deals move to `target`, a stage of another pipeline; without open deals no
 * target is needed. Admins only. Throws `conflict` for the last pipeline.
 */
export async function retirePipeline(
  ctx: Ctx,
  input: { pipeline: string; target?: string },
): Promise<{ moved: number }> {
  requireAdmin(ctx, 'retire pipelines')
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    const pipeline = await findPipeline(tx, input.pipeline)
    if ((await listPipelines(tx)).length === 1) {
      throw conflict(`${pipeline.name} is the only pipeline. Add another one first.`)
    }
    const moved = await moveAllDeals(tx, pipeline, input.target)
    await updatePipeline(tx, pipeline.id, { retired_at: tx.now() })
    return { moved }
  })
}

async function moveAllDeals(tx: TxCtx, pipeline: Pipeline, targetId: string | undefined): Promise<number> {
  const stages = await everyStageOf(tx, pipeline)
  if (targetId === undefined) {
    for (const stage of stages) if ((await openDealsIn(tx, stage.id)).length > 0) throw needsTarget(pipeline)
    return 0
  }
  const target = await stageWithPipeline(tx, targetId)
  if (target.pipeline.id === pipeline.id) throw badTarget('Choose a stage of another pipeline for the open deals.')
  let moved = 0
  for (const stage of stages) {
    moved += await moveOpenDeals(tx, { fromStageId: stage.id, to: target.stage, pipeline: target.pipeline })
  }
  return moved
}

/** The retired ones too: a deal that was deleted and restored may stand there. */
async function everyStageOf(ctx: Ctx, { id }: Pipeline): Promise<readonly Stage[]> {
  const everything = await listPipelines(ctx, { retired: true })
  return everything.find((pipeline) => pipeline.id === id)?.stages ?? []
}

function lastStage({ name }: Pipeline): Error {
  return conflict(`This is the only stage of ${name}. Add another one first, or retire the whole pipeline.`)
}

function needsTarget({ name }: Pipeline): Error {
  return badTarget(`${name} has open deals. Choose a stage of another pipeline for them.`)
}

function badTarget(message: string): Error {
  return invalid(message, { target: message })
}
