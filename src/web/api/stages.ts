import { z } from '@hono/zod-openapi'
import { addStage, editStage, retireStage, type Stage } from '../../core/index.ts'
import { endpoint } from './endpoint.ts'
import { byId, id, instant, percent } from './fields.ts'

const tag = 'Pipelines'

/** What a request says about a stage. */
export const stageFields = {
  name: z.string().openapi({ example: 'Proposal' }),
  probability: z.number().optional().openapi({
    type: 'integer',
    minimum: 0,
    maximum: 100,
    description: 'Percent: what an open deal here counts in weighted figures.',
  }),
  limitDays: z.number().nullable().optional().openapi({
    type: 'integer',
    minimum: 1,
    description: 'The most days a deal should stay here, or stay untouched; null is no limit. New stages have 14.',
  }),
}

/** A stage as the API answers it. */
export const StageAnswer = z
  .strictObject({
    id,
    name: z.string().openapi({ example: 'Proposal' }),
    rank: z
      .int()
      .openapi({ description: 'Grows from the first stage to the last, with gaps where some were retired.' }),
    probability: percent,
    limitDays: z.int().nullable().openapi({ description: 'Days beyond which a deal here is stuck or stale.' }),
    retiredAt: instant.nullable(),
  })
  .openapi('Stage')

/** The stage without the pipeline that it is answered in. */
export function stageView({ pipelineId, ...stage }: Stage): z.input<typeof StageAnswer> {
  return stage
}

const add = endpoint({
  method: 'post',
  path: '/pipelines/{id}/stages',
  tag,
  summary: 'Add a stage',
  description: 'Admins.',
  params: byId,
  body: z
    .strictObject({
      ...stageFields,
      rank: z.number().optional().openapi({ type: 'integer', description: 'Its place, 0 first; left out, the last.' }),
    })
    .openapi('NewStage'),
  answer: StageAnswer,
  status: 201,
  run: async (ctx, { params, body }) => stageView(await addStage(ctx, { pipeline: params.id, ...body })),
})

const edit = endpoint({
  method: 'patch',
  path: '/stages/{id}',
  tag,
  summary: 'Change a stage',
  description: 'Admins.',
  params: byId,
  body: z.strictObject({ ...stageFields, name: z.string().optional() }).openapi('StageChanges'),
  answer: StageAnswer,
  run: async (ctx, { params, body }) => stageView(await editStage(ctx, { stage: params.id, ...body })),
})

const retire = endpoint({
  method: 'post',
  path: '/stages/{id}/retire',
  tag,
  summary: 'Retire a stage',
  description: 'Admins. Its open deals move to the target, another stage of the pipeline; history keeps the stage.',
  params: byId,
  body: z.strictObject({ target: z.string().openapi({ example: 'Negotiation' }) }),
  answer: z.strictObject({ moved: z.int() }),
  run: (ctx, { params, body }) => retireStage(ctx, { stage: params.id, ...body }),
})

export const stageEndpoints = [add, edit, retire] as const
