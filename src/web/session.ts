import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import {
  type Arrival,
  actorOf,
  type Ctx,
  type NewSession,
  renewSession,
  type SignedIn,
  sessionMember,
  toInstant,
} from '../core/index.ts'
import { browserName } from './browser-name.ts'
import type { Viewer, WebDeps, WebEnv } from './env.ts'

export const SESSION_COOKIE = 'dealwright_session'

/** Finds out who asks. Pages behind it have a `viewer`, or none when nobody is signed in. */
export const findViewer: MiddlewareHandler<WebEnv> = async (c, next) => {
  const known = await knownMember(c)
  c.set('viewer', known && viewerOf(c.var.deps, known))
  if (known?.renewalDue) await renew(c)
  await next()
}

async function renew(c: Context<WebEnv>): Promise<void> {
  const { database, now } = c.var.deps
  const renewed = await renewSession(database, getCookie(c, SESSION_COOKIE) ?? '', toInstant(now()))
  if (renewed) keepSession(c, renewed)
}

/** The member whose session the browser brings, with the workspace; null when it brings none that is in force. */
export async function knownMember(c: Context<WebEnv>): Promise<SignedIn | null> {
  const { database, now } = c.var.deps
  const token = getCookie(c, SESSION_COOKIE)
  return token ? sessionMember(database, token, toInstant(now())) : null
}

/** Lets only signed-in members pass; everyone else is told how to sign in. */
export function requireViewer(signInPage: (c: Context<WebEnv>) => Promise<Response>): MiddlewareHandler<WebEnv> {
  return async (c, next) => (c.var.viewer ? next() : signInPage(c))
}

/** Who asks, behind `requireViewer`. */
function viewerIn(c: Context<WebEnv>): Viewer {
  const { viewer } = c.var
  if (!viewer) throw new Error('This page is not behind requireViewer')
  return viewer
}

/** In whose name and where the verbs of this request act. */
export function ctxIn(c: Context<WebEnv>): Ctx {
  return viewerIn(c).ctx
}

/** A rep of a workspace where reps see their own deals. */
export function seesOwnOnly({ actor, workspace }: Ctx): boolean {
  return actor.role === 'rep' && workspace.repsSee === 'own'
}

/** Which session this browser is in. */
export function sessionIn(c: Context<WebEnv>): string {
  return viewerIn(c).sessionId
}

/** When and on which browser somebody signs in. */
export function arrivalOf(c: Context<WebEnv>): Arrival {
  const { now, log } = c.var.deps
  return { now: toInstant(now()), log, browser: browserName(c.req.header('user-agent')) }
}

/** Remembers the browser until the session ends. */
export function keepSession(c: Context<WebEnv>, { sessionToken, expiresAt }: NewSession): void {
  const secure = isSecure(c.var.deps)
  const expires = new Date(expiresAt)
  setCookie(c, SESSION_COOKIE, sessionToken, { path: '/', httpOnly: true, sameSite: 'Lax', secure, expires })
}

/** Forgets the browser. */
export function dropSession(c: Context<WebEnv>): void {
  deleteCookie(c, SESSION_COOKIE, { path: '/', secure: isSecure(c.var.deps) })
}

/** Whether members reach the dashboard by https. */
export function isSecure(deps: WebDeps): boolean {
  return deps.settings.publicUrl.startsWith('https:')
}

function viewerOf(deps: WebDeps, { member, workspace, sessionId }: SignedIn): Viewer {
  const { database, log } = deps
  const now = () => toInstant(deps.now())
  return { member, sessionId, ctx: { db: database.read, database, workspace, actor: actorOf(member, 'web'), now, log } }
}
