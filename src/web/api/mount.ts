import { createRoute, type OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Answer, AppError, answerOnce, type Ctx } from '../../core/index.ts'
import type { ApiEnv } from './asker.ts'
import type { AnyEndpoint, Asked } from './endpoint.ts'
import { ErrorAnswer, refuse } from './errors.ts'

type AnyAsked = Asked<object, object, object>

/** Serves an endpoint and describes it in the document, by the same schemas. */
export function mount(app: OpenAPIHono<ApiEnv>, endpoint: AnyEndpoint): void {
  app.openapi(createRoute(routeOf(endpoint)), async (c) => {
    const ctx = c.get('ctx')
    const asked = askedOf(c, endpoint)
    try {
      return await answerTo(c, ctx, endpoint, asked)
    } catch (error) {
      if (!endpoint.current || !(error instanceof AppError) || error.code !== 'conflict') throw error
      return refuse(c, { ...error, message: error.message, current: await endpoint.current(ctx, asked.params) })
    }
  })
}

async function answerTo(c: Context, ctx: Ctx, endpoint: AnyEndpoint, asked: AnyAsked): Promise<Response> {
  const key = endpoint.method === 'post' ? c.req.header('idempotency-key') : undefined
  if (key !== undefined) {
    const content = `${c.req.method} ${c.req.path} ${JSON.stringify([asked.query, asked.body])}`
    const request = { key, content, secret: endpoint.secret ?? false }
    return respond(c, await answerOnce(ctx, request, async (tx) => written(endpoint, await endpoint.run(tx, asked))))
  }
  const answer = await endpoint.run(ctx, asked)
  return answer instanceof Response ? answer : respond(c, written(endpoint, answer))
}

function written(endpoint: AnyEndpoint, answer: unknown): Answer {
  return endpoint.answer ? { status: endpoint.status ?? 200, body: JSON.stringify(answer) } : { status: 204, body: '' }
}

function respond(c: Context, { status, body }: Answer): Response {
  return body === ''
    ? c.body(null, 204)
    : c.body(body, status as 200 | 201, { 'Content-Type': 'application/json; charset=utf-8' })
}

/** The validators have put what they read here; an endpoint without a schema for a part is asked nothing there. */
function askedOf(c: Context, { params, query, body }: AnyEndpoint): AnyAsked {
  const read = (part: 'param' | 'query' | 'json'): object => c.req.valid(part as never)
  return { params: params ? read('param') : {}, query: query ? read('query') : {}, body: body ? read('json') : {} }
}

function routeOf(endpoint: AnyEndpoint): RouteConfig {
  const { method, path, tag, summary, description, params, query, body } = endpoint
  return {
    method,
    path,
    tags: [tag],
    summary,
    ...(description && { description }),
    security: [{ token: [] }, { session: [] }],
    request: {
      ...(params && { params }),
      ...(query && { query }),
      ...(method === 'post' && { headers: KeyHeader }),
      ...(body && { body: { required: needsBody(body), content: { 'application/json': { schema: body } } } }),
    },
    responses: { ...answers(endpoint), ...refusals(endpoint) },
  }
}

function needsBody(body: z.ZodObject): boolean {
  return !body.safeParse({}).success
}

function answers({ answer, status = 200, files = [] }: AnyEndpoint): RouteConfig['responses'] {
  if (!answer) return { 204: { description: 'Done; there is nothing to answer.' } }
  const json = { 'application/json': { schema: answer } }
  const others = files.map((type) => [type, { schema: z.string().openapi({ format: 'binary' }) }])
  return {
    [status]: {
      description: status === 201 ? 'Made.' : 'The answer.',
      content: { ...json, ...Object.fromEntries(others) },
    },
  }
}

function refusals({ params, body, answer, current }: AnyEndpoint): RouteConfig['responses'] {
  const refusal = (description: string, schema: z.ZodType = ErrorAnswer) => ({
    description,
    content: { 'application/json': { schema } },
  })
  const tooLate = current && answer ? withCurrent(answer) : ErrorAnswer
  return {
    400: refusal('Something in the request makes no sense; `fields` says what.'),
    401: refusal('No valid API token and no session.'),
    403: refusal('The member’s role does not allow it.'),
    ...((params || body) && { 404: refusal('It, or something that the request names, does not exist or is hidden.') }),
    409: refusal(
      current ? 'Somebody changed it first; `current` is how it stands.' : 'How things stand does not allow it.',
      tooLate,
    ),
    429: refusal('Too many requests; `Retry-After` says for how many seconds to wait.'),
    500: refusal('A mistake of ours; `reference` names it in the log.'),
  }
}

/** Not `extend`, which the document would write as two closed objects that no answer can be at once. */
function withCurrent(answer: z.ZodType): z.ZodType {
  return z.strictObject({ error: ErrorAnswer.shape.error, current: answer.optional() })
}

const KeyHeader = z.object({
  'idempotency-key': z.string().optional().openapi({
    description: 'Makes the request safe to send again: under the same key it is carried out once and answered alike.',
  }),
})
