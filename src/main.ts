import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { type BotDeps, type BotSettings, buildBot } from './bot/index.ts'
import type { Config } from './config.ts'
import {
  countStoredTokens,
  createSignals,
  createVault,
  type Database,
  type Log,
  loadSample,
  migrateToLatest,
  onlyWorkspace,
  openDatabase,
  toInstant,
} from './core/index.ts'
import { keptSecret, SECRET_FILE } from './kept-secret.ts'
import type { Sandbox } from './sandbox/index.ts'
import { openSandboxBesideDatabase, type SandboxCredentials } from './sandbox-workspace.ts'
import { startSchedule } from './schedule.ts'
import { buildWeb, createSlackSignIn, listen, type SlackConnectionKind, type SlackSignIn } from './web/index.ts'
import { startWorker } from './worker.ts'

/** Where the build puts scripts, styles and fonts for browsers: beside the compiled code. */
const PUBLIC_FOLDER = fileURLToPath(new URL('../public', import.meta.url))

export interface RunningDealwright {
  readonly port: number
  /** Whether the sample team was loaded by this start. */
  readonly sampleLoaded: boolean
  /** Finishes what is under way, then lets go of everything. */
  stop(): Promise<void>
}

const clock = (): Date => new Date()

/**
 * Puts the whole program together and serves it: database, core, bot, dashboard and worker; in the sandbox also the
 * Slack workspace in a box. Throws a sentence when the database or the port cannot be had.
 */
export async function serve(config: Config): Promise<RunningDealwright> {
  const log = createLog(config)
  const closing: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close()
  }
  try {
    const database = await openDatabase(config.databaseUrl, { log })
    closing.push(() => database.close())
    await migrateToLatest(database, log)
    const sampleLoaded = config.sample && (await loadSampleOnce(database))

    const box = config.slack.mode === 'sandbox' ? await openSandboxBesideDatabase(config, { now: clock, log }) : null
    if (box) closing.push(() => box.sandbox.close())
    const signals = createSignals()
    const installing = await installingInto(database, config, log)
    const counted = (error: string): void => signals.slackErrors.count({ error })
    const bot = buildBot({ database, settings: botSettings(config, box), installing, counted, now: clock, log })
    box?.sandbox.connect((request) => bot.handle(request))

    if (config.role !== 'web') {
      const worker = startWorker({
        database,
        handlers: bot.jobHandlers,
        now: clock,
        log,
        counted: (kind, outcome) => signals.jobs.count({ kind, outcome }),
      })
      closing.push(() => worker.stop())
      const schedule = startSchedule({ database, now: clock, log })
      closing.push(() => schedule.stop())
    }
    closing.push(() => bot.stop())
    const web = buildWeb({
      database,
      settings: { publicUrl: config.publicUrl, sandbox: box !== null, publicFolder: PUBLIC_FOLDER },
      now: clock,
      log,
      signals,
      slackConnection: connectionOf(config),
      mounts: {
        slackEvents: (request) => bot.handle(request),
        slackChannels: (ctx) => bot.channels(ctx),
        ...(bot.installer && { installer: bot.installer }),
        ...(config.slack.client && { slackSignIn: slackSignIn(config, config.slack.client, log) }),
        ...(box && { sandbox: box.sandbox.routes }),
      },
    })
    const server = await listen(web, config)
    closing.push(() => server.close())
    await bot.start()
    return { port: server.port, sampleLoaded, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Resolves when SIGTERM or Ctrl-C came and everything is closed; a second signal does not wait. */
export function stopOnSignal(running: RunningDealwright): Promise<void> {
  return new Promise((resolve, reject) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        running.stop().then(resolve, reject)
      })
    }
  })
}

/** JSON lines, or readable ones on a terminal. */
function createLog({ logLevel }: Config): Log {
  const options = { level: logLevel, base: null }
  if (!process.stdout.isTTY) return pino(options)
  return pino({ ...options, transport: { target: 'pino-pretty', options: { translateTime: 'HH:MM:ss' } } })
}

async function loadSampleOnce(database: Database): Promise<boolean> {
  if ((await onlyWorkspace(database)) !== null) return false
  await loadSample(database, { now: () => toInstant(clock()) })
  return true
}

/** How workspaces install, where they do. Tokens that the secret does not open are told at once, not at their first use. */
async function installingInto(
  database: Database,
  config: Config,
  log: Log,
): Promise<NonNullable<BotDeps['installing']> | null> {
  const { slack, secret, dataFolder } = config
  if (slack.mode === 'sandbox' || slack.botToken !== null || slack.client === null) return null
  const vault = createVault(secret ?? keptSecret(dataFolder, SECRET_FILE))
  const { foreign } = await countStoredTokens(database, vault)
  if (foreign > 0) {
    log.error(
      { workspaces: foreign },
      'Stored Slack tokens were sealed with another DEALWRIGHT_SECRET. Put that one back and start again, or have these ' +
        `workspaces install again at ${config.publicUrl}/slack/install`,
    )
  }
  return { credentials: slack.client, vault }
}

function slackSignIn({ oidcIssuer, publicUrl }: Config, client: { id: string; secret: string }, log: Log): SlackSignIn {
  return createSlackSignIn({ issuer: oidcIssuer, client, redirectUri: `${publicUrl}/auth/slack/callback`, log })
}

/** How this program and Slack reach each other, for the page that shows it. */
function connectionOf({ slack }: Config): SlackConnectionKind {
  if (slack.mode === 'sandbox') return 'sandbox'
  if (slack.botToken === null) return 'installed'
  return slack.mode
}

function botSettings(
  { slack, publicUrl }: Config,
  box: (SandboxCredentials & { sandbox: Sandbox }) | null,
): BotSettings {
  if (slack.mode === 'sandbox') {
    if (!box) throw new Error('The sandbox is not open.')
    const { signingSecret, botToken, sandbox } = box
    const slackApiUrl = sandbox.apiUrl
    return {
      signingSecret,
      botToken,
      appToken: null,
      slackApiUrl,
      responseHost: new URL(slackApiUrl).hostname,
      publicUrl,
    }
  }
  return {
    signingSecret: slack.mode === 'http' ? slack.signingSecret : '',
    botToken: slack.botToken,
    appToken: slack.mode === 'socket' ? slack.appToken : null,
    slackApiUrl: slack.apiUrl,
    responseHost: slack.responseHost,
    publicUrl,
  }
}
