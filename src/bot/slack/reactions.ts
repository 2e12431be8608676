import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import { SealedElsewhere } from '../../core/index.ts'

/**
 * What the outbox does about an error of Slack:
 * - again: tries again with growing pauses for a day, then gives up until somebody presses Retry;
 * - wait: leaves the lane alone for as long as Slack says, which is no failure;
 * - plain: sends the same once more, as plain text;
 * - give up: trying again cannot help; it is kept for somebody to look at;
 * - stop: keeps all of the workspace's jobs until its token works.
 */
export type Reaction = 'again' | 'wait' | 'plain' | 'give up' | 'stop'

interface Known {
  readonly reaction: Reaction
  /** What happened, and what to do. */
  readonly sentence: string
}

const REINSTALL = 'Install Dealwright again, or put a token that works into SLACK_BOT_TOKEN and start again.'
const AWAY = 'It is tried again for a day; there is nothing to do.'
const TOO_MUCH = 'Slack refused the layout of a message; its plain text was sent instead.'

const known = (reaction: Reaction, sentence: string): Known => ({ reaction, sentence })

/** Every decision, by Slack's name of the error; those that HTTP or the network make have names of ours. */
export const REACTIONS: Readonly<Record<string, Known>> = {
  network: known('again', `Slack could not be reached. ${AWAY}`),
  timeout: known('again', `Slack did not answer in time. ${AWAY}`),
  server_error: known('again', `Slack has trouble of its own. ${AWAY}`),
  fatal_error: known('again', `Slack has trouble of its own. ${AWAY}`),
  internal_error: known('again', `Slack has trouble of its own. ${AWAY}`),
  service_unavailable: known('again', `Slack has trouble of its own. ${AWAY}`),
  request_timeout: known('again', `Slack did not answer in time. ${AWAY}`),
  team_added_to_org: known('again', `Slack moves this workspace at the moment. ${AWAY}`),

  ratelimited: known('wait', 'Slack asked for fewer messages; the rest goes out a little later.'),
  rate_limited: known('wait', 'Slack asked for fewer messages; the rest goes out a little later.'),
  message_limit_exceeded: known('give up', 'The workspace sent more messages than its Slack plan allows.'),

  msg_too_long: known('plain', TOO_MUCH),
  msg_blocks_too_long: known('plain', TOO_MUCH),
  invalid_blocks: known('plain', TOO_MUCH),
  invalid_blocks_format: known('plain', TOO_MUCH),
  invalid_attachments: known('plain', TOO_MUCH),

  channel_not_found: known(
    'give up',
    'The channel is gone, or private without Dealwright. Invite it: /invite @Dealwright',
  ),
  not_in_channel: known('give up', 'Dealwright is not in the channel. Invite it there: /invite @Dealwright'),
  is_archived: known('give up', 'The channel is archived. Choose another one.'),
  restricted_action: known(
    'give up',
    'Only some people may write in the channel. Let Dealwright, or choose another one.',
  ),
  no_permission: known('give up', 'Dealwright may not write in the channel. Choose another one.'),
  user_not_found: known('give up', 'The person is no longer in this Slack.'),
  user_disabled: known('give up', 'The person’s Slack account is switched off.'),
  messages_tab_disabled: known('give up', 'Switch on the Messages tab of the app: App Home, at api.slack.com/apps.'),
  cannot_dm_bot: known('give up', 'Bots get no direct messages.'),
  message_not_found: known('give up', 'The message is gone.'),
  cant_update_message: known('give up', 'The message is not Dealwright’s own.'),
  edit_window_closed: known('give up', 'Slack lets nobody change the message any more.'),
  missing_scope: known('give up', 'Dealwright lacks a permission. Install it again to grant it.'),

  account_inactive: known('stop', `The app or its bot was removed from this Slack. ${REINSTALL}`),
  invalid_auth: known('stop', `Slack does not know the token. ${REINSTALL}`),
  not_authed: known('stop', `There is no token for this workspace. ${REINSTALL}`),
  token_revoked: known('stop', `The token was revoked. ${REINSTALL}`),
  token_expired: known('stop', `The token expired and could not be renewed. ${REINSTALL}`),
  invalid_refresh_token: known('stop', `The token could not be renewed. ${REINSTALL}`),
  team_access_not_granted: known('stop', `The app may no longer use this workspace. ${REINSTALL}`),
  app_uninstalled: known(
    'stop',
    'Dealwright was removed from this Slack. Its deals are kept; install it again to go on.',
  ),
  tokens_revoked: known('stop', 'Dealwright’s token was revoked. Its deals are kept; install it again to go on.'),
  secret_changed: known(
    'stop',
    'The stored token was sealed with another DEALWRIGHT_SECRET. Put that one back, or install Dealwright again.',
  ),
}

/** An error of Slack with what is done about it. */
export interface Decided extends Known {
  /** Under which it is counted and looked up. */
  readonly name: string
  /** How long the lane has to wait; 0 where Slack names no time. */
  readonly seconds: number
}

/** What is done about the error; null when it is not Slack's. A name that is not in the table is tried again. */
export function decide(error: unknown): Decided | null {
  const name = nameOf(error)
  if (name === null) return null
  const fallback = known('again', `Slack refused it: ${name}. It is tried again for a day.`)
  const seconds = error instanceof WebAPIRateLimitedError ? error.retryAfter : 0
  return { name, seconds, ...(REACTIONS[name] ?? fallback) }
}

/** Whether Slack gave one of these names to the error. */
export function isRefusal(error: unknown, names: readonly string[]): boolean {
  return error instanceof WebAPIPlatformError && names.includes(error.data.error)
}

/** No token of this workspace is left, or none was ever there. */
export class NoToken extends Error {
  constructor() {
    super('There is no Slack token for this workspace.')
    this.name = 'NoToken'
  }
}

function nameOf(error: unknown): string | null {
  if (error instanceof WebAPIRateLimitedError) return 'ratelimited'
  if (error instanceof WebAPIPlatformError) return error.data.error
  if (error instanceof WebAPIHTTPError) return error.statusCode >= 500 ? 'server_error' : `http_${error.statusCode}`
  if (error instanceof WebAPIRequestError) return nameOf(error.original) ?? networkTrouble(error.original)
  if (error instanceof SealedElsewhere) return 'secret_changed'
  if (error instanceof NoToken) return 'not_authed'
  return null
}

function networkTrouble({ name }: Error): string {
  return name === 'TimeoutError' || name === 'AbortError' ? 'timeout' : 'network'
}
