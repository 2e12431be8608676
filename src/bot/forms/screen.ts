import { setTimeout } from 'node:timers/promises'
import type { ModalView } from '@slack/types'
import { WebAPIPlatformError } from '@slack/web-api'
import type { Log } from '../../core/index.ts'
import { notice } from '../blocks/form.ts'
import type { Reply, Turn } from '../command.ts'
import type { Ack, Ask } from '../intake/ask.ts'
import { explain, SlackTrouble } from '../slack/trouble.ts'

/** Slack shows that we are at work until it hears from us, so it hears when the form is whole, but not much later. */
const PATIENCE_MS = 1000

/** A form on somebody's screen, as Slack knows it. */
interface Shown {
  readonly id: string
  readonly hash: string
}

type Opening = Extract<Reply, { kind: 'open' }>

/**
 * Brings forms to the screen. A trigger lives for three seconds, so that what takes time comes after the opening: the
 * form first holds its place, then its content arrives. In a form that is there already, the next one takes its place.
 */
export function screen(log: Log) {
  return async function show(ask: Ask, turn: Turn, { view, fill }: Opening, ack: Ack): Promise<void> {
    const content = fill ?? (async () => view)
    if (ask.kind === 'form') return ack({ response_action: 'update', view: await content() })
    const shown = ask.view ?? (await open(ask, turn, view))
    if (!ask.view && !fill) return ack()
    const filled = renew(turn, shown, () => content().catch((error: unknown) => sorry(view, error))).catch(
      (error: unknown) => log.warn({ err: error }, 'A form could not be filled'),
    )
    await Promise.race([filled, setTimeout(PATIENCE_MS)])
    await ack()
    await filled
  }

  function sorry(view: ModalView, error: unknown): ModalView {
    return notice(view.title.text, explain(error, log))
  }
}

/** The form appears before the acknowledgement, so that a failure can still be told. */
async function open(ask: Ask, turn: Turn, view: ModalView): Promise<Shown> {
  try {
    const { view: opened } = await turn.slack.prompt.views.open({ trigger_id: ask.triggerId ?? '', view })
    return { id: opened?.id ?? '', hash: opened?.hash ?? '' }
  } catch (error) {
    throw new SlackTrouble('Slack did not open the form in time.', error)
  }
}

/** Replaces what a form shows. Was it replaced meanwhile, what is shown is read and made once more. */
async function renew({ slack }: Turn, { id, hash }: Shown, content: () => Promise<ModalView>): Promise<void> {
  try {
    await slack.patient.views.update({ view_id: id, hash, view: await content() })
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError) || error.data.error !== 'hash_conflict') throw error
    await slack.patient.views.update({ view_id: id, view: await content() })
  }
}
