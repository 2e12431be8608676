import { App, type Receiver, SocketModeReceiver } from '@slack/bolt'
import type { Database, Job, Log } from '../core/index.ts'
import { slackClients, slackLogger } from './clients.ts'
import { commands } from './commands/index.ts'
import { bindDispatch } from './dispatch.ts'
import { events } from './events/index.ts'
import { jobHandlers } from './jobs.ts'
import { keepingFirst } from './keeping-first.ts'
import { ownTeam } from './own-team.ts'
import { fetchReceiver } from './receiver.ts'
import { registryOf } from './registry.ts'
import { responder } from './respond.ts'

export { commands } from './commands/index.ts'
export { manifest } from './manifest.ts'

export interface BotSettings {
  /** Checks requests over HTTP. */
  readonly signingSecret: string
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
  readonly jobHandlers: Readonly<Record<string, (job: Job) => Promise<void>>>
}

/** The Slack side of Dealwright: the Bolt app with everything it listens to. */
export function buildBot({ database, settings, now, log }: BotDeps): Bot {
  const { slackApiUrl, publicUrl } = settings
  const botToken = settings.botToken ?? ''
  const slack = slackClients(botToken, slackApiUrl, log)
  const respond = responder(settings.responseHost)
  const http = fetchReceiver({ signingSecret: settings.signingSecret, now, log })
  const receiver = keepingFirst<Receiver>(
    settings.appToken ? socketReceiver(settings.appToken, slackApiUrl, log) : http,
  )
  const app = new App({
    receiver,
    // Every request says itself which team it is for; nothing has to be asked of Slack to know our token.
    authorize: async ({ teamId }) => ({ botToken, teamId: teamId ?? '' }),
    ignoreSelf: false,
    convoStore: false,
    logger: slackLogger(log),
    clientOptions: { slackApiUrl, allowAbsoluteUrls: false, timeout: 5000, retryConfig: { retries: 0 } },
  })
  const team = ownTeam(slack.prompt)
  const registry = registryOf(commands)
  const deps = { database, slack, ownTeam: team, now, log, registry, respond, publicUrl, events }
  bindDispatch(app, deps)

  return {
    handle: (request) => http.handle(request),
    start: async () => {
      await team.find().catch((error: unknown) => log.warn({ err: error }, 'Slack does not answer yet'))
      await app.start()
    },
    stop: async () => {
      await app.stop()
    },
    jobHandlers: jobHandlers(deps),
  }
}

function socketReceiver(appToken: string, slackApiUrl: string, log: Log): Receiver {
  return new SocketModeReceiver({
    appToken,
    logger: slackLogger(log),
    installerOptions: { clientOptions: { slackApiUrl } },
    // Slack repeats an envelope that was not acknowledged under the same id.
    customPropertiesExtractor: ({ envelope_id }: { envelope_id?: string }) => ({ requestKey: envelope_id }),
  })
}
