import { WebClient, type WebClientOptions } from '@slack/web-api'
import { RetryLater, StopWorkspace } from '../../core/index.ts'
import { clip, LONGEST_TEXT } from '../blocks/clip.ts'
import { laneOfCall } from './limits.ts'
import type { Pace } from './pace.ts'
import { type Decided, decide } from './reactions.ts'

/** Hears of every error of Slack, by its name. */
export type SlackErrorCounted = (name: string) => void

/** What the clients tell and ask of whoever made them. */
export interface ClientWatch {
  readonly counted: SlackErrorCounted
  /** Asked when Slack refused the token: whether another one is there by now. */
  readonly tokenReplaced: () => Promise<boolean>
}

type Options = Readonly<Record<string, unknown>>
type Answer = Awaited<ReturnType<WebClient['apiCall']>>

/** Calls Slack while a person waits, and leaves what to say about a failure to whoever called. */
export class PromptClient extends WebClient {
  protected readonly watch: ClientWatch

  constructor(token: string | undefined, options: WebClientOptions, watch: ClientWatch) {
    super(token, options)
    this.watch = watch
  }

  override async apiCall(method: string, options: Options = {}): Promise<Answer> {
    try {
      return await super.apiCall(method, { ...options })
    } catch (error) {
      const { name } = decide(error) ?? {}
      if (name) this.watch.counted(name)
      throw error
    }
  }
}

/**
 * Calls Slack in the background: each call in its turn, within Slack's limits, and with the decided reaction to what can be
 * decided here. Throws `RetryLater` when it is not the call's turn, `StopWorkspace` when the token does not serve, and
 * Slack's own error otherwise.
 */
export class PatientClient extends PromptClient {
  private readonly pace: Pace

  constructor(token: string | undefined, options: WebClientOptions, watch: ClientWatch, pace: Pace) {
    super(token, options, watch)
    this.pace = pace
  }

  override async apiCall(method: string, options: Options = {}): Promise<Answer> {
    await this.pace.turn(laneOfCall(method, options))
    try {
      return await super.apiCall(method, options)
    } catch (error) {
      const decided = decide(error)
      if (!decided) throw error
      return this.react(decided, error, method, options)
    }
  }

  private async react({ reaction, ...decided }: Decided, error: unknown, method: string, options: Options) {
    if (reaction === 'stop') {
      if (await this.watch.tokenReplaced()) throw new RetryLater(1)
      throw new StopWorkspace(decided.name, decided.sentence)
    }
    if (reaction === 'wait') {
      const seconds = Math.max(1, decided.seconds)
      this.pace.pause(laneOfCall(method, options), seconds)
      throw new RetryLater(seconds)
    }
    // The layout is a mistake of ours; what it says is still worth reading.
    const plain = reaction === 'plain' ? plainly(options) : null
    if (!plain) throw error
    return super.apiCall(method, plain)
  }
}

/** The same message without its layout, which `chat.update` takes away only when told; null when it has none. */
function plainly({ blocks, attachments, ...rest }: Options): Options | null {
  const { text } = rest
  if (typeof text !== 'string' || (!blocks && !attachments && text.length <= LONGEST_TEXT)) return null
  return { ...rest, text: clip(text, LONGEST_TEXT), blocks: [], attachments: [] }
}
