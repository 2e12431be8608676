import type { MiddlewareHandler } from 'hono'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import type { WebDeps } from './env.ts'
import { isSecure } from './session.ts'

/** What a browser may do with our pages: run our own scripts and styles only, and be framed by nobody. */
export function pageSecurity(deps: WebDeps): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      fontSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'https://*.slack-edge.com', 'https://secure.gravatar.com'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: isSecure(deps) ? 'max-age=15552000' : false,
    // Some page may set its own, stricter policy.
    overwrite: false,
  })
}

/** Refuses forms that another site sends in a member's name. */
export function sameOriginOnly(deps: WebDeps): MiddlewareHandler {
  const own = new URL(deps.settings.publicUrl).origin
  return csrf({ origin: (origin, c) => origin === own || origin === new URL(c.req.url).origin })
}
