import { onTestFinished } from 'vitest'
import { type Member, startSession } from '../../src/core/index.ts'
import { buildWeb, listen } from '../../src/web/index.ts'
import { quietLog } from './quiet-log.ts'
import type { Team } from './team.ts'

export interface ServedDashboard {
  readonly url: string
  /** The cookie of a browser in which the member is signed in. */
  sessionOf(member: Member): Promise<{ name: string; value: string; url: string }>
}

/** The dashboard at a port of this machine, with the bundles that the build made; it closes after the test. */
export async function serveDashboard(team: Team): Promise<ServedDashboard> {
  const app = buildWeb({
    database: team.database,
    settings: { publicUrl: 'http://localhost', sandbox: false, publicFolder: 'dist/public' },
    now: () => new Date(team.clock.now()),
    log: quietLog,
    mounts: {},
  })
  const server = await listen(app, { host: '127.0.0.1', port: 0 })
  onTestFinished(() => server.close())
  const url = `http://127.0.0.1:${server.port}`
  return {
    url,
    async sessionOf(member) {
      const { sessionToken } = await startSession(team.ctxOf(member, 'web'), member)
      return { name: 'dealwright_session', value: sessionToken, url }
    },
  }
}
