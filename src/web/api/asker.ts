import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { actorOf, apiTokenMember, type Ctx, sessionMember, toInstant, type Via } from '../../core/index.ts'
import type { WebDeps, WebEnv } from '../env.ts'
import { SESSION_COOKIE } from '../session.ts'
import { refuse } from './errors.ts'
import type { RateLimit } from './rate-limit.ts'

export type AskerDeps = Pick<WebDeps, 'database' | 'now' | 'log'> & {
  readonly settings: { readonly publicUrl: string }
}

/** What every endpoint finds on its request. */
export interface ApiEnv {
  Variables: WebEnv['Variables'] & { ctx: Ctx }
}

type Known = NonNullable<Awaited<ReturnType<typeof apiTokenMember>>>

/** Lets a request through in the name of the member whose token or session it brings, and not too many in a minute. */
export function identify(deps: AskerDeps, takeOne: RateLimit): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const token = bearerToken(c)
    const known =
      token === undefined ? await sessionOwner(c, deps) : await apiTokenMember(deps.database, token, moment(deps))
    if (!known) return unauthenticated(c, token !== undefined)
    if (token === undefined && changesState(c) && !comesFromHere(c, deps)) return refuse(c, FOREIGN_ORIGIN)

    const wait = takeOne(known.member.id)
    if (wait > 0) return tooMany(c, wait)
    c.set('ctx', contextOf(deps, known, token === undefined ? 'web' : 'api'))
    await next()
  }
}

function contextOf(deps: AskerDeps, { workspace, member }: Known, via: Via): Ctx {
  const { database, log } = deps
  return { db: database.read, database, workspace, actor: actorOf(member, via), now: () => moment(deps), log }
}

/** The token that the request brings; "" when its Authorization header is of another kind. */
function bearerToken(c: Context): string | undefined {
  const header = c.req.header('authorization')
  return header === undefined ? undefined : (/^Bearer +(\S+)$/i.exec(header)?.[1] ?? '')
}

async function sessionOwner(c: Context, deps: AskerDeps): Promise<Known | null> {
  const cookie = getCookie(c, SESSION_COOKIE)
  return cookie ? sessionMember(deps.database, cookie, moment(deps)) : null
}

function changesState(c: Context): boolean {
  return c.req.method !== 'GET' && c.req.method !== 'HEAD'
}

/** A browser sends the cookie along with other sites' requests too, but never their own origin as ours. */
function comesFromHere(c: Context, deps: AskerDeps): boolean {
  const origin = c.req.header('origin')
  return origin === new URL(deps.settings.publicUrl).origin || origin === new URL(c.req.url).origin
}

const FOREIGN_ORIGIN = {
  code: 'forbidden',
  message: 'A signed-in browser may change things from the dashboard only. Programs send an API token instead.',
} as const

function unauthenticated(c: Context, hadToken: boolean): Response {
  const wrong = 'This API token is not valid or was revoked.'
  const message = `${hadToken ? wrong : 'Nobody is signed in.'} Send the header “Authorization: Bearer dw_...”.`
  return refuse(c, { code: 'unauthenticated', message, headers: { 'WWW-Authenticate': 'Bearer' } })
}

function tooMany(c: Context, seconds: number): Response {
  const message = `Too many requests. Go on in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`
  return refuse(c, { code: 'rate_limited', message, headers: { 'Retry-After': String(seconds) } })
}

function moment(deps: AskerDeps): string {
  return toInstant(deps.now())
}
