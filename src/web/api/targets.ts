import { z } from '@hono/zod-openapi'
import { listTargets, setTarget, TERM_UNITS } from '../../core/index.ts'
import { endpoint, listOf, wholeList } from './endpoint.ts'
import { id, instant, localDate, minorUnits, value, yesOrNo } from './fields.ts'

const tag = 'Targets and forecasts'

const named = z.strictObject({ id, name: z.string() })

const TargetAnswer = z
  .strictObject({
    id,
    owner: named.nullable().openapi({ description: 'Null is the whole team.' }),
    pipeline: named.nullable().openapi({ description: 'Null is every pipeline.' }),
    unit: z.enum(TERM_UNITS),
    startsOn: localDate.openapi({ description: 'The first day of the month or quarter.' }),
    value: minorUnits.nullable().openapi({ description: 'Null where a target was taken back.' }),
    setBy: z.string().nullable(),
    setAt: instant,
  })
  .openapi('Target')

const list = endpoint({
  method: 'get',
  path: '/targets',
  tag,
  summary: 'List targets',
  query: z.strictObject({ earlier: yesOrNo('Also what was wanted before.') }),
  answer: listOf(TargetAnswer),
  run: async (ctx, { query }) => wholeList(await listTargets(ctx, query)),
})

const set = endpoint({
  method: 'post',
  path: '/targets',
  tag,
  summary: 'Set a target',
  description: 'Managers and admins. The latest counts; null takes it back.',
  body: z
    .strictObject({
      owner: z.string().nullable().optional().openapi({ description: 'A name or id; none is the whole team.' }),
      pipeline: z.string().nullable().optional().openapi({ description: 'A name or id; none is every pipeline.' }),
      unit: z.string().openapi({ description: 'month or quarter.', example: 'quarter' }),
      startsOn: localDate.openapi({ description: 'Any day of the month or quarter.' }),
      value,
    })
    .openapi('NewTarget'),
  answer: TargetAnswer,
  status: 201,
  run: (ctx, { body }) => setTarget(ctx, body),
})

export const targetEndpoints = [list, set] as const
