import { randomBytes } from 'node:crypto'
import { keptTyping, stateValues } from '../form.ts'
import { checkView, type ViewPayload } from '../limits/view.ts'
import type { View } from '../model.ts'
import { Refusal } from '../refusal.ts'
import type { Team } from '../team.ts'
import type { Answer } from './answer.ts'
import { withIds } from './block-ids.ts'
import { type Call, type Method, text } from './call.ts'

const MOST_MODALS = 3

/** Forms and Home. Kept here and not by `emulate`, which never learns that a person closed a form. */
export const viewMethods: Record<string, Method> = {
  'views.open': (call) => {
    const sent = modalOf(call)
    const user = call.triggers.spend(text(call.params, 'trigger_id'))
    return placed(call, user, [newView(sent, user)])
  },
  'views.push': (call) => {
    const sent = modalOf(call)
    const user = call.triggers.spend(text(call.params, 'trigger_id'))
    const stack = call.workspace.modals(user)
    if (stack.length === 0) throw new Refusal('view_not_found')
    return placed(call, user, pushed(stack, newView(sent, user)))
  },
  'views.update': ({ params, workspace }) => {
    const sent = checkView(params.view)
    const [id, externalId] = [text(params, 'view_id'), text(params, 'external_id')]
    const before = workspace.findView((one) =>
      id ? one.id === id : externalId !== '' && one.external_id === externalId,
    )
    if (!before || before.type !== sent.type) throw new Refusal('not_found')
    sameHash(params.hash, before)
    const view = renewed(before, sent)
    workspace.replaceView(view)
    return { ok: true, view: describeView(workspace.team, view) }
  },
  'views.publish': ({ params, workspace }) => {
    const sent = checkView(params.view)
    const user = text(params, 'user_id')
    if (sent.type !== 'home')
      throw new Refusal('invalid_arguments', ['[ERROR] type must be home [json-pointer:/view/type]'])
    if (!workspace.team.people.some((one) => one.id === user)) throw new Refusal('user_not_found')
    const before = workspace.state.homes[user]
    if (before) sameHash(params.hash, before)
    const view = before ? renewed(before, sent) : newView(sent, user)
    workspace.setHome(user, view)
    return { ok: true, view: describeView(workspace.team, view) }
  },
}

function modalOf({ params }: Call): ViewPayload {
  const sent = checkView(params.view)
  if (sent.type !== 'modal')
    throw new Refusal('invalid_arguments', ['[ERROR] type must be modal [json-pointer:/view/type]'])
  return sent
}

function placed({ workspace }: Call, user: string, stack: View[]): Answer {
  workspace.setModals(user, stack)
  return { ok: true, view: describeView(workspace.team, stack.at(-1) as View) }
}

/** The stack with one more view on top. Throws `push_limit_reached` above three. */
export function pushed(stack: View[], view: View): View[] {
  const below = stack.at(-1)
  if (stack.length >= MOST_MODALS) throw new Refusal('push_limit_reached')
  return [...stack, { ...view, root_view_id: below?.root_view_id ?? view.id, previous_view_id: below?.id ?? null }]
}

function sameHash(hash: unknown, { hash: current }: View): void {
  if (typeof hash === 'string' && hash !== '' && hash !== current) throw new Refusal('hash_conflict')
}

const random = (): string => randomBytes(5).toString('hex').toUpperCase()

/** A view that comes up on somebody's screen for the first time. */
export function newView(sent: ViewPayload, user: string): View {
  const id = `V0${random()}`
  return { ...fieldsOf(sent), id, user, root_view_id: id, previous_view_id: null, typed: {}, errors: {} }
}

/** The next version of a view. Fields with the same ids keep what was typed. */
export function renewed(before: View, sent: ViewPayload): View {
  const fields = fieldsOf(sent)
  return { ...before, ...fields, typed: keptTyping(fields.blocks, before.typed), errors: {} }
}

function fieldsOf(
  sent: ViewPayload,
): Omit<View, 'id' | 'user' | 'root_view_id' | 'previous_view_id' | 'typed' | 'errors'> {
  return {
    type: sent.type,
    hash: `${random()}.${random()}`,
    callback_id: sent.callback_id ?? '',
    private_metadata: sent.private_metadata ?? '',
    external_id: sent.external_id ?? '',
    ...(sent.title && { title: sent.title }),
    submit: sent.submit ?? null,
    close: sent.close ?? null,
    blocks: withIds(sent.blocks),
    clear_on_close: sent.clear_on_close ?? false,
    notify_on_close: sent.notify_on_close ?? false,
  }
}

/** A view as Slack tells an app about it. */
export function describeView(team: Team, view: View): object {
  const { user: _user, typed, errors: _errors, ...fields } = view
  const { id: app_id, botId: bot_id } = team.app
  const values = stateValues(view.blocks, typed)
  return { ...fields, team_id: team.id, app_id, bot_id, app_installed_team_id: team.id, state: { values } }
}
