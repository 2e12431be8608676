import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Instant } from '../../core/index.ts'
import { agoText, initialsOf } from '../format.ts'
import { queryOf } from '../query.ts'

/** What surrounds every page of a signed-in member. */
export interface Frame {
  readonly title: string
  /** The entry of the navigation that the page belongs to. */
  readonly current?: 'overview' | 'deals' | 'board' | 'reports' | 'my-day' | 'settings'
  readonly theme: 'light' | 'dark' | null
  /** The moment that the page is asked for, as the address says it: kept on the way to other pages. */
  readonly asOf: string | null
  /** Changes with the bundled files, so that browsers keep them until they do. */
  readonly assets: string
  readonly sandbox: boolean
  /** What was just done, said once after a form. */
  readonly notice: string | null
  readonly viewer: FrameViewer | null
}

interface FrameViewer {
  readonly name: string
  readonly role: string
  readonly workspace: string
  /** A rep who sees own deals only: told on every page. */
  readonly ownOnly: boolean
  /** Of the workspace, when the page was asked for: what is newer is news. */
  readonly revision: number
  readonly now: Instant
  readonly activity: { readonly by: string; readonly what: string; readonly at: Instant } | null
}

const PLACES = [
  { id: 'overview', href: '/', label: 'Overview' },
  { id: 'deals', href: '/deals', label: 'Deals' },
  { id: 'board', href: '/board', label: 'Board' },
  { id: 'reports', href: '/reports', label: 'Reports' },
  { id: 'my-day', href: '/my-day', label: 'My day' },
  { id: 'settings', href: '/settings', label: 'Settings' },
] as const

/** What every page is set in: asked for at once, so that the first words already have it. */
const FONTS = [400, 500, 600].map((weight) => `/public/fonts/inter-latin-${weight}-normal.woff2`)

/** The whole document around a page. */
export function Document({ frame, children }: { frame: Frame; children: Child }): JSX.Element {
  return (
    <html lang="en" {...(frame.theme ? { 'data-theme': frame.theme } : {})}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${frame.title} · Dealwright`}</title>
        <link rel="icon" href={ICON} />
        {FONTS.map((href) => (
          <link rel="preload" href={href} as="font" type="font/woff2" crossorigin="" />
        ))}
        <link rel="stylesheet" href={`/public/dashboard.css?v=${frame.assets}`} />
        <script type="module" src={`/public/dashboard.js?v=${frame.assets}`} />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to content
        </a>
        <Top frame={frame} />
        <PageContent notice={frame.notice}>{children}</PageContent>
        {frame.viewer ? (
          <footer class="foot">
            <a href="/figures">What the figures mean</a>
          </footer>
        ) : null}
      </body>
    </html>
  )
}

/** What is the page's own: all that the browser fetches again when something changed. */
export function PageContent({ notice, children }: { notice?: string | null; children: Child }): JSX.Element {
  return (
    <main class="page" id="main" tabindex={-1}>
      {notice ? (
        <p class="banner" role="status">
          {notice}
        </p>
      ) : null}
      {children}
    </main>
  )
}

/** History stays history on the next page. */
function hrefAt(href: string, asOf: string | null): string {
  return asOf && href !== '/settings' ? href + queryOf([['asOf', asOf]]) : href
}

function Top({ frame }: { frame: Frame }): JSX.Element {
  const { viewer } = frame
  return (
    <header class="top">
      <div class="top-row">
        <a class="brand" href="/" aria-label="Dealwright, overview">
          <Mark />
          <span class="brand-name">Dealwright</span>
        </a>
        {viewer ? (
          <nav class="nav" aria-label="Main">
            {PLACES.map(({ id, href, label }) => (
              <a href={hrefAt(href, frame.asOf)} {...(frame.current === id ? { 'aria-current': 'page' } : {})}>
                {label}
              </a>
            ))}
            {frame.sandbox ? <a href="/sandbox">Sandbox</a> : null}
          </nav>
        ) : null}
        <div class="top-end">
          {viewer ? <LiveLine viewer={viewer} /> : null}
          <ThemeButton />
          {viewer ? <ViewerMenu viewer={viewer} /> : null}
        </div>
      </div>
      {viewer?.ownOnly ? (
        <p class="own-only">
          You see your own deals: every figure counts those alone. <a href="/figures#own-deals">Why</a>
        </p>
      ) : null}
    </header>
  )
}

/** Names who did what last. Scripts keep it current; without them it says how things were when the page was made. */
function LiveLine({ viewer }: { viewer: FrameViewer }): JSX.Element {
  const { activity, now } = viewer
  const said = activity
    ? `${activity.by} ${activity.what}, ${agoText(activity.at, now)} ago`
    : 'Nothing has changed yet'
  return (
    <div class="live" data-live-line data-state="waiting" data-revision={viewer.revision}>
      <span class="live-text">
        {activity ? <span class="live-word">Live · </span> : null}
        {said}
      </span>
    </div>
  )
}

function ThemeButton(): JSX.Element {
  return (
    <button
      type="button"
      class="icon-button theme with-scripts"
      data-theme-toggle
      aria-label="Switch between light and dark"
    >
      <svg
        class="sun"
        width="18"
        height="18"
        viewBox="0 0 18 18"
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
        aria-hidden="true"
      >
        <circle cx="9" cy="9" r="3.2" />
        <path
          d="M9 1.5v2M9 14.5v2M1.5 9h2M14.5 9h2M3.7 3.7l1.4 1.4M12.9 12.9l1.4 1.4M3.7 14.3l1.4-1.4M12.9 5.1l1.4-1.4"
          stroke-linecap="round"
        />
      </svg>
      <svg
        class="moon"
        width="18"
        height="18"
        viewBox="0 0 18 18"
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
        aria-hidden="true"
      >
        <path d="M15 10.6A6.4 6.4 0 0 1 7.4 3a6.4 6.4 0 1 0 7.6 7.6Z" stroke-linejoin="round" />
      </svg>
    </button>
  )
}

function ViewerMenu({ viewer }: { viewer: FrameViewer }): JSX.Element {
  return (
    <details class="menu" data-closes>
      <summary class="avatar">
        <span aria-hidden="true">{initialsOf(viewer.name)}</span>
        <span class="visually-hidden">{viewer.name}: account</span>
      </summary>
      <div class="menu-panel">
        <p>
          <strong>{viewer.name}</strong>
        </p>
        <p class="muted small">
          {viewer.role} · {viewer.workspace}
        </p>
        <form method="post" action="/auth/sign-out">
          <button class="button tight" type="submit">
            Sign out
          </button>
        </form>
      </div>
    </details>
  )
}

/** Three bars of a funnel lying on its side. */
function Mark(): JSX.Element {
  return (
    <svg width="16" height="14" viewBox="0 0 16 14" fill="currentColor" aria-hidden="true">
      <rect width="12" height="2.4" rx="1.2" />
      <rect y="5.6" width="16" height="2.4" rx="1.2" />
      <rect y="11.2" width="8" height="2.4" rx="1.2" />
    </svg>
  )
}

const ICON =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -5 24 24" fill="%235584c2"%3E%3Crect width="12" height="2.8" rx="1.4"/%3E%3Crect y="5.6" width="16" height="2.8" rx="1.4"/%3E%3Crect y="11.2" width="8" height="2.8" rx="1.4"/%3E%3C/svg%3E'
