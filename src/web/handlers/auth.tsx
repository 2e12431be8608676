import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import {
  AppError,
  type Ctx,
  endOwnSessions,
  endSession,
  findMember,
  forbidden,
  listMembers,
  onlyWorkspace,
  peekSignInLink,
  redeemSignInLink,
  startSession,
  systemActor,
  toInstant,
} from '../../core/index.ts'
import type { WebDeps, WebEnv } from '../env.ts'
import { STATUS_OF } from '../failure.tsx'
import { ConfirmLink, SignInPage, SpentLink } from '../pages/sign-in.tsx'
import { goOn, showPage } from '../respond.tsx'
import { arrivalOf, ctxIn, dropSession, keepSession, SESSION_COOKIE } from '../session.ts'

/** Tells whoever is not signed in how to get in. */
export async function signInPage(c: Context<WebEnv>): Promise<Response> {
  const ctx = await sandboxCtx(c.var.deps)
  const members = ctx ? await listMembers(ctx) : null
  const { pathname, search } = new URL(c.req.url)
  const slackHref = c.var.deps.mounts.slackSignIn
    ? `/auth/slack?${new URLSearchParams({ next: pathname + search })}`
    : null
  return showPage(c, { title: 'Sign in', status: 401 }, <SignInPage sandboxMembers={members} slackHref={slackHref} />)
}

/** Asks before a link is spent, so that programs that preview links do not spend it. */
export async function confirmLink(c: Context<WebEnv>): Promise<Response> {
  const token = c.req.param('token') ?? ''
  const { database, now } = c.var.deps
  return orSpent(c, async () => {
    const whom = await peekSignInLink(database, token, toInstant(now()))
    return showPage(c, { title: 'Sign in' }, <ConfirmLink token={token} {...whom} />)
  })
}

/** Spends the link and signs its member in on this browser. */
export async function spendLink(c: Context<WebEnv>): Promise<Response> {
  const token = c.req.param('token') ?? ''
  return orSpent(c, async () => {
    const session = await redeemSignInLink(c.var.deps.database, { token, ...arrivalOf(c) })
    keepSession(c, session)
    return goOn(c, '/', `Welcome, ${session.member.name}.`)
  })
}

/** In the sandbox anybody may be anybody of the team. */
export async function signInAsMember(c: Context<WebEnv>): Promise<Response> {
  const ctx = await sandboxCtx(c.var.deps)
  if (!ctx) throw forbidden('Choosing who you are works in the sandbox only. Ask for a link with /deal dashboard.')
  const { member: id } = await c.req.parseBody()
  const member = await findMember(ctx, String(id))
  keepSession(c, await startSession(ctx, member, arrivalOf(c).browser))
  return goOn(c, '/', `You are ${member.name} now.`)
}

/** Ends the session of this browser. */
export async function signOut(c: Context<WebEnv>): Promise<Response> {
  const token = getCookie(c, SESSION_COOKIE)
  if (token) await endSession(c.var.deps.database, token)
  dropSession(c)
  return c.redirect('/', 303)
}

/** Ends the sessions of this member on every browser. */
export async function signOutEverywhere(c: Context<WebEnv>): Promise<Response> {
  await endOwnSessions(ctxIn(c))
  dropSession(c)
  return goOn(c, '/', 'You are signed out everywhere.')
}

/** A link that cannot be used any more is no error of the page: it gets one that says what to do. */
async function orSpent(c: Context<WebEnv>, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const page = { title: 'Link not usable', status: STATUS_OF[error.code] }
    return showPage(c, page, <SpentLink message={error.message} />)
  }
}

async function sandboxCtx(deps: WebDeps): Promise<Ctx | null> {
  const { database, log, settings } = deps
  const workspace = settings.sandbox ? await onlyWorkspace(database) : null
  const actor = systemActor('Dealwright', 'web')
  return workspace && { db: database.read, database, workspace, actor, now: () => toInstant(deps.now()), log }
}
