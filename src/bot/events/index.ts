import type { SlackEvent } from '../event.ts'
import { appHomeOpened } from './app-home-opened.ts'
import { appMention } from './app-mention.ts'
import { appUninstalled } from './app-uninstalled.ts'
import { linkShared } from './link-shared.ts'
import { message } from './message.ts'
import { tokensRevoked } from './tokens-revoked.ts'

/** Every event that Slack is asked for; the manifest's subscriptions and scopes follow from it. */
export const events: readonly SlackEvent[] = [
  appHomeOpened,
  appMention,
  appUninstalled,
  linkShared,
  message,
  tokensRevoked,
]
