import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { AppError, signInBySlack } from '../../core/index.ts'
import type { WebEnv } from '../env.ts'
import { STATUS_OF } from '../failure.tsx'
import { NotSignedIn } from '../pages/sign-in.tsx'
import { goOn, showPage } from '../respond.tsx'
import { arrivalOf, isSecure, keepSession } from '../session.ts'
import type { Kept, SlackSignIn } from '../slack-sign-in.ts'

const COOKIE = 'dealwright_sign_in'
const PATH = '/auth/slack'
const SECONDS_AT_SLACK = 600

/** GET /auth/slack: sends the browser to Slack, which asks the person. `next` is the page they wanted. */
export function beginSlackSignIn(slack: SlackSignIn): (c: Context<WebEnv>) => Promise<Response> {
  return (c) =>
    orNotSignedIn(c, async () => {
      const { url, kept } = await slack.begin()
      const next = ownPath(c.req.query('next'))
      const secure = isSecure(c.var.deps)
      const options = { path: PATH, httpOnly: true, sameSite: 'Lax', secure, maxAge: SECONDS_AT_SLACK } as const
      setCookie(c, COOKIE, JSON.stringify({ ...kept, next }), options)
      c.header('Cache-Control', 'no-store')
      return c.redirect(url, 302)
    })
}

/** GET /auth/slack/callback: Slack sends the browser back and says who it is. */
export function finishSlackSignIn(slack: SlackSignIn): (c: Context<WebEnv>) => Promise<Response> {
  return (c) =>
    orNotSignedIn(c, async () => {
      const kept = keptIn(c)
      deleteCookie(c, COOKIE, { path: PATH, secure: isSecure(c.var.deps) })
      const person = await slack.finish(new URL(c.req.url).searchParams, kept)
      const session = await signInBySlack(c.var.deps.database, person, arrivalOf(c))
      keepSession(c, session)
      return goOn(c, ownPath(kept?.next), `Welcome, ${session.member.name}.`)
    })
}

function keptIn(c: Context<WebEnv>): (Kept & { next: string }) | null {
  try {
    return JSON.parse(getCookie(c, COOKIE) ?? 'null') as (Kept & { next: string }) | null
  } catch {
    return null
  }
}

/** A page of ours to go on to, never another site. */
function ownPath(path: string | undefined): string {
  return path && /^\/(?![/\\])/.test(path) && !path.startsWith('/auth/') ? path : '/'
}

async function orNotSignedIn(c: Context<WebEnv>, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return showPage(
      c,
      { title: 'Not signed in', status: STATUS_OF[error.code] },
      <NotSignedIn message={error.message} />,
    )
  }
}
