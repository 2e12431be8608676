import { z } from '@hono/zod-openapi'
import { closeOpportunity, moveOpportunity, reopenOpportunity, restoreOpportunity } from '../../../core/index.ts'
import { endpoint } from '../endpoint.ts'
import { byNumber, currencyCode, localDate, value, version } from '../fields.ts'
import { currentOpportunity, OpportunityAnswer, opportunityView } from './view.ts'

const ofOne = {
  method: 'post',
  tag: 'Opportunities',
  params: byNumber,
  answer: OpportunityAnswer,
  current: currentOpportunity,
} as const

const move = endpoint({
  ...ofOne,
  path: '/opportunities/{number}/move',
  summary: 'Move a deal to another stage',
  body: z.strictObject({
    stage: z.string().openapi({ example: 'Proposal' }),
    pipeline: z.string().optional(),
    version,
  }),
  run: async (ctx, { params, body }) =>
    opportunityView(await moveOpportunity(ctx, { opportunity: params.number, ...body })),
})

const close = endpoint({
  ...ofOne,
  path: '/opportunities/{number}/close',
  summary: 'Close a deal',
  description: 'It keeps its stage. Only managers and admins date it back with `closedOn`.',
  body: z.strictObject({
    status: z.enum(['won', 'lost', 'abandoned']),
    reason: z.string().nullable().optional().openapi({ example: 'Price' }),
    value: value.optional(),
    currency: currencyCode.optional(),
    closedOn: localDate.optional(),
    version,
  }),
  run: async (ctx, { params, body }) =>
    opportunityView(await closeOpportunity(ctx, { opportunity: params.number, ...body })),
})

const reopen = endpoint({
  ...ofOne,
  path: '/opportunities/{number}/reopen',
  summary: 'Reopen a deal',
  body: z.strictObject({ stage: z.string().optional(), version }),
  run: async (ctx, { params, body }) =>
    opportunityView(await reopenOpportunity(ctx, { opportunity: params.number, ...body })),
})

const restore = endpoint({
  ...ofOne,
  path: '/opportunities/{number}/restore',
  summary: 'Bring a deleted deal back',
  description: 'Managers and admins.',
  run: async (ctx, { params }) => opportunityView(await restoreOpportunity(ctx, { opportunity: params.number })),
})

export const progressEndpoints = [move, close, reopen, restore] as const
