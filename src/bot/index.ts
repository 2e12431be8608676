import { App, type Receiver, SocketModeReceiver } from '@slack/bolt'
import {
  type Channel,
  type Ctx,
  type Database,
  type JobHandler,
  type Log,
  toInstant,
  type Vault,
} from '../core/index.ts'
import { commands } from './commands/index.ts'
import { bindDispatch } from './dispatch.ts'
import { events } from './events/index.ts'
import { keepingFirst } from './intake/keeping-first.ts'
import { fetchReceiver } from './intake/receiver.ts'
import { jobHandlers } from './jobs.ts'
import { registryOf } from './registry.ts'
import { channelsOf } from './slack/channels.ts'
import { slackClients, slackLogger } from './slack/clients.ts'
import { type AppCredentials, connectionByToken, connectionsByInstallation, renewToken } from './slack/connections.ts'
import { type Installer, installer } from './slack/installer.ts'
import { decide } from './slack/reactions.ts'
import { responder } from './slack/respond.ts'
import type { SlackErrorCounted } from './slack/slack-client.ts'
import { checkStopped } from './slack/upkeep.ts'

export { commands } from './commands/index.ts'
export { manifest } from './manifest.ts'
export type { Installer } from './slack/installer.ts'

export interface BotSettings {
  /** Checks requests over HTTP. */
  readonly signingSecret: string
  /** The one workspace's; null where workspaces come by installing. */
  readonly botToken: string | null
  /** Socket Mode instead of HTTP. */
  readonly appToken: string | null
  /** Where the Slack Web API is, with a slash at its end. */
  readonly slackApiUrl: string
  /** The host whose `response_url` is trusted beside Slack's own; null for none. */
  readonly responseHost: string | null
  /** Origin of the dashboard, without a slash at its end. */
  readonly publicUrl: string
}

export interface BotDeps {
  readonly database: Database
  readonly settings: BotSettings
  /** With which workspaces install, and where their tokens are kept; left out where one token is a setting. */
  readonly installing?: { readonly credentials: AppCredentials; readonly vault: Vault } | null
  /** Hears of every error of Slack by its name. */
  readonly counted?: SlackErrorCounted
  readonly now: () => Date
  readonly log: Log
}

export interface Bot {
  /** Answers `POST /slack/events`. */
  handle(request: Request): Promise<Response>
  /** Connects by Socket Mode where that is set; over HTTP there is nothing to connect. */
  start(): Promise<void>
  /** Waits for the requests under way. */
  stop(): Promise<void>
  /** What the outbox's runner calls, by the kind of job. */
  readonly jobHandlers: Readonly<Record<string, JobHandler>>
  /** The channels that Dealwright was invited to. Throws a sentence when Slack does not tell them. */
  channels(ctx: Ctx): Promise<Channel[]>
  /** Null where one token is a setting. */
  readonly installer: Installer | null
}

/** The Slack side of Dealwright: the Bolt app with everything it listens to. */
export function buildBot({ database, settings, installing = null, counted = () => {}, now, log }: BotDeps): Bot {
  const { slackApiUrl, publicUrl } = settings
  const respond = responder(settings.responseHost)
  const http = fetchReceiver({ signingSecret: settings.signingSecret, now, log })
  const receiver = keepingFirst<Receiver>(
    settings.appToken ? socketReceiver(settings.appToken, slackApiUrl, log) : http,
  )
  const app = new App({
    receiver,
    // Never refused here, where Bolt would acknowledge in silence: dispatch tells whoever may not use this. And never
    // given a token: listeners call Slack through `connections` alone.
    authorize: async ({ teamId }) => ({ botToken: '', teamId: teamId ?? '' }),
    ignoreSelf: false,
    convoStore: false,
    logger: slackLogger(log),
    clientOptions: { slackApiUrl, allowAbsoluteUrls: false, timeout: 5000, retryConfig: { retries: 0 } },
  })
  const instant = () => toInstant(now())
  const clients = { apiUrl: slackApiUrl, log, counted }
  const anonymous = slackClients(null, clients).patient
  const granting = installing && { ...clients, ...installing, database, anonymous, now: instant }
  const connections = granting
    ? connectionsByInstallation(granting)
    : connectionByToken(settings.botToken ?? '', clients)
  const renew = async (workspaceId: string): Promise<void> => {
    if (granting) await renewToken(granting, workspaceId)
  }
  const registry = registryOf(commands)
  const deps = { database, connections, renew, now, log, registry, respond, publicUrl, events }
  bindDispatch(app, deps)

  return {
    handle: (request) => http.handle(request),
    start: async () => {
      await connections.own?.find().catch((error: unknown) => log.warn({ err: error }, 'Slack does not answer yet'))
      await checkStopped(deps)
      await app.start().catch(refusedAppToken)
    },
    stop: async () => {
      await app.stop()
    },
    jobHandlers: jobHandlers(deps),
    channels: (ctx) => channelsOf(connections, ctx),
    installer:
      granting &&
      installer({
        ...granting,
        slackApiUrl,
        publicUrl,
        clientWith: (token) => slackClients(token, clients).prompt,
      }),
  }
}

/** Whatever else keeps a socket from opening, Bolt tries again by itself. */
function refusedAppToken(error: unknown): never {
  const { name } = decide(error instanceof Error && error.cause ? error.cause : error) ?? {}
  if (!name) throw error
  const advice = 'Make one with connections:write: Basic Information, at api.slack.com/apps.'
  throw new Error(`Slack does not take SLACK_APP_TOKEN (${name}). ${advice}`)
}

function socketReceiver(appToken: string, slackApiUrl: string, log: Log): Receiver {
  return new SocketModeReceiver({
    appToken,
    logger: slackLogger(log),
    installerOptions: { clientOptions: { slackApiUrl } },
    // Also how long it waits before it connects again; without a connection every command fails.
    clientPingTimeout: 1500,
    // Slack repeats an envelope that was not acknowledged under the same id.
    customPropertiesExtractor: ({ envelope_id }: { envelope_id?: string }) => ({ requestKey: envelope_id }),
  })
}
