import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types'
import type { Ctx, Member, Opportunity } from '../core/index.ts'
import type { SharedMessage } from './conversations/shared-message.ts'
import type { FormValues } from './forms/form-values.ts'
import type { SlackClients } from './slack/clients.ts'

/** Where an exchange began. A form carries it along, so that its answer lands there. */
export interface Origin {
  readonly channelId: string | null
  readonly responseUrl: string | null
  /** The first message of the thread in which it began; left out outside of threads. */
  readonly threadTs?: string | undefined
  /** The message whose button was pressed. A private one can only be replaced through `responseUrl`. */
  readonly message: { readonly ts: string; readonly isPrivate: boolean; readonly isCard: boolean } | null
}

/** One exchange with one person, in whose name and with whose rights everything happens. */
export interface Turn {
  readonly ctx: Ctx
  readonly member: Member & { readonly slackUserId: string }
  readonly origin: Origin
  readonly slack: SlackClients
  /** Origin of the dashboard, without a slash at its end. */
  readonly publicUrl: string
}

/** A pressed button, or a choice in a menu. */
export interface Press {
  readonly actionId: string
  /** The button's value, or that of the chosen option. */
  readonly value: string
  readonly blockId: string
  /** The form in which it was pressed, as far as it is filled in; null on a message. */
  readonly form: Form | null
}

/** A form that was sent. `data` is what the form was opened with. */
export interface Form {
  readonly values: FormValues
  readonly data: Readonly<Record<string, unknown>>
}

/** What a person reads. `text` stands in where blocks cannot be shown, as in notifications. */
export interface Message {
  readonly text: string
  readonly blocks: KnownBlock[]
}

export type Reply =
  /**
   * Said to this person, who may have asked in front of others; `secret` stays between us even then. `inPlace` replaces
   * the private message whose button was pressed. `later` completes it.
   */
  | { kind: 'say'; message: Message; secret?: boolean; inPlace?: boolean; later?: () => Promise<Message | null> }
  /** The deal as it is now: in place of the card that was used, or as a private card. `notice` is told besides. */
  | { kind: 'card'; deal: Opportunity; headline?: string; notice?: Message }
  /** A form; from within a form, the next one in its place. What `fill` gives takes the place of `view`, which is there at once. */
  | { kind: 'open'; view: ModalView; fill?: () => Promise<ModalView> }
  /** What happened shows elsewhere. */
  | { kind: 'silence' }

/** An entry in a menu of Slack's own; the name has at most 24 characters. */
export interface Shortcut {
  readonly id: string
  readonly name: string
  readonly description: string
}

/** Everything about one verb of `/deal`, in one file. Help, parsing and the app manifest follow from these. */
export interface Command {
  readonly verb: string
  readonly aliases?: readonly string[]
  readonly summary: string
  /** Whole commands as a person would type them, the most useful first. */
  readonly examples: readonly string[]
  /** Answers `/deal <verb> <words>`. Throws AppError for what the person can put right. */
  run(turn: Turn, words: string): Promise<Reply>
  /** Buttons and menus by action id. */
  readonly actions?: Readonly<Record<string, (turn: Turn, press: Press) => Promise<Reply>>>
  /** Sent forms by callback id. */
  readonly views?: Readonly<Record<string, (turn: Turn, form: Form) => Promise<Reply>>>
  /** Choices for menus that search while the person types, by action id. */
  readonly options?: Readonly<Record<string, (turn: Turn, typed: string) => Promise<PlainTextOption[]>>>
  /** An entry in Slack's own menu of shortcuts, for where commands do not work. */
  readonly shortcut?: Shortcut
  /** An entry in the menu of every message. */
  readonly onMessage?: Shortcut & { run(turn: Turn, message: SharedMessage): Promise<Reply> }
}

/** Declares a verb. */
export function defineCommand(command: Command): Command {
  return command
}
