import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { AppError } from '../../core/index.ts'
import type { Installer, WebEnv } from '../env.ts'
import { STATUS_OF } from '../failure.tsx'
import { Installed, NotInstalled } from '../pages/install.tsx'
import { showPage } from '../respond.tsx'
import { isSecure } from '../session.ts'

const COOKIE = 'dealwright_install'
const PATH = '/slack/oauth_redirect'

/** GET /slack/install: sends the browser to Slack, where the person agrees. */
export function beginInstall(installer: Installer): (c: Context<WebEnv>) => Promise<Response> {
  return async (c) => {
    const { url, browser, expiresAt } = await installer.begin()
    const secure = isSecure(c.var.deps)
    // Lax, since it is Slack that sends the browser back.
    setCookie(c, COOKIE, browser, { path: PATH, httpOnly: true, sameSite: 'Lax', secure, expires: new Date(expiresAt) })
    c.header('Cache-Control', 'no-store')
    return c.redirect(url, 302)
  }
}

/** GET /slack/oauth_redirect: Slack sends the browser back, with or without consent. */
export function finishInstall(installer: Installer): (c: Context<WebEnv>) => Promise<Response> {
  return async (c) => {
    const { code, state = '', error } = c.req.query()
    const browser = getCookie(c, COOKIE) ?? ''
    try {
      const { teamName, slackUrl } = await installer.finish({
        code: code ?? null,
        state,
        browser,
        error: error ?? null,
      })
      deleteCookie(c, COOKIE, { path: PATH, secure: isSecure(c.var.deps) })
      return showPage(c, { title: 'Installed' }, <Installed teamName={teamName} slackUrl={slackUrl} />)
    } catch (failure) {
      if (!(failure instanceof AppError)) throw failure
      const page = { title: 'Not installed', status: STATUS_OF[failure.code] }
      return showPage(c, page, <NotInstalled message={failure.message} />)
    }
  }
}
