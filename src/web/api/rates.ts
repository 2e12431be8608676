import { z } from '@hono/zod-openapi'
import { addRate, correctRate, importRates, listRates, removeRate } from '../../core/index.ts'
import { endpoint, listOf, wholeList } from './endpoint.ts'
import { byId, currencyCode, id, instant, localDate } from './fields.ts'

const tag = 'Rates'

const decimal = z.string().openapi({
  description: 'Units of the workspace’s currency for one unit: an exact decimal number as text.',
  example: '1.0834',
})

const RateAnswer = z
  .strictObject({
    id,
    currency: currencyCode,
    day: localDate.openapi({ description: 'From this day on, until the next day that has a rate.' }),
    rate: decimal,
    enteredBy: z.string().nullable(),
    enteredAt: instant,
  })
  .openapi('Rate')

const facts = { currency: currencyCode, day: localDate, rate: decimal }

const list = endpoint({
  method: 'get',
  path: '/rates',
  tag,
  summary: 'List rates',
  description: 'Managers and admins. Rates to the workspace’s currency, the latest day first.',
  query: z.strictObject({ currency: currencyCode.optional() }),
  answer: listOf(RateAnswer),
  run: async (ctx, { query }) => wholeList(await listRates(ctx, query)),
})

const add = endpoint({
  method: 'post',
  path: '/rates',
  tag,
  summary: 'Add a rate',
  description: 'Admins. One for each currency and day.',
  body: z.strictObject(facts).openapi('NewRate'),
  answer: RateAnswer,
  status: 201,
  run: (ctx, { body }) => addRate(ctx, body),
})

const take = endpoint({
  method: 'post',
  path: '/rates/import',
  tag,
  summary: 'Import rates',
  description: 'Admins. Bad lines are reported, the good ones go in; the same file again changes nothing.',
  body: z.strictObject({
    csv: z.string().openapi({
      description: 'A file with the columns date, currency and rate.',
      example: 'date,currency,rate\n2026-11-02,EUR,1.0834\n',
    }),
  }),
  answer: z
    .strictObject({
      added: z.int(),
      corrected: z.int(),
      unchanged: z.int(),
      problems: z.array(z.strictObject({ line: z.int(), column: z.string().nullable(), reason: z.string() })),
    })
    .openapi('RateImport'),
  async run(ctx, { body }) {
    const outcome = await importRates(ctx, { bytes: new TextEncoder().encode(body.csv) })
    return { ...outcome, problems: outcome.problems.map((problem) => ({ ...problem })) }
  },
})

const correct = endpoint({
  method: 'patch',
  path: '/rates/{id}',
  tag,
  summary: 'Correct a rate',
  description: 'Admins.',
  params: byId,
  body: z.strictObject(z.object(facts).partial().shape).openapi('RateChanges'),
  answer: RateAnswer,
  run: (ctx, { params, body }) => correctRate(ctx, { ...body, id: params.id }),
})

const remove = endpoint({
  method: 'delete',
  path: '/rates/{id}',
  tag,
  summary: 'Remove a rate',
  description: 'Admins. Deals then go by the rate before it.',
  params: byId,
  answer: RateAnswer,
  run: (ctx, { params }) => removeRate(ctx, params),
})

export const rateEndpoints = [list, add, take, correct, remove] as const
