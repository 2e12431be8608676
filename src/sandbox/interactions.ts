import type { Log } from '../core/index.ts'
import { describeView } from './api/views.ts'
import { clientErrors, holding, stateValues } from './form.ts'
import { checkOptions } from './limits/options.ts'
import type { Block, Element, Message, Option, StateValues, View } from './model.ts'
import { channelOf, describeMessage, interactionBase, placeOf, VERIFICATION_TOKEN } from './payloads.ts'
import { Refusal } from './refusal.ts'
import type { Delivery, Sender } from './requests.ts'
import { type AppAnswer, type ResponseUrls, showAnswer } from './response-url.ts'
import { type Seen, watching } from './seen.ts'
import { applyResponse, type ViewResponse } from './submission.ts'
import { findPerson, SLACKBOT } from './team.ts'
import type { Triggers } from './triggers.ts'
import { asSlackPassesOn } from './typed.ts'
import type { Workspace } from './workspace.ts'

export type Place = { message: Message } | { view: View }

/** One use of an element: which, and what it now holds (nothing, for a button). */
export interface Use {
  place: Place
  block: Block
  element: Element
  held?: unknown
}

export interface InteractionDeps {
  log: Log
  workspace: Workspace
  triggers: Triggers
  responseUrls: ResponseUrls
  sender: Sender
}

/** What people do with an app in Slack, each sent to the app as Slack sends it. */
export class Interactions {
  private readonly deps: InteractionDeps

  constructor(deps: InteractionDeps) {
    this.deps = deps
  }

  /** Types a slash command in a channel. */
  command(user: string, channel: string, command: string, text: string): Promise<Seen> {
    const { workspace, triggers, responseUrls, sender } = this.deps
    const { team } = workspace
    const place = { user, channel }
    return watching(workspace, user, async () => {
      const delivery = await sender.form({
        token: VERIFICATION_TOKEN,
        team_id: team.id,
        team_domain: team.domain,
        channel_id: channel,
        channel_name: channelOf(team, channel).name,
        user_id: user,
        user_name: findPerson(team, user).name,
        command,
        text: asSlackPassesOn(text, team, { named: true }),
        api_app_id: team.app.id,
        is_enterprise_install: 'false',
        response_url: responseUrls.issue(place),
        trigger_id: triggers.issue(user),
      })
      if (delivery.trouble) return this.failedCommand(place, command, delivery.trouble)
      if (delivery.body.trim() === '') return {}
      try {
        showAnswer(workspace, place, answerOf(delivery))
        return {}
      } catch (error) {
        if (error instanceof Refusal) return this.failedCommand(place, command, 'invalid_command_response', error)
        throw error
      }
    })
  }

  /** Presses a button, picks from a menu or a date, anywhere. */
  act(user: string, { place, block, element, held }: Use): Promise<Seen> {
    const { workspace, triggers, responseUrls, sender } = this.deps
    const { team } = workspace
    const { type, action_id, text, value } = element
    const action = { action_id, block_id: block.block_id, ...holding(element, held), text, value }
    const picked = type === 'overflow' ? { selected_option: held } : {}
    const url =
      'message' in place && responseUrls.issue({ user, channel: place.message.channel, source: place.message })
    return watching(workspace, user, async () => {
      const delivery = await sender.interaction({
        type: 'block_actions',
        ...interactionBase(team, user, triggers.issue(user)),
        ...placeOf(team, place),
        ...('message' in place && { state: { values: stateValues(place.message.blocks ?? [], {}) } }),
        ...(url && { response_url: url }),
        actions: [{ ...action, ...picked, action_ts: workspace.nextTs() }],
      })
      return delivery.trouble ? this.failed(user, 'This action', delivery.trouble) : {}
    })
  }

  /** Types into a menu whose options the app supplies. */
  async suggest(user: string, { place, block, element }: Use, query: string): Promise<Option[]> {
    const { workspace, sender } = this.deps
    const delivery = await sender.interaction({
      type: 'block_suggestion',
      ...interactionBase(workspace.team, user),
      ...placeOf(workspace.team, place),
      action_id: element.action_id,
      block_id: block.block_id,
      value: query,
    })
    if (delivery.trouble || delivery.body.trim() === '') return []
    try {
      return checkOptions(JSON.parse(delivery.body))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.failed(user, 'This menu', error.error, error)
      return []
    }
  }

  /** Sends a form with what was typed into it. A form that Slack's client refuses never reaches the app. */
  submit(user: string, view: View, typed: StateValues): Promise<Seen> {
    const { workspace, triggers, sender } = this.deps
    const filled = { ...view, typed: { ...view.typed, ...typed }, errors: {} }
    return watching(workspace, user, async () => {
      const errors = clientErrors(filled)
      workspace.replaceView({ ...filled, errors })
      if (Object.keys(errors).length > 0) return { errors }
      const delivery = await sender.interaction({
        type: 'view_submission',
        ...interactionBase(workspace.team, user, triggers.issue(user)),
        view: describeView(workspace.team, filled),
        response_urls: [],
      })
      if (delivery.trouble) return this.logged(user, 'This form', delivery.trouble)
      const response = delivery.body.trim() === '' ? {} : (JSON.parse(delivery.body) as ViewResponse)
      try {
        return applyResponse(workspace, filled, response)
      } catch (error) {
        if (error instanceof Refusal) return this.failed(user, 'This form', error.error, error)
        throw error
      }
    })
  }

  /** Closes the form on top, or all of them; the app hears of those that asked to be told. */
  async close(user: string, view: View, all = false): Promise<void> {
    const { workspace, sender } = this.deps
    const stack = workspace.modals(user)
    const gone = all ? stack : stack.filter((one) => one.id === view.id)
    workspace.setModals(user, all ? [] : stack.filter((one) => one.id !== view.id))
    for (const one of gone.filter((each) => each.notify_on_close))
      await sender.interaction({
        type: 'view_closed',
        ...interactionBase(workspace.team, user),
        view: describeView(workspace.team, one),
        is_cleared: all,
      })
  }

  /** Uses a shortcut: from anywhere, or on a message. */
  shortcut(user: string, callbackId: string, message?: Message): Promise<Seen> {
    const { workspace, triggers, responseUrls, sender } = this.deps
    const { team } = workspace
    const onMessage = message && {
      type: 'message_action',
      message_ts: message.ts,
      channel: channelOf(team, message.channel),
      message: describeMessage(team, message),
      response_url: responseUrls.issue({ user, channel: message.channel }),
    }
    return watching(workspace, user, async () => {
      const delivery = await sender.interaction({
        type: 'shortcut',
        ...interactionBase(team, user, triggers.issue(user)),
        callback_id: callbackId,
        action_ts: workspace.nextTs(),
        ...onMessage,
      })
      return delivery.trouble ? this.failed(user, 'This shortcut', delivery.trouble) : {}
    })
  }

  /** Slackbot says where the command was typed that it failed, to nobody else. */
  private failedCommand(
    { user, channel }: { user: string; channel: string },
    command: string,
    code: string,
    refusal?: Refusal,
  ): Seen {
    const { workspace } = this.deps
    const text = failure(command, code)
    workspace.show({ channel, ts: workspace.nextTs(), user: SLACKBOT.id, text, onlyFor: user })
    return this.logged(user, command, code, refusal)
  }

  private failed(user: string, what: string, code: string, refusal?: Refusal): Seen {
    this.deps.workspace.trouble({ user, code, message: failure(what, code) })
    return this.logged(user, what, code, refusal)
  }

  private logged(user: string, what: string, code: string, { messages: reasons }: Partial<Refusal> = {}): Seen {
    this.deps.log.warn({ user, code, reasons }, `${what} failed in the sandbox`)
    return { trouble: code, ...(reasons && reasons.length > 0 && { reasons }) }
  }
}

const failure = (what: string, code: string): string => `${what} failed with the error “${code}”`

/** An acknowledgement is JSON or plain text. */
function answerOf({ body }: Delivery): AppAnswer {
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'string' ? { text: parsed } : (parsed as AppAnswer)
  } catch {
    return { text: body }
  }
}
