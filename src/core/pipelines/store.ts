import type { Ctx, TxCtx } from '../context.ts'
import { prepared } from '../db/prepared.ts'
import type { Instant } from '../time.ts'
import type { NewStage, Pipeline, Stage } from './model.ts'

/** The pipelines in order, with their stages; the retired ones of both only when asked for. One question, since every move asks it. */
export async function all(ctx: Ctx, { retired }: { retired: boolean }): Promise<Pipeline[]> {
  const question = retired ? withRetired : withoutRetired
  const { rows } = await ctx.db.executeQuery(question(ctx.db, { workspaceId: ctx.workspace.id }))
  const pipelines = new Map<string, Pipeline & { stages: Stage[] }>()
  for (const { id, name, position, retiredAt, ...stage } of rows) {
    const pipeline = pipelines.get(id) ?? { id, name, position, retiredAt, stages: [] }
    pipelines.set(id, pipeline)
    if (stage.stageId !== null) pipeline.stages.push(stageOf(stage as StageColumns, id))
  }
  return [...pipelines.values()]
}

const [withRetired, withoutRetired] = [pipelinesWithStages(true), pipelinesWithStages(false)]

function pipelinesWithStages(retired: boolean) {
  return prepared((db, { workspaceId }: { workspaceId: string }) =>
    db
      .selectFrom('pipelines as p')
      .leftJoin('stages as s', (join) =>
        retired
          ? join.onRef('s.pipeline_id', '=', 'p.id')
          : join.onRef('s.pipeline_id', '=', 'p.id').on('s.retired_at', 'is', null),
      )
      .select(['p.id', 'p.name', 'p.position', 'p.retired_at as retiredAt'])
      .select(['s.id as stageId', 's.name as stageName', 's.rank', 's.probability', 's.retired_at as stageRetiredAt'])
      .select('s.limit_days as limitDays')
      .where('p.workspace_id', '=', workspaceId)
      .$if(!retired, (pipelines) => pipelines.where('p.retired_at', 'is', null))
      .orderBy('p.position')
      .orderBy('p.id')
      .orderBy('s.rank')
      .orderBy('s.id'),
  )
}

export interface NewPipeline extends Pick<Pipeline, 'id' | 'name' | 'position'> {
  stages: readonly NewStage[]
}

/** Adds a pipeline with its stages. */
export async function insertPipeline(
  tx: Pick<TxCtx, 'db' | 'workspace' | 'now' | 'inTransaction'>,
  { stages, ...pipeline }: NewPipeline,
): Promise<void> {
  const owned = { workspace_id: tx.workspace.id, retired_at: null, created_at: tx.now() }
  await tx.db
    .insertInto('pipelines')
    .values({ ...owned, ...pipeline })
    .execute()
  const rows = stages.map((stage) => ({ ...owned, ...columnsOf(stage), pipeline_id: pipeline.id }))
  await tx.db.insertInto('stages').values(rows).execute()
}

/** Gives a pipeline another name, or retires it. */
export async function updatePipeline(
  tx: TxCtx,
  id: string,
  changes: { name?: string; retired_at?: string },
): Promise<void> {
  const own = tx.db.updateTable('pipelines').set(changes).where('workspace_id', '=', tx.workspace.id)
  await own.where('id', '=', id).execute()
}

/** Adds a stage; those at its rank or later, retired ones included, make room. */
export async function insertStage(tx: TxCtx, pipelineId: string, stage: NewStage): Promise<void> {
  await tx.db
    .updateTable('stages')
    .set((row) => ({ rank: row('rank', '+', 1) }))
    .where('workspace_id', '=', tx.workspace.id)
    .where('pipeline_id', '=', pipelineId)
    .where('rank', '>=', stage.rank)
    .execute()
  const owned = { workspace_id: tx.workspace.id, pipeline_id: pipelineId, retired_at: null, created_at: tx.now() }
  await tx.db
    .insertInto('stages')
    .values({ ...owned, ...columnsOf(stage) })
    .execute()
}

/** Gives a stage another name, probability, limit or rank, or retires it. */
export async function updateStage(
  tx: TxCtx,
  id: string,
  changes: { name?: string; probability?: number; limit_days?: number | null; rank?: number; retired_at?: string },
): Promise<void> {
  const own = tx.db.updateTable('stages').set(changes).where('workspace_id', '=', tx.workspace.id)
  await own.where('id', '=', id).execute()
}

function columnsOf({ limitDays, ...stage }: NewStage) {
  return { ...stage, limit_days: limitDays }
}

interface StageColumns {
  stageId: string
  stageName: string
  rank: number
  probability: number
  limitDays: number | null
  stageRetiredAt: Instant | null
}

function stageOf(row: StageColumns, pipelineId: string): Stage {
  const { stageId, stageName, stageRetiredAt, ...standing } = row
  return { id: stageId, pipelineId, name: stageName, ...standing, retiredAt: stageRetiredAt }
}
