import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { latestActivity } from '../core/index.ts'
import type { WebEnv } from './env.ts'
import { Document, type Frame, PageContent } from './pages/layout.tsx'
import { isSecure } from './session.ts'

const NOTICE_COOKIE = 'dealwright_notice'
const THEME_COOKIE = 'dealwright_theme'

interface PageInfo extends Pick<Frame, 'title' | 'current'> {
  readonly status?: ContentfulStatusCode
  /** Asks the database nothing more: for a page that says that something broke. */
  readonly bare?: boolean
}

/** Answers with a page, or with its content alone when the page in the browser asks for what is new. */
export async function showPage(c: Context<WebEnv>, page: PageInfo, content: Child): Promise<Response> {
  c.header('Cache-Control', 'private, no-store')
  if (c.req.header('x-fragment')) return c.html(<PageContent>{content}</PageContent>, page.status)
  const frame = await frameOf(c, page)
  const html = await (<Document frame={frame}>{content}</Document>)
  return c.html(`<!doctype html>${html}`, page.status)
}

/** After a form: goes to the page that shows the result, which then says `notice` once. */
export function goOn(c: Context<WebEnv>, path: string, notice: string): Response {
  const secure = isSecure(c.var.deps)
  setCookie(c, NOTICE_COOKIE, notice, { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: 60 })
  return c.redirect(path, 303)
}

async function frameOf(c: Context<WebEnv>, { title, current, bare }: PageInfo): Promise<Frame> {
  const { deps, viewer, assets } = c.var
  return {
    title,
    ...(current && { current }),
    theme: themeOf(c),
    asOf: c.req.query('asOf')?.trim() || null,
    assets,
    sandbox: deps.settings.sandbox,
    notice: takeNotice(c),
    viewer: viewer && {
      name: viewer.member.name,
      role: viewer.member.role,
      workspace: viewer.ctx.workspace.name,
      revision: viewer.ctx.workspace.revision,
      now: viewer.ctx.now(),
      activity: bare ? null : await latestActivity(viewer.ctx),
    },
  }
}

function themeOf(c: Context): Frame['theme'] {
  const theme = getCookie(c, THEME_COOKIE)
  return theme === 'light' || theme === 'dark' ? theme : null
}

function takeNotice(c: Context): string | null {
  const notice = getCookie(c, NOTICE_COOKIE)
  if (notice === undefined) return null
  deleteCookie(c, NOTICE_COOKIE, { path: '/' })
  return notice
}
