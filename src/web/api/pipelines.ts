import { z } from '@hono/zod-openapi'
import {
  createPipeline,
  findPipeline,
  listPipelines,
  type Pipeline,
  renamePipeline,
  reorderStages,
  retirePipeline,
} from '../../core/index.ts'
import { endpoint, listOf, wholeList } from './endpoint.ts'
import { byId, id, instant, yesOrNo } from './fields.ts'
import { StageAnswer, stageFields, stageView } from './stages.ts'

const tag = 'Pipelines'

const PipelineAnswer = z
  .strictObject({
    id,
    name: z.string().openapi({ example: 'Sales' }),
    position: z.int().openapi({ description: '0 is the first, which new deals go to.' }),
    retiredAt: instant.nullable(),
    stages: z.array(StageAnswer).openapi({ description: 'First to last.' }),
  })
  .openapi('Pipeline')

const list = endpoint({
  method: 'get',
  path: '/pipelines',
  tag,
  summary: 'List pipelines with their stages',
  query: z.strictObject({ retired: yesOrNo('Also what was retired.') }),
  answer: listOf(PipelineAnswer),
  run: async (ctx, { query }) => wholeList((await listPipelines(ctx, query)).map(pipelineView)),
})

const get = endpoint({
  method: 'get',
  path: '/pipelines/{id}',
  tag,
  summary: 'Show a pipeline',
  params: byId,
  answer: PipelineAnswer,
  run: async (ctx, { params }) => pipelineView(await findPipeline(ctx, params.id)),
})

const create = endpoint({
  method: 'post',
  path: '/pipelines',
  tag,
  summary: 'Add a pipeline',
  description: 'Admins. Probabilities that are left out are spread evenly.',
  body: z.strictObject({ name: z.string(), stages: z.array(z.strictObject(stageFields)) }).openapi('NewPipeline'),
  answer: PipelineAnswer,
  status: 201,
  run: async (ctx, { body }) => pipelineView(await createPipeline(ctx, body)),
})

const rename = endpoint({
  method: 'patch',
  path: '/pipelines/{id}',
  tag,
  summary: 'Rename a pipeline',
  description: 'Admins.',
  params: byId,
  body: z.strictObject({ name: z.string() }),
  answer: PipelineAnswer,
  run: async (ctx, { params, body }) => pipelineView(await renamePipeline(ctx, { pipeline: params.id, ...body })),
})

const reorder = endpoint({
  method: 'post',
  path: '/pipelines/{id}/reorder',
  tag,
  summary: 'Put the stages into another order',
  description: 'Admins.',
  params: byId,
  body: z.strictObject({ stages: z.array(id).openapi({ description: 'The ids of all its stages, first to last.' }) }),
  answer: PipelineAnswer,
  run: async (ctx, { params, body }) => pipelineView(await reorderStages(ctx, { pipeline: params.id, ...body })),
})

const retire = endpoint({
  method: 'post',
  path: '/pipelines/{id}/retire',
  tag,
  summary: 'Retire a pipeline',
  description: 'Admins. Its open deals, if any, move to the target; history keeps the pipeline.',
  params: byId,
  body: z.strictObject({ target: id.optional().openapi({ description: 'The id of a stage of another pipeline.' }) }),
  answer: z.strictObject({ moved: z.int() }),
  run: (ctx, { params, body }) => retirePipeline(ctx, { pipeline: params.id, ...body }),
})

function pipelineView({ stages, ...pipeline }: Pipeline): z.input<typeof PipelineAnswer> {
  return { ...pipeline, stages: stages.map(stageView) }
}

export const pipelineEndpoints = [list, get, create, rename, reorder, retire] as const
