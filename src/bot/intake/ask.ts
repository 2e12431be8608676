import type {
  BlockAction,
  BlockElementAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
} from '@slack/bolt'
import { seenOn } from '../blocks/card.ts'
import type { Form, Origin, Press } from '../command.ts'
import { type SharedMessage, sharedMessage } from '../conversations/shared-message.ts'
import { formValues } from '../forms/form-values.ts'
import { readMetadata } from '../forms/metadata.ts'
import type { Who } from './asker.ts'

/** A request of Slack in our words: who asks for what, from where, and how an answer may reach them. */
export interface Ask {
  readonly kind: 'command' | 'press' | 'form' | 'shortcut'
  /** The verb with its words, or the id of the action, view or shortcut. */
  readonly id: string
  readonly who: Who
  readonly origin: Origin
  /** Opens one form within three seconds. */
  readonly triggerId: string | null
  /** By which it is the same when it comes again; null where each request is one of its own. */
  readonly key: string | null
  /** The form in which something was pressed, at the version that was seen. */
  readonly view: { readonly id: string; readonly hash: string } | null
  readonly press: Press
  readonly form: Form
  /** What a shortcut was used on. */
  readonly message: SharedMessage | null
  /** The form's fields, the first one first: where a refusal can be shown. */
  readonly fields: readonly string[]
}

/** Bolt's acknowledgement, with whatever Slack should show at once. */
export type Ack = (answer?: unknown) => Promise<void>

const NOWHERE: Origin = { channelId: null, responseUrl: null, message: null }
const NOTHING = {
  press: { actionId: '', value: '', blockId: '', form: null },
  form: { values: formValues({}), data: {} },
  fields: [],
  triggerId: null,
  key: null,
  view: null,
  message: null,
}

interface Interaction {
  readonly user: { id: string; team_id?: string }
  readonly team?: { id: string } | null
  readonly api_app_id?: string
  readonly message?: { readonly [field: string]: unknown }
  readonly view?: object
}

/** A person of another company in a shared channel carries their own team's id. */
function whoOf({ user, team }: Interaction): Who {
  return { userId: user.id, teamId: user.team_id ?? team?.id ?? '' }
}

/** Who uses something of ours: a message that we posted, or a form, carries the team that it belongs to. */
export function whoUses(body: Interaction): Who {
  const { message, view = {} } = body
  const isOurs = message?.app_id !== undefined && message.app_id === body.api_app_id
  const host = 'app_installed_team_id' in view ? view.app_installed_team_id : isOurs && message?.team
  return typeof host === 'string' ? { ...whoOf(body), hostTeamId: host } : whoOf(body)
}

export function askOfCommand(body: SlackCommandMiddlewareArgs['command']): Ask {
  const origin = { channelId: body.channel_id ?? null, responseUrl: body.response_url ?? null, message: null }
  const who = { teamId: body.team_id, userId: body.user_id }
  return { ...NOTHING, kind: 'command', id: body.text ?? '', who, origin, triggerId: body.trigger_id ?? null }
}

export function askOfAction(body: SlackActionMiddlewareArgs<BlockAction>['body']): Ask {
  const action = body.actions[0] as BlockElementAction
  const { response_url: responseUrl = null } = body
  const container: Partial<BlockAction['container']> = body.container ?? {}
  const ts = (container.message_ts as string | undefined) ?? body.message?.ts ?? null
  const threadTs = (container.thread_ts as string | undefined) ?? (body.message?.thread_ts as string | undefined)
  const origin = {
    channelId: body.channel?.id ?? null,
    responseUrl,
    ...(threadTs && { threadTs }),
    message: ts ? { ts, isPrivate: container.is_ephemeral === true, isCard: seenOn(action.block_id) !== null } : null,
  }
  const { view } = body
  const inForm = view?.type === 'modal' ? readMetadata(view.private_metadata) : null
  const form = view && inForm ? { values: formValues(view.state?.values ?? {}), data: inForm.data } : null
  return {
    ...NOTHING,
    kind: 'press',
    id: action.action_id,
    who: whoUses(body),
    origin: inForm?.origin ?? origin,
    triggerId: body.trigger_id ?? null,
    view: view && form ? { id: view.id, hash: view.hash ?? '' } : null,
    press: { actionId: action.action_id, value: chosenIn(action), blockId: action.block_id ?? '', form },
  }
}

export function askOfView(body: SlackViewMiddlewareArgs['body']): Ask {
  const { view } = body
  const { origin, data } = readMetadata(view.private_metadata)
  return {
    ...NOTHING,
    kind: 'form',
    id: view.callback_id,
    who: whoUses(body),
    // Who sends a form again, because Slack said that it failed, sends the same one.
    key: `form/${view.id}/${view.hash}`,
    origin: origin ?? NOWHERE,
    form: { values: formValues(view.state?.values ?? {}), data },
    fields: Object.keys(view.state?.values ?? {}),
  }
}

export function askOfShortcut(body: SlackShortcutMiddlewareArgs['body']): Ask {
  const ask = {
    ...NOTHING,
    kind: 'shortcut',
    id: body.callback_id,
    who: whoOf(body),
    triggerId: body.trigger_id,
  } as const
  if (body.type !== 'message_action') return { ...ask, origin: NOWHERE }
  const message = sharedMessage(body)
  const thread = message.threadTs ? { threadTs: message.threadTs } : {}
  const origin = { channelId: message.channelId, responseUrl: body.response_url, ...thread, message: null }
  return { ...ask, message, origin }
}

function chosenIn(action: BlockElementAction): string {
  if ('selected_option' in action && action.selected_option) return action.selected_option.value ?? ''
  if ('selected_user' in action) return action.selected_user ?? ''
  return 'value' in action ? String(action.value ?? '') : ''
}
