import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { etag } from 'hono/etag'

const BUNDLES = ['dashboard.js', 'dashboard.css']
const A_YEAR = 'public, max-age=31536000, immutable'

/** The bundled scripts, styles and fonts. Those that a page names by their version never change. */
export function assetRoutes(folder: string): Hono {
  const app = new Hono()
  app.use(etag())
  app.use(async (c, next) => {
    await next()
    const lasting = c.req.query('v') !== undefined || c.req.path.endsWith('.woff2')
    if (c.res.ok) c.header('Cache-Control', lasting ? A_YEAR : 'public, no-cache')
  })
  app.use('*', serveStatic({ root: folder, rewriteRequestPath: (path) => path.replace(/^\/public/, '') }))
  return app
}

/** A short word that changes whenever the bundles do. */
export function assetsVersion(folder: string): string {
  const hash = createHash('sha256')
  for (const file of BUNDLES.map((name) => join(folder, name))) {
    if (existsSync(file)) hash.update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 10)
}
