import { type Logger, LogLevel } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Log } from '../../core/index.ts'
import { Pace } from './pace.ts'
import { PatientClient, PromptClient, type SlackErrorCounted } from './slack-client.ts'

/** The two ways in which we call Slack. Neither retries: a person waits for the one, the outbox repeats the other. */
export interface SlackClients {
  /** While a person waits: gives up after two seconds, since triggers and acknowledgements end after three. */
  readonly prompt: WebClient
  /** In the background: five seconds, in its turn, and with the decided reaction to errors. */
  readonly patient: WebClient
}

export interface ClientOptions {
  /** Where the Slack Web API is, with a slash at its end: the only place that ever sees a token. */
  readonly apiUrl: string
  readonly log: Log
  readonly counted: SlackErrorCounted
}

/** A token that is read for each call. */
export interface ChangingToken {
  current(): Promise<string>
  /** Slack refused the current one: whether another one is there by now. */
  wasReplaced(): Promise<boolean>
}

/** Null for none, as when Slack is asked for the first one. */
export type TokenSource = string | null | ChangingToken

/** Clients of one workspace. */
export function slackClients(token: TokenSource, { apiUrl, log, counted }: ClientOptions): SlackClients {
  const fixed = typeof token === 'string' ? token : undefined
  const changing = typeof token === 'object' ? token : null
  const options = (timeout: number) => ({
    slackApiUrl: apiUrl,
    allowAbsoluteUrls: false,
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: slackLogger(log),
    ...(changing && { fetch: fetchWith(changing, apiUrl) }),
  })
  const watch = { counted, tokenReplaced: async () => changing?.wasReplaced() ?? false }
  return {
    prompt: new PromptClient(fixed, options(2000), watch),
    patient: new PatientClient(fixed, options(5000), watch, new Pace()),
  }
}

/** Adds the token that serves at this moment. Pictures are uploaded to an address of their own, which needs none. */
function fetchWith(token: ChangingToken, apiUrl: string): typeof fetch {
  return async (url, init) => {
    if (!String(url).startsWith(apiUrl)) return fetch(url, init)
    const headers = new Headers(init?.headers)
    headers.set('authorization', `Bearer ${await token.current()}`)
    return fetch(url, { ...init, headers })
  }
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
