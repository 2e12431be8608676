import { onTestFinished } from 'vitest'
import { type Bot, buildBot } from '../../src/bot/index.ts'
import { createVault, type Database, type Log, type Vault } from '../../src/core/index.ts'
import type { Sandbox } from '../../src/sandbox/index.ts'
import { buildWeb } from '../../src/web/index.ts'
import { startWorker } from '../../src/worker.ts'
import { DASHBOARD_URL, type Page, type Visitor, visitorOf } from './dashboard.ts'
import { sqlite } from './databases.ts'
import { quietLog } from './quiet-log.ts'
import { slackFor, slackSecrets } from './slack.ts'

const SECRET = 'a secret of thirty-two bytes or more'
const app = { clientId: '123.456', clientSecret: 'client-secret' }

/** Dealwright for many workspaces, and the Slack of one that has not installed it yet. */
export interface InstalledOffice {
  readonly slack: Sandbox
  readonly bot: Bot
  readonly database: Database
  readonly vault: Vault
  /** A browser that knows nothing yet. */
  browser(): Visitor
  /** Walks through the whole installation as the person; resolves to the page at its end. */
  install(who: string, how?: { agrees?: boolean; browser?: Visitor }): Promise<Page>
  worker(): { stop(): Promise<void> }
  /** Lets nobody work on the outbox any more. */
  stopWorkers(): Promise<void>
}

export interface InstalledOfficeOptions {
  now?: () => Date
  log?: Log
  tokenSeconds?: number
  secret?: string
  database?: Database
}

/** Opens it; it closes after the test. */
export async function openForInstalls(options: InstalledOfficeOptions = {}): Promise<InstalledOffice> {
  const { now = () => new Date(), log = quietLog, tokenSeconds, secret = SECRET } = options
  const database = options.database ?? (await sqlite.fresh())
  const vault = createVault(secret)
  let bot: Bot | undefined
  const slack = await slackFor(
    (slackApiUrl) => {
      const built = buildBot({
        database,
        settings: {
          signingSecret: slackSecrets.signingSecret,
          botToken: null,
          appToken: null,
          slackApiUrl,
          responseHost: '127.0.0.1',
          publicUrl: DASHBOARD_URL,
        },
        installing: { credentials: { id: app.clientId, secret: app.clientSecret }, vault },
        now,
        log,
      })
      bot = built
      return (request) => built.handle(request)
    },
    { now, app: { ...app, ...(tokenSeconds && { tokenSeconds }) } },
  )
  if (!bot?.installer) throw new Error('The bot cannot be installed')
  const { installer } = bot
  const web = buildWeb({
    database,
    settings: { publicUrl: DASHBOARD_URL, sandbox: false, publicFolder: 'test' },
    now,
    log,
    mounts: { installer },
  })
  const built = bot
  const workers: { stop(): Promise<void> }[] = []
  const worker = () => {
    const started = startWorker({ database, handlers: built.jobHandlers, now, log })
    workers.push(started)
    return started
  }
  const stopWorkers = async () => {
    for (const one of workers.splice(0)) await one.stop()
  }
  worker()
  onTestFinished(async () => {
    await stopWorkers()
    await built.stop()
    await slack.close()
  })
  const browser = (): Visitor => visitorOf(web)
  return {
    slack,
    bot,
    database,
    vault,
    browser,
    worker,
    stopWorkers,
    async install(who, { agrees = true, browser: given = browser() } = {}) {
      const begun = await given.get('/slack/install')
      const back = slack.consent(begun.headers.get('location') ?? '', who, { agrees })
      return given.get(back.replace(DASHBOARD_URL, ''))
    },
  }
}
