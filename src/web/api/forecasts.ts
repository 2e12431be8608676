import { z } from '@hono/zod-openapi'
import { listForecasts, submitForecast, TERM_UNITS } from '../../core/index.ts'
import { endpoint, listOf, wholeList } from './endpoint.ts'
import { id, instant, localDate, minorUnits } from './fields.ts'

const tag = 'Targets and forecasts'

const ForecastAnswer = z
  .strictObject({
    id,
    owner: z.strictObject({ id, name: z.string() }).nullable().openapi({ description: 'Null is the whole team.' }),
    unit: z.enum(TERM_UNITS),
    startsOn: localDate.openapi({ description: 'The first day of the month or quarter.' }),
    value: minorUnits,
    note: z.string().nullable(),
    submittedBy: z.string().nullable(),
    submittedAt: instant,
  })
  .openapi('SubmittedForecast')

const list = endpoint({
  method: 'get',
  path: '/forecasts',
  tag,
  summary: 'List submitted forecasts',
  description: 'The latest first. They are never changed: a later one stands beside an earlier one.',
  query: z.strictObject({
    from: localDate.optional().openapi({ description: 'For months and quarters that begin on this day or later.' }),
    until: localDate.optional().openapi({ description: 'For those that begin before this day.' }),
  }),
  answer: listOf(ForecastAnswer),
  run: async (ctx, { query }) => wholeList(await listForecasts(ctx, query)),
})

const submit = endpoint({
  method: 'post',
  path: '/forecasts',
  tag,
  summary: 'Submit a forecast',
  description: 'Managers and admins for everybody, reps for themselves.',
  body: z
    .strictObject({
      owner: z.string().nullable().optional().openapi({ description: 'A name, id or “me”; none is the whole team.' }),
      unit: z.string().openapi({ description: 'month or quarter.', example: 'quarter' }),
      startsOn: localDate.openapi({ description: 'Any day of the month or quarter.' }),
      value: z.number().openapi({ type: 'integer', minimum: 0, description: 'Minor units, such as cents.' }),
      note: z.string().nullable().optional(),
    })
    .openapi('NewForecast'),
  answer: ForecastAnswer,
  status: 201,
  run: (ctx, { body }) => submitForecast(ctx, body),
})

export const forecastEndpoints = [list, submit] as const
