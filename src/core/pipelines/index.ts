import { type Ctx, inTransaction } from '../context.ts'
import { invalid, notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { pickByName } from '../matching.ts'
import { recountHighestRanks } from '../opportunities/store.ts'
import { requireAdmin } from '../permissions.ts'
import { giveUp } from '../rollups/store.ts'
import { bumpRevision } from '../workspaces/store.ts'
import {
  checkLimit,
  checkProbability,
  evenProbability,
  FIRST_LIMIT_DAYS,
  type Pipeline,
  pipelineName,
  rankAt,
  ranksInOrder,
  type Stage,
  type StageInput,
  stageName,
  stagesToAdd,
} from './model.ts'
import * as store from './store.ts'

/** The pipelines in order, each with its stages. `retired` adds the retired pipelines and stages. */
export function listPipelines(ctx: Ctx, { retired = false }: { retired?: boolean } = {}): Promise<readonly Pipeline[]> {
  return store.all(ctx, { retired })
}

/** The first pipeline: where a new deal goes unless told otherwise. */
export async function defaultPipeline(ctx: Ctx): Promise<Pipeline> {
  const [first] = await listPipelines(ctx)
  if (!first) throw invalid('There is no pipeline yet. An admin can add one.')
  return first
}

/** The pipeline by id, name or beginning of the name. Retired ones are not found. */
export async function findPipeline(ctx: Ctx, words: string): Promise<Pipeline> {
  return pickByName(words, await listPipelines(ctx), { what: 'pipeline', listed: 'The pipelines' })
}

/**
 * The stage of the pipeline by id, name or beginning of the name. Throws `not_found` with the stages there are,
 * `invalid` for one that is retired, since no deal can go there.
 */
export async function findStage(ctx: Ctx, words: string, pipelineId: string): Promise<Stage> {
  const pipeline = (await listPipelines(ctx, { retired: true })).find((one) => one.id === pipelineId)
  if (!pipeline) throw notFound('This pipeline does not exist. Choose another one.')
  const retired = pipeline.stages.find((stage) => stage.id === words && stage.retiredAt !== null)
  if (retired) throw invalid(`The stage ${retired.name} is retired. Choose another one.`)
  const active = pipeline.stages.filter((stage) => stage.retiredAt === null)
  return pickByName(words, active, { what: 'stage', where: `in ${pipeline.name}`, listed: 'Its stages' })
}

/** Adds a pipeline after the others. Admins only. */
export async function createPipeline(
  ctx: Ctx,
  input: { name: string; stages: readonly StageInput[] },
): Promise<Pipeline> {
  requireAdmin(ctx, 'add pipelines')
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    const others = await store.all(tx, { retired: true })
    const active = others.filter((pipeline) => pipeline.retiredAt === null)
    const position = Math.max(-1, ...others.map((pipeline) => pipeline.position)) + 1
    const pipeline = { id: newId(), name: pipelineName(input.name, active), position }
    await store.insertPipeline(tx, { ...pipeline, stages: stagesToAdd(input.stages) })
    return findPipeline(tx, pipeline.id)
  })
}

/** Gives a pipeline another name. Admins only. */
export async function renamePipeline(ctx: Ctx, input: { pipeline: string; name: string }): Promise<Pipeline> {
  requireAdmin(ctx, 'rename pipelines')
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    const { id } = await findPipeline(tx, input.pipeline)
    const others = (await listPipelines(tx)).filter((pipeline) => pipeline.id !== id)
    await store.updatePipeline(tx, id, { name: pipelineName(input.name, others) })
    return findPipeline(tx, id)
  })
}

export interface AddStageInput extends StageInput {
  pipeline: string
  /** Its place among the stages, 0 first; left out, it becomes the last. */
  rank?: number | undefined
}

/** Adds a stage to a pipeline; the later ones move on by one. Admins only. */
export async function addStage(ctx: Ctx, input: AddStageInput): Promise<Stage> {
  requireAdmin(ctx, 'add stages')
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    const { id, stages } = await findPipeline(tx, input.pipeline)
    const everyone = (await listPipelines(tx, { retired: true })).find((pipeline) => pipeline.id === id)?.stages ?? []
    const place = input.rank ?? stages.length
    const probability = checkProbability(input.probability ?? evenProbability(place, stages.length + 1))
    const limitDays = checkLimit(input.limitDays === undefined ? FIRST_LIMIT_DAYS : input.limitDays)
    const placed = { rank: rankAt(input.rank, everyone), probability, limitDays }
    const stage = { id: newId(), name: stageName(input.name, stages), ...placed }
    await store.insertStage(tx, id, stage)
    await recountHighestRanks(tx, id)
    return findStage(tx, stage.id, id)
  })
}

/** Changes a stage's name, probability or limit. Admins only. */
export async function editStage(
  ctx: Ctx,
  input: { stage: string; name?: string; probability?: number; limitDays?: number | null },
): Promise<Stage> {
  requireAdmin(ctx, 'change stages')
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    const { stage, pipeline } = await stageWithPipeline(tx, input.stage)
    const others = pipeline.stages.filter((other) => other.id !== stage.id)
    const probability = checkProbability(input.probability ?? stage.probability)
    // Weighted values are rounded deal by deal: of a sum nobody can tell what it would be now.
    if (probability !== stage.probability) await giveUp(tx)
    await store.updateStage(tx, stage.id, {
      name: stageName(input.name ?? stage.name, others),
      probability,
      limit_days: checkLimit(input.limitDays === undefined ? stage.limitDays : input.limitDays),
    })
    return findStage(tx, stage.id, pipeline.id)
  })
}

/** Puts a pipeline's stages into another order: the ids of all of them, first to last. Admins only. */
export async function reorderStages(
  ctx: Ctx,
  input: { pipeline: string; stages: readonly string[] },
): Promise<Pipeline> {
  requireAdmin(ctx, 'change the order of stages')
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    const { id, stages } = await findPipeline(tx, input.pipeline)
    for (const [stage, rank] of ranksInOrder(stages, input.stages)) await store.updateStage(tx, stage, { rank })
    await recountHighestRanks(tx, id)
    return findPipeline(tx, id)
  })
}

/** An active stage by its id, with the pipeline it belongs to. Throws `not_found`. */
export async function stageWithPipeline(ctx: Ctx, stageId: string): Promise<{ stage: Stage; pipeline: Pipeline }> {
  for (const pipeline of await listPipelines(ctx)) {
    const stage = pipeline.stages.find((one) => one.id === stageId)
    if (stage) return { stage, pipeline }
  }
  throw notFound('This stage does not exist or is retired. Choose another one.')
}
