import { Hono } from 'hono'
import { createApiToken, type Member } from '../../src/core/index.ts'
import { apiRoutes } from '../../src/web/api/index.ts'
import { type ApiContract, contractOf } from './api-contract.ts'
import { sqlite } from './databases.ts'
import { quietLog } from './quiet-log.ts'
import { makeTeam, type Team } from './team.ts'

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
  readonly contract: ApiContract
  /** The operations of the document that have been answered so far, with their status: "201 post /opportunities". */
  readonly answered: ReadonlySet<string>
  /** A program with a token of the member's. */
  as(member: Member): Promise<ApiClient>
  /** A program that sends these headers with every request. */
  with(headers: Record<string, string>): ApiClient
}

/** The API over the team's database. Every answer is held against the API's own document. */
export async function makeApi(team: Team, log = quietLog): Promise<Api> {
  const deps = {
    database: team.database,
    settings: { publicUrl: 'https://deals.acme.example' },
    now: () => new Date(team.clock.now()),
    log,
  }
  const app = new Hono().route('/api/v1', apiRoutes(deps))
  const contract = contractOf(await (await app.request('/api/v1/openapi.json')).json())
  const answered = new Set<string>()

  function judge(method: string, path: string, { status, body }: ApiAnswer): void {
    const operation = contract.operationOf(method, path)
    if (!operation) return
    answered.add(`${status} ${operation}`)
    const complaint = contract.complaint(operation, status, body)
    if (complaint) throw new Error(`${operation} answered ${status} against its document: ${complaint}`)
  }

  return {
    app,
    contract,
    answered,
    with: (headers) => clientOf(app, headers, judge),
    async as(member) {
      const { token } = await createApiToken(team.ctxOf(member), { name: 'Tests' })
      return clientOf(app, { Authorization: `Bearer ${token}` }, judge)
    },
  }
}

/** A team over SQLite and a program for each role. */
export async function startApi() {
  const team = await makeTeam(await sqlite.fresh())
  const api = await makeApi(team)
  const { rep, manager, admin } = team.members
  return { team, api, rep: await api.as(rep), manager: await api.as(manager), admin: await api.as(admin) }
}

type Judge = (method: string, path: string, answer: ApiAnswer) => void

function clientOf(app: Hono, always: Record<string, string>, judge: Judge): ApiClient {
  async function ask(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer> {
    const json = body === undefined ? {} : { 'Content-Type': 'application/json' }
    const response = await app.request(`/api/v1${path}`, {
      method,
      headers: { ...json, ...always, ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const isJson = response.headers.get('content-type')?.startsWith('application/json')
    const { status, headers: answered } = response
    const answer = { status, headers: answered, body: isJson ? await response.json() : await response.text() }
    if (isJson || status === 204) judge(method, path, answer)
    return answer
  }
  return {
    get: (path, headers) => ask('GET', path, undefined, headers),
    post: (path, body, headers) => ask('POST', path, body, headers),
    patch: (path, body, headers) => ask('PATCH', path, body, headers),
    delete: (path, headers) => ask('DELETE', path, undefined, headers),
  }
}
