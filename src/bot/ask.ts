import type {
  BlockAction,
  BlockElementAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
} from '@slack/bolt'
import type { Who } from './asker.ts'
import { seenOn } from './blocks/card.ts'
import type { Form, Origin, Press } from './command.ts'
import { formValues } from './form-values.ts'
import { readMetadata } from './metadata.ts'

/** A request of Slack in our words: who asks for what, from where, and how an answer may reach them. */
export interface Ask {
  readonly kind: 'command' | 'press' | 'form' | 'shortcut'
  /** The verb with its words, or the id of the action, view or shortcut. */
  readonly id: string
  readonly who: Who
  readonly origin: Origin
  /** Opens one form within three seconds. */
  readonly triggerId: string | null
  readonly press: Press
  readonly form: Form
  /** The form's fields, the first one first: where a refusal can be shown. */
  readonly fields: readonly string[]
}

const NOWHERE: Origin = { channelId: null, responseUrl: null, message: null }
const NOTHING = {
  press: { value: '', blockId: '' },
  form: { values: formValues({}), data: {} },
  fields: [],
  triggerId: null,
}

type Interaction = { user: { id: string; team_id?: string }; team: { id: string } | null }

/** A person of another company in a shared channel carries their own team's id. */
function whoOf({ user, team }: Interaction): Who {
  return { userId: user.id, teamId: user.team_id ?? team?.id ?? '' }
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
  return {
    ...NOTHING,
    kind: 'press',
    id: action.action_id,
    who: whoOf(body),
    origin,
    triggerId: body.trigger_id ?? null,
    press: { value: chosenIn(action), blockId: action.block_id ?? '' },
  }
}

export function askOfView(body: SlackViewMiddlewareArgs['body']): Ask {
  const { view } = body
  const { origin, data } = readMetadata(view.private_metadata)
  return {
    ...NOTHING,
    kind: 'form',
    id: view.callback_id,
    who: whoOf(body),
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
  return { ...ask, origin: { channelId: body.channel.id, responseUrl: body.response_url, message: null } }
}

function chosenIn(action: BlockElementAction): string {
  if ('selected_option' in action && action.selected_option) return action.selected_option.value ?? ''
  if ('selected_user' in action) return action.selected_user ?? ''
  return 'value' in action ? String(action.value ?? '') : ''
}
