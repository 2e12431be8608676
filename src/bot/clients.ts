import { type Logger, LogLevel } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import type { Log } from '../core/index.ts'

/** The two ways in which we call Slack. Neither retries: a person waits for the one, the outbox repeats the other. */
export interface SlackClients {
  /** While a person waits: gives up after two seconds, since triggers and acknowledgements end after three. */
  readonly prompt: WebClient
  /** In the background: five seconds. */
  readonly patient: WebClient
}

/** Clients of one workspace. `apiUrl` is the only host they ever call. */
export function slackClients(token: string, apiUrl: string, log: Log): SlackClients {
  const client = (timeout: number): WebClient =>
    new WebClient(token, {
      slackApiUrl: apiUrl,
      allowAbsoluteUrls: false,
      timeout,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: slackLogger(log),
    })
  return { prompt: client(2000), patient: client(5000) }
}

/** Slack's logger over ours. Its debug lines repeat whole messages, so they are left out. */
export function slackLogger(log: Log): Logger {
  const line = (parts: unknown[]): string => parts.map(String).join(' ')
  return {
    debug: () => {},
    info: (...parts) => log.debug({}, line(parts)),
    warn: (...parts) => log.warn({}, line(parts)),
    error: (...parts) => log.error({}, line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  }
}
