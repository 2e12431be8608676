import { randomBytes } from 'node:crypto'
import { describeView } from './api/views.ts'
import type { Message } from './model.ts'
import { envelope } from './payloads.ts'
import type { Delivery, Sender } from './requests.ts'
import { directChannelOf, type Team } from './team.ts'
import type { Workspace } from './workspace.ts'

const MOST_REMEMBERED = 1000

export type SlackEvent = { type: string } & Record<string, unknown>

export interface SentEvent {
  id: string
  event: SlackEvent
  envelope: object
  attempts: number
}

export interface EventDeps {
  workspace: Workspace
  sender: Sender
  now: () => Date
}

/** Sends events to the app and remembers them, so that they can be sent again. */
export class Events {
  readonly sent: SentEvent[] = []
  private readonly deps: EventDeps

  constructor(deps: EventDeps) {
    this.deps = deps
  }

  /** Sends an event; when the app fails, once more at once, as Slack does. */
  async send(event: SlackEvent, { shared = false } = {}): Promise<SentEvent> {
    const { workspace, now } = this.deps
    const id = `Ev0${randomBytes(5).toString('hex').toUpperCase()}`
    const carried = { ...envelope(workspace.team, id, now(), event), is_ext_shared_channel: shared }
    const sent = { id, event, envelope: carried, attempts: 0 }
    this.sent.push(sent)
    if (this.sent.length > MOST_REMEMBERED) this.sent.shift()
    const delivery = await this.attempt(sent)
    if (delivery.trouble) await this.attempt(sent)
    return sent
  }

  /** Sends an event again under another id, as Slack may. Throws when there was no such event. */
  resend(id: string): Promise<SentEvent> {
    const sent = this.sent.find((one) => one.id === id)
    if (!sent) throw new Error(`There was no event ${id}`)
    return this.send(sent.event)
  }

  /** Sends an event again under the same id. Throws when there was no such event. */
  redeliver(id: string): Promise<Delivery> {
    const sent = this.sent.find((one) => one.id === id)
    if (!sent) throw new Error(`There was no event ${id}`)
    return this.attempt(sent)
  }

  private attempt(sent: SentEvent): Promise<Delivery> {
    sent.attempts += 1
    return this.deps.sender.event(sent.envelope, sent.attempts - 1)
  }
}

/** A person opens one of the app's tabs. */
export function homeOpened({ team, state }: Workspace, user: string, tab: 'home' | 'messages', ts: string) {
  const home = state.homes[user]
  const view = home ? { view: describeView(team, home) } : {}
  return { type: 'app_home_opened', user, channel: directChannelOf(user), tab, event_ts: ts, ...view }
}

/** A person wrote to the app directly. */
export function directMessage(team: Team, message: Message) {
  return { type: 'message', channel_type: 'im', ...writtenBy(team, message) }
}

/** A person named the app in a channel. */
export function mention(team: Team, message: Message) {
  return { type: 'app_mention', ...writtenBy(team, message) }
}

function writtenBy(team: Team, { user, channel, ts, text, thread_ts }: Message) {
  return { user, team: team.id, channel, ts, event_ts: ts, text, ...(thread_ts && { thread_ts }) }
}

/** A person posted links of the app's own domain. */
export function linkShared({ user, channel, ts }: Message, links: URL[]) {
  const named = links.map((url) => ({ url: url.href, domain: url.hostname }))
  const source = { source: 'conversations_history', unfurl_id: `${channel}-${ts}` }
  return { type: 'link_shared', user, channel, message_ts: ts, event_ts: ts, links: named, ...source }
}

/** The app was removed, or its tokens were revoked. */
export function tokensEnded({ team }: Workspace, type: 'app_uninstalled' | 'tokens_revoked') {
  return type === 'app_uninstalled' ? { type } : { type, tokens: { oauth: [], bot: [team.app.userId] } }
}
