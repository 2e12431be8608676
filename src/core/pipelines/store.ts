import type { Ctx, TxCtx } from '../context.ts'
import type { PipelineRow, StageRow } from '../db/tables.ts'
import type { NewStage, Pipeline, Stage } from './model.ts'

/** The pipelines in order, with their stages; the retired ones of both only when asked for. */
export async function all(ctx: Ctx, { retired }: { retired: boolean }): Promise<Pipeline[]> {
  const rows = await ctx.db
    .selectFrom('pipelines')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .$if(!retired, (pipelines) => pipelines.where('retired_at', 'is', null))
    .orderBy('position')
    .orderBy('id')
    .execute()
  const stages = await ctx.db
    .selectFrom('stages')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .$if(!retired, (active) => active.where('retired_at', 'is', null))
    .orderBy('rank')
    .orderBy('id')
    .execute()
  return rows.map((row) => pipelineOf(row, stages))
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
  const rows = stages.map((stage) => ({ ...owned, ...stage, pipeline_id: pipeline.id }))
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
    .values({ ...owned, ...stage })
    .execute()
}

/** Gives a stage another name, probability or rank, or retires it. */
export async function updateStage(
  tx: TxCtx,
  id: string,
  changes: { name?: string; probability?: number; rank?: number; retired_at?: string },
): Promise<void> {
  const own = tx.db.updateTable('stages').set(changes).where('workspace_id', '=', tx.workspace.id)
  await own.where('id', '=', id).execute()
}

function pipelineOf(row: PipelineRow, stages: readonly StageRow[]): Pipeline {
  const own = stages.filter((stage) => stage.pipeline_id === row.id)
  return { id: row.id, name: row.name, position: row.position, retiredAt: row.retired_at, stages: own.map(stageOf) }
}

function stageOf(row: StageRow): Stage {
  return {
    id: row.id,
    pipelineId: row.pipeline_id,
    name: row.name,
    rank: row.rank,
    probability: row.probability,
    retiredAt: row.retired_at,
  }
}
