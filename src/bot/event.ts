import type { ZodType } from 'zod'
import type { Ctx, Instant } from '../core/index.ts'
import type { Origin, Turn } from './command.ts'
import type { Who } from './intake/asker.ts'
import type { Registry } from './registry.ts'
import type { SlackClients } from './slack/clients.ts'

/** What an event is worked on with. */
export interface Scene {
  /** The workspace that was told, with nobody who asks. */
  readonly ctx: Ctx
  /** Names what happened: the same for every delivery of it. */
  readonly requestKey: string
  /** Our own user in this workspace; null when Slack did not say. */
  readonly botUserId: string | null
  /** When it happened, by Slack's clock in whole seconds; null where Slack does not say. */
  readonly happenedAt: Instant | null
  /** Whether it happened in a channel that is shared with another company. */
  readonly isShared: boolean
  readonly slack: SlackClients
  readonly publicUrl: string
  readonly registry: Registry
  /** One exchange with the person behind the event. Throws `forbidden` for people of another company. */
  turnOf(who: Who, origin?: Partial<Origin>): Promise<Turn>
}

/**
 * Everything about one kind of event, in one file. It is kept before Slack is told that it came, and worked on by the
 * outbox: at least once, also when the first try failed.
 */
export interface SlackEvent<Payload = unknown> {
  readonly type: string
  /** As it is subscribed to, where that says more than the type: `message.im`. */
  readonly subscription?: string
  /** What it needs to be sent, each with the reason that people read when they install the app. */
  readonly scopes?: Readonly<Record<string, string>>
  /** What of the event is read; what does not fit is not for us, such as what a bot wrote. */
  readonly payload: ZodType<Payload>
  /** What happened, so that the same under another id is not worked on twice; null where again is as good as new. */
  incident(event: Payload): string | null
  /** Events under one key that still wait are one, the last; left out, each counts. */
  readonly onlyLast?: (event: Payload) => string
  /** Also while the workspace has no token that works: for what tells that it has none. */
  readonly whenStopped?: boolean
  run(scene: Scene, event: Payload): Promise<void>
}

/** Declares an event. */
export function defineEvent<Payload>(event: SlackEvent<Payload>): SlackEvent {
  return event as SlackEvent
}
