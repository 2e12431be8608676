import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { latestActivity } from '../core/index.ts'
import type { WebEnv } from './env.ts'
import { Document, type Frame, PageContent } from './pages/layout.tsx'
import { ctxIn, isSecure, seesOwnOnly } from './session.ts'

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

/**
 * Answers with a page whose content is made once for everybody who sees the same, until the workspace changes. The view is
 * the address, who may see what, and whatever else `dependsOn` says; a tab that has it already is told so with a 304.
 */
export async function showShared(
  c: Context<WebEnv>,
  page: PageInfo,
  dependsOn: unknown,
  make: () => Promise<JSX.Element>,
): Promise<Response> {
  const { workspace, now } = ctxIn(c)
  const view = JSON.stringify([addressOf(c), scopeOf(c), dependsOn])
  const tag = `"${workspace.revision}-${createHash('sha256')
    .update(workspace.id + view + c.var.assets)
    .digest('base64url')
    .slice(0, 16)}"`
  const isFragment = c.req.header('x-fragment') !== undefined
  if (isFragment && c.req.header('if-none-match') === tag) return c.body(null, 304, { ETag: tag })
  const key = { workspaceId: workspace.id, revision: workspace.revision, view, minute: now().slice(0, 16) }
  const html = await c.var.views.take(key, async () => String(await make()))
  if (isFragment) c.header('ETag', tag)
  return showPage(c, page, raw(html))
}

function addressOf(c: Context): string {
  const { pathname, search } = new URL(c.req.url)
  return pathname + search
}

/** Who sees the same: everybody of a role, or one member where own deals are meant. */
function scopeOf(c: Context<WebEnv>): string {
  const ctx = ctxIn(c)
  const meansOneself = c.req.queries('owner')?.some((owner) => /^@?me$/i.test(owner.trim()))
  return `${ctx.actor.role} ${seesOwnOnly(ctx) || meansOneself ? ctx.actor.memberId : 'everybody'}`
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
      ownOnly: seesOwnOnly(viewer.ctx),
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
