import { z } from '@hono/zod-openapi'
import {
  createOpportunity,
  deleteOpportunity,
  editOpportunity,
  getOpportunity,
  inTransaction,
  listOpportunities,
  resolveFilters,
  SORTS,
  totalOpportunities,
} from '../../../core/index.ts'
import { endpoint, listOf } from '../endpoint.ts'
import { byNumber, limit, minorUnits, version } from '../fields.ts'
import { filterParams } from '../filter-params.ts'
import { facts, withContactId } from './facts.ts'
import { currentOpportunity, OpportunityAnswer, opportunityView } from './view.ts'

const tag = 'Opportunities'

const totals = z.strictObject({
  count: z.int(),
  value: minorUnits.openapi({ description: 'Minor units of the workspace’s currency.' }),
  unvalued: z.int().openapi({ description: 'Deals without a value.' }),
  otherCurrencies: z.int().openapi({ description: 'Deals in other currencies without a rate: they are not added up.' }),
})

const list = endpoint({
  method: 'get',
  path: '/opportunities',
  tag,
  summary: 'List deals',
  description:
    'Page by page: ask again with `cursor` set to `next` until that is null. The first page has the totals of all.',
  query: z.strictObject({
    ...filterParams,
    sort: z.enum(SORTS).optional().openapi({ description: 'With - the largest or latest first.', example: '-created' }),
    limit,
    cursor: z.string().optional(),
  }),
  answer: listOf(OpportunityAnswer).extend({ totals: totals.optional() }),
  async run(ctx, { query: { sort, limit, cursor, ...words } }) {
    const filters = await resolveFilters(ctx, words, { defaultPeriod: 'all' })
    const input = { filters, ...(sort && { sort }), ...(limit && { limit }), ...(cursor && { cursor }) }
    const { items, next } = await listOpportunities(ctx, input)
    const totals = cursor ? {} : { totals: await totalOpportunities(ctx, filters) }
    return { items: items.map(opportunityView), next, ...totals }
  },
})

const get = endpoint({
  method: 'get',
  path: '/opportunities/{number}',
  tag,
  summary: 'Show a deal',
  params: byNumber,
  answer: OpportunityAnswer,
  run: async (ctx, { params }) => opportunityView(await getOpportunity(ctx, params.number)),
})

const create = endpoint({
  method: 'post',
  path: '/opportunities',
  tag,
  summary: 'Create a deal',
  description: 'It is open, in the pipeline’s first stage and yours, unless you say otherwise.',
  body: z.strictObject({ name: z.string(), ...facts, note: z.string().optional() }).openapi('NewOpportunity'),
  answer: OpportunityAnswer,
  status: 201,
  run: (ctx, { body }) =>
    inTransaction(ctx, async (tx) => opportunityView(await createOpportunity(tx, await withContactId(tx, body)))),
})

const edit = endpoint({
  method: 'patch',
  path: '/opportunities/{number}',
  tag,
  summary: 'Change a deal',
  description: 'What is left out stays. All of it is one change, with one line of history.',
  params: byNumber,
  body: z.strictObject({ name: z.string().optional(), ...facts, version }).openapi('OpportunityChanges'),
  answer: OpportunityAnswer,
  current: currentOpportunity,
  run: (ctx, { params, body: { version, ...changes } }) =>
    inTransaction(ctx, async (tx) => {
      const seen = { opportunity: params.number, ...(version !== undefined && { version }) }
      return opportunityView(await editOpportunity(tx, { ...seen, changes: await withContactId(tx, changes) }))
    }),
})

const remove = endpoint({
  method: 'delete',
  path: '/opportunities/{number}',
  tag,
  summary: 'Delete a deal',
  description: 'Managers and admins. Its history stays, and it can be restored.',
  params: byNumber,
  async run(ctx, { params }) {
    await deleteOpportunity(ctx, { opportunity: params.number })
    return undefined
  },
})

export const opportunityEndpoints = [list, get, create, edit, remove] as const
