import type { Hono } from 'hono'
import type { Channel, Ctx, Database, Instant, Log, Member, Signals } from '../core/index.ts'
import type { ViewCache } from './shared-views.ts'
import type { SlackSignIn } from './slack-sign-in.ts'

/** How Slack and this program reach each other: by one token over HTTP or a socket, by installations, or in a box. */
export type SlackConnectionKind = 'http' | 'socket' | 'installed' | 'sandbox'

/** Installs Dealwright into a Slack workspace, for whoever sits at the browser. */
export interface Installer {
  /** Where to send the browser, and what it has to keep until it comes back. */
  begin(): Promise<{ url: string; browser: string; expiresAt: Instant }>
  /** Finishes what `begin` began. Throws a sentence for the person when nothing was installed. */
  finish(answer: {
    code: string | null
    state: string
    browser: string
    error: string | null
  }): Promise<{ teamName: string; slackUrl: string }>
}

/** What the dashboard is built from. Everything outside of it is handed in, so that a test can hand in its own. */
export interface WebDeps {
  readonly database: Database
  readonly settings: {
    /** Where members reach the dashboard; https makes the session cookie `Secure`. */
    readonly publicUrl: string
    readonly sandbox: boolean
    /** The folder with the bundled scripts, styles and fonts. */
    readonly publicFolder: string
  }
  readonly now: () => Date
  readonly log: Log
  /** What the bot and the worker of this process count; left out, they are elsewhere. */
  readonly signals?: Signals
  readonly slackConnection?: SlackConnectionKind
  readonly mounts: {
    readonly installer?: Installer
    /** The channels of Slack that reports can be shared into. Throws a sentence when Slack does not tell them. */
    readonly slackChannels?: (ctx: Ctx) => Promise<Channel[]>
    /** Where Slack may vouch for members. */
    readonly slackSignIn?: SlackSignIn
    readonly slackEvents?: (request: Request) => Promise<Response>
    /** The Slack workspace in a box, under /sandbox. */
    readonly sandbox?: Hono
  }
}

/** Who looks at a page: the signed-in member and the context in which core acts for them. */
export interface Viewer {
  readonly member: Member
  readonly sessionId: string
  readonly ctx: Ctx
}

/** What every handler finds on its request. */
export interface WebEnv {
  Variables: {
    deps: WebDeps
    /** Null when nobody is signed in. */
    viewer: Viewer | null
    /** Changes with the bundled scripts and styles. */
    assets: string
    /** What pages show now, for everybody who sees the same. */
    views: ViewCache
  }
}
