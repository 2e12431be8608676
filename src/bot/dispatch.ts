import type { App, Context } from '@slack/bolt'
import type { PlainTextOption } from '@slack/types'
import { AppError, notFound, workspaceOfSlackTeam } from '../core/index.ts'
import { notice } from './blocks/form.ts'
import { LINE } from './blocks/lines.ts'
import type { Message, Reply, Turn } from './command.ts'
import { deliverer } from './deliver.ts'
import { fieldOf } from './forms/form-values.ts'
import { lineWithDeal, WHICH_DEAL } from './forms/which-deal.ts'
import { type Ack, type Ask, askOfAction, askOfCommand, askOfShortcut, askOfView, whoUses } from './intake/ask.ts'
import { meet, type Who } from './intake/asker.ts'
import { type EventDeps, keepEvent } from './intake/event-intake.ts'
import type { Respond } from './slack/respond.ts'
import { explain } from './slack/trouble.ts'
import { runWords } from './words/command-line.ts'
import { refusal } from './words/did-you-mean.ts'

export interface DispatchDeps extends EventDeps {
  readonly respond: Respond
}

const EVERYTHING = /^.*$/s

/**
 * The one path: who asks, what runs, how the reply gets there, and the one place where errors become sentences.
 * One listener of Bolt per kind of request, since Bolt offers every request to every listener.
 */
export function bindDispatch(app: App, deps: DispatchDeps): void {
  const { registry, log } = deps
  const deliver = deliverer(deps.respond, log)

  async function serve(ask: Ask, context: Context, ack: Ack): Promise<void> {
    try {
      const turn = await turnOf(ask.who, ask.origin, ask.key ?? context.requestKey)
      await deliver(ask, turn, await run(ask, turn), ack)
    } catch (error) {
      await refuse(ask, error, ack)
    }
  }

  async function turnOf(who: Who, origin: Turn['origin'], requestKey?: string): Promise<Turn> {
    const { ctx, member } = await meet(deps, who, requestKey)
    return { ctx, member, origin, slack: deps.connections.of(ctx.workspace), publicUrl: deps.publicUrl }
  }

  function run(ask: Ask, turn: Turn): Promise<Reply> {
    if (ask.kind === 'command') return runWords(registry, turn, ask.id)
    if (ask.kind === 'press' && ask.id.startsWith(LINE)) return runWords(registry, turn, ask.press.value)
    if (ask.kind === 'press') return (registry.action(ask.id) ?? outdated)(turn, ask.press)
    if (ask.kind === 'form' && ask.id === WHICH_DEAL) return runWords(registry, turn, lineWithDeal(ask.form))
    if (ask.kind === 'form') return (registry.view(ask.id) ?? outdated)(turn, ask.form)
    if (ask.message) return registry.onMessage(ask.id)?.run(turn, ask.message) ?? outdated()
    return registry.shortcut(ask.id)?.run(turn, '') ?? outdated()
  }

  async function refuse(ask: Ask, error: unknown, ack: Ack): Promise<void> {
    const text = explain(error, log)
    const message = refusal(text, error, lineOf(ask))
    const { responseUrl, threadTs } = ask.origin
    if (ask.kind === 'command') return ack({ response_type: 'ephemeral', ...message })
    if (ask.kind === 'form') return ack(refusedForm(ask, error, text))
    await ack()
    const told = responseUrl
      ? deps.respond(responseUrl, message, { replace: false, threadTs })
      : tellDirectly(ask.who, message)
    await told.catch((failure: unknown) => log.warn({ err: failure }, 'A refusal could not be told'))
  }

  /** Where Slack gives no other way. Somebody whose team we do not know cannot be written to at all. */
  async function tellDirectly({ teamId, userId }: Who, text: Message): Promise<void> {
    const workspace = await workspaceOfSlackTeam(deps.database, teamId)
    if (workspace) await deps.connections.of(workspace).patient.chat.postMessage({ channel: userId, ...text })
  }

  app.command(EVERYTHING, ({ command, context, ack }) => serve(askOfCommand(command), context, ack as Ack))
  app.action({ type: 'block_actions' }, ({ body, context, ack }) => serve(askOfAction(body), context, ack as Ack))
  app.view(EVERYTHING, ({ body, context, ack }) => serve(askOfView(body), context, ack as Ack))
  app.view({ callback_id: EVERYTHING, type: 'view_closed' }, ({ ack }) => ack())
  app.shortcut(EVERYTHING, ({ body, context, ack }) => serve(askOfShortcut(body), context, ack as Ack))
  app.event(EVERYTHING, ({ body }) => keepEvent(deps, body))
  app.options(EVERYTHING, async ({ body, context, ack }) => {
    await ack({ options: await search(whoUses(body), body.action_id, body.value, context.requestKey) })
  })

  async function search(who: Who, id: string, typed: string, requestKey?: string): Promise<PlainTextOption[]> {
    try {
      const turn = await turnOf(who, { channelId: null, responseUrl: null, message: null }, requestKey)
      return (await registry.options(id)?.(turn, typed)) ?? []
    } catch (error) {
      explain(error, log)
      return []
    }
  }
}

async function outdated(): Promise<Reply> {
  throw notFound('This card is old: what it offers is no longer there. Use /deal to get a fresh one.')
}

/** A form without fields has no place for a sentence but its own. */
function refusedForm(ask: Ask, error: unknown, text: string): object {
  if (ask.fields.length > 0) return { response_action: 'errors', errors: errorsOn(ask, error, text) }
  return { response_action: 'update', view: notice('Not done', text) }
}

/** A sentence per field that is on the form; what concerns no field stands under the first one. */
function errorsOn(ask: Ask, error: unknown, text: string): Record<string, string> {
  const named = error instanceof AppError ? error.fields : {}
  const shown = ask.fields.flatMap((id) => {
    const sentence = named[fieldOf(id)]
    return sentence ? [[id, sentence]] : []
  })
  return shown.length > 0 ? Object.fromEntries(shown) : { [ask.fields[0] ?? '']: text }
}

/** The command that the person typed, or that their button says. */
function lineOf({ kind, id, press }: Ask): string | null {
  if (kind === 'command') return id
  return kind === 'press' && id.startsWith(LINE) ? press.value : null
}
