import type { Hono } from 'hono'
import { type Member, startSession } from '../../src/core/index.ts'
import type { WebEnv } from '../../src/web/env.ts'
import { buildWeb, type WebDeps } from '../../src/web/index.ts'
import { quietLog } from './quiet-log.ts'
import type { Team } from './team.ts'

export const DASHBOARD_URL = 'https://deals.acme.example'

/** A page as a browser got it. */
export interface Page {
  readonly status: number
  readonly headers: Headers
  readonly html: string
  /** What a person reads: the markup taken away, white space as single spaces. */
  readonly text: string
}

/** A browser that keeps its cookies. */
export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Page>
  /** Sends a form from one of our own pages. */
  post(path: string, fields?: Record<string, string>, headers?: Record<string, string>): Promise<Page>
  /** Sends a form and follows where it leads. */
  submit(path: string, fields?: Record<string, string>): Promise<Page>
  readonly cookies: Map<string, string>
}

export interface Dashboard {
  readonly app: Hono<WebEnv>
  visitor(): Visitor
  /** A browser in which the member is signed in. */
  as(member: Member): Promise<Visitor>
}

/** The dashboard over the team's database. */
export function openDashboard(
  team: Team,
  settings: Partial<WebDeps['settings']> = {},
  log = quietLog,
  mounts: WebDeps['mounts'] = {},
  now = () => new Date(team.clock.now()),
): Dashboard {
  const app = buildWeb({
    database: team.database,
    settings: { publicUrl: DASHBOARD_URL, sandbox: false, publicFolder: 'test', ...settings },
    now,
    log,
    mounts,
  })
  return {
    app,
    visitor: () => visitorOf(app),
    async as(member) {
      const visitor = visitorOf(app)
      const { sessionToken } = await startSession(team.ctxOf(member, 'web'), member)
      visitor.cookies.set('dealwright_session', sessionToken)
      return visitor
    },
  }
}

/** A browser that keeps its cookies and belongs to nobody. */
export function visitorOf(app: Hono<WebEnv>): Visitor {
  const cookies = new Map<string, string>()

  async function ask(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Page> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await app.request(DASHBOARD_URL + path, { ...init, headers: { cookie, ...init.headers } })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const html = await response.text()
    return { status: response.status, headers: response.headers, html, text: textOf(html) }
  }

  const visitor: Visitor = {
    cookies,
    get: (path, headers = {}) => ask(path, { headers }),
    post(path, fields = {}, headers = {}) {
      const type = 'application/x-www-form-urlencoded'
      const body = new URLSearchParams(fields).toString()
      return ask(path, { method: 'POST', body, headers: { origin: DASHBOARD_URL, 'content-type': type, ...headers } })
    },
    async submit(path, fields) {
      const answer = await visitor.post(path, fields)
      if (answer.status !== 303) throw new Error(`${path} answered ${answer.status}: ${answer.text.slice(0, 600)}`)
      return visitor.get(answer.headers.get('location') ?? '/')
    },
  }
  return visitor
}

const SIGNS: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

function textOf(html: string): string {
  return html
    .replace(/<(script|datalist)[^>]*>.*?<\/\1>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => SIGNS[name] ?? '')
    .replace(/\s+/g, ' ')
}
