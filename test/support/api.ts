import { Hono } from 'hono'
import { createApiToken, type Member } from '../../src/core/index.ts'
import { apiRoutes } from '../../src/web/api/index.ts'
import { quietLog } from './quiet-log.ts'
import type { Team } from './team.ts'

/** An answer of the API, with its JSON read. */
export interface ApiAnswer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look at whatever came.
  readonly body: any
}

export interface ApiClient {
  get(path: string, headers?: Record<string, string>): Promise<ApiAnswer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer>
  patch(path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer>
  delete(path: string, headers?: Record<string, string>): Promise<ApiAnswer>
}

export interface Api {
  readonly app: Hono
  /** A program with a token of the member's. */
  as(member: Member): Promise<ApiClient>
  /** A program that sends these headers with every request. */
  with(headers: Record<string, string>): ApiClient
}

/** The API over the team's database, served as the program serves it. */
export function makeApi(team: Team): Api {
  const deps = {
    database: team.database,
    settings: { publicUrl: 'https://deals.acme.example' },
    now: () => new Date(team.clock.now()),
    log: quietLog,
  }
  const app = new Hono().route('/api/v1', apiRoutes(deps))
  return {
    app,
    with: (headers) => clientOf(app, headers),
    async as(member) {
      const { token } = await createApiToken(team.ctxOf(member), { name: 'Tests' })
      return clientOf(app, { Authorization: `Bearer ${token}` })
    },
  }
}

function clientOf(app: Hono, always: Record<string, string>): ApiClient {
  async function ask(method: string, path: string, body: unknown, headers: Record<string, string> = {}) {
    const json = body === undefined ? {} : { 'Content-Type': 'application/json' }
    const answer = await app.request(`/api/v1${path}`, {
      method,
      headers: { ...json, ...always, ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.startsWith('application/json')
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text }
  }
  return {
    get: (path, headers) => ask('GET', path, undefined, headers),
    post: (path, body, headers) => ask('POST', path, body, headers),
    patch: (path, body, headers) => ask('PATCH', path, body, headers),
    delete: (path, headers) => ask('DELETE', path, undefined, headers),
  }
}
