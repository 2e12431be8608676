import type { Hono } from 'hono'
import type { Ctx, Database, Log, Member } from '../core/index.ts'

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
  readonly mounts: {
    readonly slackEvents?: (request: Request) => Promise<Response>
    /** The Slack workspace in a box, under /sandbox. */
    readonly sandbox?: Hono
  }
}

/** Who looks at a page: the signed-in member and the context in which core acts for them. */
export interface Viewer {
  readonly member: Member
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
  }
}
