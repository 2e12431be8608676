import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { SESSION_COOKIE } from '../session.ts'
import { type ApiEnv, type AskerDeps, identify } from './asker.ts'
import { docsPage } from './docs-page.tsx'
import { describeApi } from './document.ts'
import { endpoints } from './endpoints.ts'
import { refuse, refuseThrown } from './errors.ts'
import { mount } from './mount.ts'
import { rateLimit } from './rate-limit.ts'
import { fieldSentences, inOneMessage } from './sentences.ts'

const REQUESTS_PER_MINUTE = 600
const LARGEST_BODY = 1024 * 1024

/** The JSON API, to be mounted at /api/v1. Its document and the page made from it are open to everybody. */
export function apiRoutes(deps: AskerDeps): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>({
    defaultHook: (result, c) => {
      if (result.success) return
      const fields = fieldSentences(result.error.issues, (result as { data?: unknown }).data)
      return refuse(c, { code: 'invalid', message: inOneMessage(fields), fields })
    },
  })
  app.onError((error, c) => refuseThrown(c, error, deps.log))

  app.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' })
  const cookie = { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE } as const
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', cookie)
  app.get('/openapi.json', (c) => c.json(describeApi(app)))
  app.get(
    '/docs',
    docsPage(() => describeApi(app)),
  )

  app.use(
    identify(
      deps,
      rateLimit(REQUESTS_PER_MINUTE, () => deps.now().getTime()),
    ),
  )
  app.use(async (c, next) => (c.req.url.includes('%00') ? refuse(c, ZERO_BYTE) : next()))
  app.use(bodyLimit({ maxSize: LARGEST_BODY, onError: (c) => refuse(c, TOO_LARGE) }))
  for (const endpoint of endpoints) mount(app, endpoint)
  app.all('*', (c) => refuse(c, NO_SUCH_ADDRESS))
  return app
}

/** Postgres cannot look for it in a text, so nothing is ever called so. */
const ZERO_BYTE = { code: 'invalid', message: 'The address contains a zero byte. Leave it out.' } as const

const TOO_LARGE = {
  code: 'invalid',
  message: 'A request may have 1 MB at the most. Send several smaller ones.',
} as const

const NO_SUCH_ADDRESS = {
  code: 'not_found',
  message: 'The API has nothing at this address. /api/v1/docs lists what there is.',
} as const
