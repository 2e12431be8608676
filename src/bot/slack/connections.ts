import type { WebClient } from '@slack/web-api'
import {
  type BotToken,
  botTokenOf,
  type Database,
  type Instant,
  isRotationDue,
  rotateToken,
  type Vault,
} from '../../core/index.ts'
import { type ChangingToken, type ClientOptions, type SlackClients, slackClients } from './clients.ts'
import { type OwnTeam, ownTeam } from './own-team.ts'
import { NoToken } from './reactions.ts'

/** How the bot calls Slack for each workspace. */
export interface Connections {
  of(workspace: { readonly id: string }): SlackClients
  /** The one team that may use this Dealwright; null where teams come by installing. */
  readonly own: (OwnTeam & { readonly slack: SlackClients }) | null
}

/** One token, from the settings: whichever workspace is asked for, it is that team's. */
export function connectionByToken(token: string, options: ClientOptions): Connections {
  const slack = slackClients(token, options)
  return { of: () => slack, own: { ...ownTeam(slack.prompt), slack } }
}

/** The Slack app's own credentials, with which tokens are granted and renewed. */
export interface AppCredentials {
  readonly id: string
  readonly secret: string
}

export interface InstallationDeps extends ClientOptions {
  readonly database: Database
  readonly vault: Vault
  readonly credentials: AppCredentials
  /** Without a token of its own. */
  readonly anonymous: WebClient
  readonly now: () => Instant
}

/** Another process may have renewed or deleted the token; until this is over, the one that was read last is used. */
const TOKEN_KEPT_MS = 10_000

/** One token per workspace, as its installation brought it; those that expire are renewed before. */
export function connectionsByInstallation(deps: InstallationDeps): Connections {
  const clients = new Map<string, SlackClients>()
  return {
    own: null,
    of({ id }) {
      const known = clients.get(id) ?? slackClients(tokenSource(deps, id), deps)
      clients.set(id, known)
      return known
    },
  }
}

function tokenSource(deps: InstallationDeps, workspaceId: string): ChangingToken {
  let kept: { readAt: number; token: Promise<BotToken> } | null = null
  let replacedAt = Number.NEGATIVE_INFINITY

  function read(): Promise<BotToken> {
    const reading = { readAt: performance.now(), token: currentToken(deps, workspaceId) }
    kept = reading
    reading.token.catch(() => {
      if (kept === reading) kept = null
    })
    return reading.token
  }

  return {
    async current() {
      if (kept && performance.now() - kept.readAt < TOKEN_KEPT_MS) {
        const { token, expiresAt } = await kept.token
        if (!isRotationDue(expiresAt, deps.now())) return token
      }
      return (await read()).token
    },
    async wasReplaced() {
      const refused = await kept?.token.catch(() => null)
      const now = await read().catch(() => null)
      if (now !== null && now.token !== refused?.token) replacedAt = performance.now()
      // Calls that were under way with the old token hear of it a little later than the first.
      return performance.now() - replacedAt < TOKEN_KEPT_MS
    },
  }
}

async function currentToken(deps: InstallationDeps, workspaceId: string): Promise<BotToken> {
  const { database, vault, now, log } = deps
  const token = await botTokenOf(database, vault, workspaceId)
  if (!token) throw new NoToken()
  if (!isRotationDue(token.expiresAt, now())) return token
  await renewToken(deps, workspaceId).catch((error: unknown) => {
    // It is due two hours early: until then a failure costs nothing but another try.
    if (token.expiresAt !== null && token.expiresAt <= now()) throw error
    log.warn({ err: error }, 'A Slack token could not be renewed yet; the old one still serves')
  })
  return (await botTokenOf(database, vault, workspaceId)) ?? token
}

/** Asks Slack for the workspace's next token, if it is time. Throws Slack's error. */
export async function renewToken(deps: InstallationDeps, workspaceId: string): Promise<void> {
  const { database, vault, credentials, anonymous, now } = deps
  const renew = async (refreshToken: string) => {
    const granted = await anonymous.oauth.v2.access({
      client_id: credentials.id,
      client_secret: credentials.secret,
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    })
    const { access_token, refresh_token, expires_in } = granted
    if (!access_token) throw new Error('Slack renewed a token without saying which')
    return { botToken: access_token, refreshToken: refresh_token ?? null, expiresInSeconds: expires_in ?? null }
  }
  await rotateToken({ database, vault, now: now(), renew }, workspaceId)
}
