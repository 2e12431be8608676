import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { except } from 'hono/combine'
import { assetsVersion } from './assets.ts'
import type { WebDeps, WebEnv } from './env.ts'
import { answerFailure, answerNotFound } from './failure.tsx'
import { createMetrics } from './metrics.ts'
import { mountRoutes, mountSlack } from './routes.ts'
import { pageSecurity, sameOriginOnly } from './security.ts'
import { findViewer } from './session.ts'
import { createViewCache } from './shared-views.ts'

export type { SlackConnectionKind, WebDeps } from './env.ts'
export { listen } from './listen.ts'
export { createSlackSignIn, type SlackSignIn } from './slack-sign-in.ts'

const LARGEST_FORM = 256 * 1024
/** Where requests of machines come in, which bring their own proof of who they are. */
const OF_MACHINES = /^\/(api\/|sandbox(\/|$)|public\/|healthz$|readyz$|metrics$)/

const tooLarge = (c: Context) => c.text('That is more than 256 KB. Go back and send it in smaller parts.', 413)

/** The dashboard, the JSON API and what else answers HTTP, as one app. */
export function buildWeb(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const metrics = createMetrics(deps)
  const assets = assetsVersion(deps.settings.publicFolder)
  const views = createViewCache()
  app.onError((error, c) => answerFailure(error, c))
  app.notFound((c) => answerNotFound(c))
  app.use(async (c, next) => {
    c.set('deps', deps)
    c.set('assets', assets)
    c.set('views', views)
    c.set('viewer', null)
    await next()
  })
  app.use(metrics.measure)
  mountSlack(app, deps)
  app.use(pageSecurity(deps))

  const isMachine = (c: Context): boolean => OF_MACHINES.test(c.req.path)
  app.use(except(isMachine, sameOriginOnly(deps), bodyLimit({ maxSize: LARGEST_FORM, onError: tooLarge }), findViewer))
  mountRoutes(app, deps, metrics)
  return app
}
