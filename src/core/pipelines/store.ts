import { answeredOnce } from '../answers.ts'
import type { Ctx, TxCtx } from '../context.ts'
import { gathered } from '../db/gathered.ts'
import { preparedForKeys } from '../db/prepared.ts'
import type { Instant } from '../time.ts'
import type { NewStage, Pipeline, Stage } from './model.ts'

/** The pipelines in order, with their stages; the retired ones of both only when asked for. One question, since every move asks it. */
export async function all(ctx: Ctx, { retired }: { retired: boolean }): Promise<readonly Pipeline[]> {
  const pipelines = await answeredOnce(ctx, 'pipelines', () => pipelinesOf(ctx.db, {}, ctx.workspace.id))
  return retired ? (pipelines ?? []) : (pipelines ?? []).filter(isActive).map(withActiveStages)
}

function isActive({ retiredAt }: Pipeline | Stage): boolean {
  return retiredAt === null
}

function withActiveStages(pipeline: Pipeline): Pipeline {
  return { ...pipeline, stages: pipeline.stages.filter(isActive) }
}

const pipelinesOf = gathered(
  () => 'all',
  async (db, _: object, workspaceIds: readonly string[]) => {
    const { rows } = await db.executeQuery(pipelinesWithStages(db, {}, workspaceIds))
    const own = (id: string) => rows.filter((row) => row.workspaceId === id)
    return new Map(workspaceIds.map((id) => [id, pipelinesIn(own(id))]))
  },
)

const pipelinesWithStages = preparedForKeys((db, _: object, workspaceIds: readonly string[]) =>
  db
    .selectFrom('pipelines as p')
    .leftJoin('stages as s', 's.pipeline_id', 'p.id')
    .select(['p.workspace_id as workspaceId', 'p.id', 'p.name', 'p.position', 'p.retired_at as retiredAt'])
    .select(['s.id as stageId', 's.name as stageName', 's.rank', 's.probability', 's.retired_at as stageRetiredAt'])
    .select('s.limit_days as limitDays')
    .where('p.workspace_id', 'in', workspaceIds)
    .orderBy('p.position')
    .orderBy('p.id')
    .orderBy('s.rank')
    .orderBy('s.id'),
)

/** Pipelines from rows of one stage each, or none. */
function pipelinesIn(rows: readonly PipelineWithStage[]): Pipeline[] {
  const pipelines = new Map<string, Pipeline & { stages: Stage[] }>()
  for (const { id, name, position, retiredAt, ...stage } of rows) {
    const pipeline = pipelines.get(id) ?? { id, name, position, retiredAt, stages: [] }
    pipelines.set(id, pipeline)
    if (stage.stageId !== null) pipeline.stages.push(stageOf(stage as StageColumns, id))
  }
  return [...pipelines.values()]
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

type PipelineWithStage = Omit<Pipeline, 'stages'> & { [Column in keyof StageColumns]: StageColumns[Column] | null }

interface StageColumns {
  stageId: string
  stageName: string
  rank: number
  probability: number
  limitDays: number | null
  stageRetiredAt: Instant | null
}

function stageOf(row: StageColumns, pipelineId: string): Stage {
  const { stageId, stageName, rank, probability, limitDays, stageRetiredAt } = row
  return { id: stageId, pipelineId, name: stageName, rank, probability, limitDays, retiredAt: stageRetiredAt }
}
