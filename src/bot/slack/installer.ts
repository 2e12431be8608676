import type { WebClient } from '@slack/web-api'
import {
  beginInstallation,
  type Database,
  type Grant,
  type Instant,
  invalid,
  isTimeZone,
  type Log,
  saveInstallation,
  spendInstallState,
  type Vault,
} from '../../core/index.ts'
import { botScopes } from '../manifest.ts'
import type { AppCredentials } from './connections.ts'
import { SlackTrouble } from './trouble.ts'

/** What Slack's answer to an installation comes with, and what the browser kept. */
export interface InstallAnswer {
  readonly code: string | null
  readonly state: string
  readonly browser: string
  /** Why there is no code, such as `access_denied`. */
  readonly error: string | null
}

/** Installs Dealwright into Slack workspaces by OAuth. */
export interface Installer {
  /** Where to send the browser, and what it has to keep until it comes back. */
  begin(): Promise<{ url: string; browser: string; expiresAt: Instant }>
  /** Finishes what `begin` began. Throws a sentence for whoever sits at the browser when nothing was installed. */
  finish(answer: InstallAnswer): Promise<{ teamName: string; slackUrl: string }>
}

export interface InstallerDeps {
  readonly database: Database
  readonly vault: Vault
  readonly credentials: AppCredentials
  /** A client without a token. */
  readonly anonymous: WebClient
  /** A client that is handed the new token. */
  readonly clientWith: (token: string) => WebClient
  readonly slackApiUrl: string
  readonly publicUrl: string
  readonly now: () => Instant
  readonly log: Log
}

/**
 * Slack's own package for this keeps its state in a signed cookie, which serves more than once; here a state is spent in
 * the database, and pages are the dashboard's own.
 */
export function installer(deps: InstallerDeps): Installer {
  const { database, vault, now, credentials, publicUrl } = deps
  const redirectUri = `${publicUrl}/slack/oauth_redirect`

  return {
    async begin() {
      const { state, browser, expiresAt } = await beginInstallation(database, { now: now() })
      const url = new URL('/oauth/v2/authorize', deps.slackApiUrl)
      url.searchParams.set('client_id', credentials.id)
      url.searchParams.set('scope', botScopes().join(','))
      url.searchParams.set('redirect_uri', redirectUri)
      url.searchParams.set('state', state)
      return { url: url.href, browser, expiresAt }
    },
    async finish({ code, state, browser, error }) {
      await spendInstallState(database, { state, browser, now: now() })
      if (error === 'access_denied') throw invalid('You did not allow it in Slack, so nothing was installed.')
      if (error || !code) throw invalid('Slack stopped the installation. Nothing was installed; begin again.')
      const { grant, userId, appId } = await exchange(deps, code, redirectUri)
      const timeZone = userId && (await timeZoneOf(deps, grant.botToken, userId))
      await saveInstallation(database, vault, { grant, installedBy: userId, timeZone: timeZone || null, now: now() })
      deps.log.info({ teamId: grant.teamId }, 'Dealwright was installed')
      const slackUrl = new URL('https://slack.com/app_redirect')
      slackUrl.searchParams.set('team', grant.teamId)
      if (appId) slackUrl.searchParams.set('app', appId)
      return { teamName: grant.teamName, slackUrl: slackUrl.href }
    },
  }
}

async function exchange({ anonymous, credentials }: InstallerDeps, code: string, redirectUri: string) {
  const asked = anonymous.oauth.v2.access({
    client_id: credentials.id,
    client_secret: credentials.secret,
    code,
    redirect_uri: redirectUri,
  })
  const granted = await asked.catch((error: unknown) => {
    throw new SlackTrouble('Slack did not confirm the installation, so nothing was installed.', error)
  })
  const { access_token: botToken, team, scope = '', bot_user_id, refresh_token, expires_in, authed_user } = granted
  if (granted.is_enterprise_install || !team?.id || !botToken) {
    throw invalid(
      'Dealwright is installed workspace by workspace. Choose one workspace of your organisation, and begin again.',
    )
  }
  const grant: Grant = {
    teamId: team.id,
    teamName: team.name || 'Sales',
    botUserId: bot_user_id ?? null,
    scopes: scope,
    botToken,
    refreshToken: refresh_token ?? null,
    expiresInSeconds: expires_in ?? null,
  }
  return { grant, userId: authed_user?.id ?? null, appId: granted.app_id ?? null }
}

/** Where the installer is, for the workspace's days; nothing is lost if Slack does not say. */
async function timeZoneOf({ clientWith, log }: InstallerDeps, token: string, user: string): Promise<string | null> {
  try {
    const { tz } = (await clientWith(token).users.info({ user })).user ?? {}
    return tz && isTimeZone(tz) ? tz : null
  } catch (error) {
    log.warn({ err: error }, 'Slack did not say in which time zone the installer is')
    return null
  }
}
