import { Hono } from 'hono'
import type { Log } from '../../core/index.ts'
import type { Faults } from '../faults.ts'
import { Refusal } from '../refusal.ts'
import type { ResponseUrls } from '../response-url.ts'
import type { Triggers } from '../triggers.ts'
import type { Workspace } from '../workspace.ts'
import type { Answer, Params } from './answer.ts'
import type { Call, Method } from './call.ts'
import { chatMethods, forward } from './chat.ts'
import type { Emulated } from './emulated.ts'
import { fileMethods } from './files.ts'
import { peopleMethods } from './people.ts'
import type { Tokens } from './tokens.ts'
import { viewMethods } from './views.ts'

/** One call as it came in, and what Slack answered. */
export interface RecordedCall {
  method: string
  params: Params
  at: Date
  answer: Answer | null
}

const MOST_REMEMBERED = 5000

export interface ApiDeps {
  workspace: Workspace
  triggers: Triggers
  faults: Faults
  responseUrls: ResponseUrls
  emulated: () => Emulated
  tokens: Tokens
  /** What `emulate` knows the app by, whichever of its tokens it comes with. */
  botToken: string
  closing: AbortSignal
  calls: RecordedCall[]
  now: () => Date
  log: Log
}

const methods: Record<string, Method> = {
  'api.test': ({ params }) => ({ ok: true, args: params }),
  ...peopleMethods,
  ...chatMethods,
  ...fileMethods,
  ...viewMethods,
}

/** The Web API as the app reaches it at `SLACK_API_URL`, the addresses for later answers, and uploads. */
export function webApi(deps: ApiDeps): Hono {
  const app = new Hono()
  app.all('/api/:method', async (c) => {
    const method = c.req.param('method')
    const params = await paramsOf(c.req.raw)
    const call: RecordedCall = { method, params, at: deps.now(), answer: null }
    deps.calls.push(call)
    if (deps.calls.length > MOST_REMEMBERED) deps.calls.shift()
    const fault = await deps.faults.meet(method, deps.closing)
    if (fault) return fault
    const token = c.req.header('authorization')?.replace(/^Bearer /, '') ?? String(params.token ?? '')
    call.answer = await answer(deps, { method, params, token })
    if (!call.answer.ok) deps.log.warn({ method, ...call.answer }, 'Slack refused a call')
    return deps.faults.loses(method) ?? c.json(call.answer)
  })
  app.post('/response/:id', (c) => deps.responseUrls.receive(c.req.param('id'), c.req.raw))
  app.all('/upload/*', (c) => deps.emulated().pass(c.req.raw))
  app.all('/files-pri/*', (c) => deps.emulated().pass(c.req.raw))
  return app
}

async function answer(deps: ApiDeps, asked: Pick<Call, 'method' | 'params' | 'token'>): Promise<Answer> {
  try {
    if (asked.method === 'oauth.v2.access') return deps.tokens.access(asked.params)
    deps.tokens.check(asked.token)
    const { workspace, triggers } = deps
    const token = asked.token.startsWith('xoxp-') ? asked.token : deps.botToken
    return await (methods[asked.method] ?? forward)({ ...asked, token, workspace, triggers, emulated: deps.emulated() })
  } catch (error) {
    if (error instanceof Refusal) return error.answer()
    throw error
  }
}

/** Slack takes JSON, forms with JSON inside, and query strings alike. */
async function paramsOf(request: Request): Promise<Params> {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const type = request.headers.get('content-type') ?? ''
  if (request.method === 'GET') return unpacked(query)
  if (type.includes('application/json')) return { ...query, ...((await request.json()) as Params) }
  if (type.includes('multipart/form-data')) return unpacked(Object.fromEntries(await request.formData()))
  return unpacked({ ...query, ...Object.fromEntries(new URLSearchParams(await request.text())) })
}

const STRUCTURED = ['blocks', 'attachments', 'view', 'unfurls', 'metadata', 'files', 'source', 'user_auth_blocks']

function unpacked(fields: Record<string, unknown>): Params {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, unpack(name, value)]))
}

function unpack(name: string, value: unknown): unknown {
  if (!STRUCTURED.includes(name) || typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
