import { z } from '@hono/zod-openapi'
import {
  BULK_OUTCOMES,
  type BulkChange,
  type BulkDeal,
  type BulkInput,
  type BulkOutcome,
  type Ctx,
  carryOutBulkChange,
  getBulkChange,
  invalid,
  listBulkChangeDeals,
  MOST_DEALS,
  planBulkChange,
  prepareBulkChange,
  resolveFilters,
  undoBulkChange,
} from '../../core/index.ts'
import { endpoint } from './endpoint.ts'
import { byId, id, instant, localDate } from './fields.ts'
import { filterParams } from './filter-params.ts'

const tag = 'Bulk changes'

const change = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('move'), stage: z.string(), pipeline: z.string().optional() }),
    z.strictObject({ kind: z.literal('assign'), owner: z.string().nullable() }),
    z.strictObject({
      kind: z.literal('close'),
      status: z.enum(['lost', 'abandoned']),
      reason: z.string().nullable().optional(),
    }),
    z.strictObject({ kind: z.literal('expected-close'), on: localDate.nullable() }),
    z.strictObject({ kind: z.literal('tag'), add: z.array(z.string()), remove: z.array(z.string()) }),
    z.strictObject({ kind: z.literal('delete') }),
  ])
  .openapi({
    description: 'Stages, pipelines, owners and reasons by id or name.',
    example: { kind: 'move', stage: 'Proposal' },
  })

const outcome = z.enum(BULK_OUTCOMES).openapi({
  description:
    'planned (would change, or not tried yet), done, unchanged (so already), refused (cannot be), conflict (changed by others meanwhile).',
})

const BulkAnswer = z
  .strictObject({
    id: id.nullable().openapi({ type: ['string', 'null'], description: 'Null for a dry run, which keeps nothing.' }),
    dryRun: z.boolean(),
    sentence: z.string().openapi({ example: 'Move to Proposal' }),
    finishedAt: instant.nullable(),
    undoneAt: instant.nullable(),
    counts: z.record(outcome, z.int()),
    undone: z.int().openapi({ description: 'Deals that were taken back.' }),
    left: z.int().openapi({ description: 'Deals that were not, since somebody changed them after.' }),
    items: z.array(
      z.strictObject({
        number: z.int(),
        ref: z.string().openapi({ example: 'D-42' }),
        outcome,
        message: z.string().nullable().openapi({ description: 'What changes, or why nothing does.' }),
        undo: z.enum(['undone', 'left']).nullable(),
        undoMessage: z.string().nullable(),
      }),
    ),
  })
  .openapi('BulkChange')

const make = endpoint({
  method: 'post',
  path: '/opportunities/bulk',
  tag,
  summary: 'Change many deals at once',
  description: `Managers and admins; ${MOST_DEALS.toLocaleString('en')} deals at the most. Name the deals by number, or all that filters leave. With \`dryRun\` nothing is written. Deals are changed some at a time, each as one change of its own, and nobody in Slack is told deal by deal: owners and followers get one message each when it is over.`,
  body: z
    .strictObject({
      deals: z
        .array(z.int())
        .optional()
        .openapi({ description: 'Numbers.', example: [42, 43] }),
      filters: z.strictObject(filterParams).optional().openapi({ description: 'The same as of the list of deals.' }),
      change,
      dryRun: z.boolean().optional(),
    })
    .openapi('BulkChangeRequest'),
  answer: BulkAnswer,
  async run(ctx, { body: { deals, filters, change: deed, dryRun = false } }) {
    if ((deals === undefined) === (filters === undefined)) {
      throw invalid('Name the deals by `deals` or by `filters`: one of them.', { deals: 'Numbers, or `filters`.' })
    }
    const which = filters ? { filters: await resolveFilters(ctx, filters, { defaultPeriod: 'all' }) } : { deals }
    const input = { ...which, deed } as BulkInput
    if (dryRun) return dryRunView(await planBulkChange(ctx, input))
    const { id } = await prepareBulkChange(ctx, input)
    return bulkView(ctx, await carryOutBulkChange(ctx, id))
  },
})

const get = endpoint({
  method: 'get',
  path: '/bulk-changes/{id}',
  tag,
  summary: 'What became of a bulk change',
  description: 'Managers and admins.',
  params: byId,
  answer: BulkAnswer,
  run: async (ctx, { params }) => bulkView(ctx, await getBulkChange(ctx, params.id)),
})

const undo = endpoint({
  method: 'post',
  path: '/bulk-changes/{id}/undo',
  tag,
  summary: 'Take a bulk change back as one',
  description: 'Managers and admins. Deals that somebody changed since are left, and `items` says who did what.',
  params: byId,
  answer: BulkAnswer,
  run: async (ctx, { params }) => bulkView(ctx, await undoBulkChange(ctx, params.id)),
})

async function bulkView(ctx: Ctx, bulk: BulkChange): Promise<z.input<typeof BulkAnswer>> {
  const { id, sentence, startedAt, finishedAt, undoneAt, counts, undone, left } = bulk
  const items = await listBulkChangeDeals(ctx, id, { limit: MOST_DEALS })
  return {
    ...{ id, dryRun: startedAt === null, sentence, finishedAt, undoneAt, counts: { ...counts }, undone, left },
    items: items.map(itemView),
  }
}

function itemView({ name: _name, ...item }: BulkDeal): z.input<typeof BulkAnswer>['items'][number] {
  return item
}

function dryRunView({ sentence, items }: Awaited<ReturnType<typeof planBulkChange>>): z.input<typeof BulkAnswer> {
  const numbers = BULK_OUTCOMES.map((kind) => [kind, items.filter((item) => item.outcome === kind).length])
  return {
    ...{ id: null, dryRun: true, sentence, finishedAt: null, undoneAt: null, undone: 0, left: 0 },
    counts: Object.fromEntries(numbers) as Record<BulkOutcome, number>,
    items: items.map(({ deal: { number, ref }, outcome, message }) => ({
      ...{ number, ref, outcome, message, undo: null, undoMessage: null },
    })),
  }
}

export const bulkEndpoints = [make, get, undo] as const
