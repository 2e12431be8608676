import { z } from '@hono/zod-openapi'
import { createReason, editReason, listReasons, retireReason } from '../../core/index.ts'
import { endpoint, listOf, wholeList } from './endpoint.ts'
import { byId, id, instant, yesOrNo } from './fields.ts'

const tag = 'Reasons'
const ending = z.enum(['lost', 'abandoned'])
const notARealDeal = z
  .boolean()
  .openapi({ description: 'Deals closed for it never were deals, as a duplicate: they count in no rate.' })

const ReasonAnswer = z
  .strictObject({
    id,
    name: z.string().openapi({ example: 'Price' }),
    status: ending,
    position: z.int(),
    retiredAt: instant.nullable(),
    notARealDeal,
  })
  .openapi('Reason')

const list = endpoint({
  method: 'get',
  path: '/reasons',
  tag,
  summary: 'List why deals are lost or abandoned',
  query: z.strictObject({ status: ending.optional(), retired: yesOrNo('Also the retired ones.') }),
  answer: listOf(ReasonAnswer),
  run: async (ctx, { query }) => wholeList(await listReasons(ctx, query)),
})

const create = endpoint({
  method: 'post',
  path: '/reasons',
  tag,
  summary: 'Add a reason',
  description: 'Admins.',
  body: z
    .strictObject({ name: z.string(), status: ending, notARealDeal: notARealDeal.optional() })
    .openapi('NewReason'),
  answer: ReasonAnswer,
  status: 201,
  run: (ctx, { body }) => createReason(ctx, body),
})

const edit = endpoint({
  method: 'patch',
  path: '/reasons/{id}',
  tag,
  summary: 'Change a reason: its name, or whether it counts in rates',
  description: 'Admins.',
  params: byId,
  body: z.strictObject({ name: z.string().optional(), notARealDeal: notARealDeal.optional() }),
  answer: ReasonAnswer,
  run: (ctx, { params, body }) => editReason(ctx, { reason: params.id, ...body }),
})

const retire = endpoint({
  method: 'post',
  path: '/reasons/{id}/retire',
  tag,
  summary: 'Retire a reason',
  description: 'Admins. Deals that have it keep it.',
  params: byId,
  answer: ReasonAnswer,
  run: (ctx, { params }) => retireReason(ctx, { reason: params.id }),
})

export const reasonEndpoints = [list, create, edit, retire] as const
