import type { WebClient } from '@slack/web-api'
import {
  botTokenOf,
  type Database,
  type Instant,
  isRotationDue,
  type Log,
  rotateToken,
  type Vault,
} from '../core/index.ts'
import { type ClientOptions, type SlackClients, slackClients } from './clients.ts'
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

function tokenSource(deps: InstallationDeps, workspaceId: string): () => Promise<string> {
  let kept: { readAt: number; token: Promise<string> } | null = null
  return () => {
    const isFresh = kept !== null && performance.now() - kept.readAt < TOKEN_KEPT_MS
    if (kept && isFresh) return kept.token
    const reading = { readAt: performance.now(), token: currentToken(deps, workspaceId) }
    kept = reading
    reading.token.catch(() => {
      if (kept === reading) kept = null
    })
    return reading.token
  }
}

async function currentToken(deps: InstallationDeps, workspaceId: string): Promise<string> {
  const { database, vault, now } = deps
  const token = await botTokenOf(database, vault, workspaceId)
  if (!token) throw new NoToken()
  if (!isRotationDue(token.expiresAt, now())) return token.token
  await renewToken(deps, workspaceId).catch((error: unknown) => {
    // It is due two hours early: until then a failure costs nothing but another try.
    if (token.expiresAt !== null && token.expiresAt <= now()) throw error
    logRenewal(deps.log, error)
  })
  return (await botTokenOf(database, vault, workspaceId))?.token ?? token.token
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

function logRenewal(log: Log, error: unknown): void {
  log.warn({ err: error }, 'A Slack token could not be renewed yet; the old one still serves')
}
