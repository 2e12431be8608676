import type { Log } from '../core/index.ts'
import type { Ask } from './ask.ts'
import { cardFor } from './card-message.ts'
import type { Message, Reply, Turn } from './command.ts'
import type { Respond } from './respond.ts'
import { SlackTookTooLong } from './trouble.ts'

/** Bolt's acknowledgement, with whatever Slack should show at once. */
export type Ack = (answer?: unknown) => Promise<void>

/**
 * Brings a reply to the person: as the acknowledgement itself where Slack allows it, through the `response_url`, or as
 * a direct message. What comes after the acknowledgement is only logged when it fails: the change itself is durable.
 */
export function deliverer(respond: Respond, log: Log) {
  return async function deliver(ask: Ask, turn: Turn, reply: Reply, ack: Ack): Promise<void> {
    if (reply.kind === 'silence') return ack()
    if (reply.kind === 'open') return open(ask, turn, reply.view, ack)
    const isPublicCard = reply.kind === 'card' && turn.origin.message?.isPrivate === false
    if (isPublicCard) return ack()

    const message = reply.kind === 'card' ? await cardFor(turn, reply.deal, reply.headline) : reply.message
    const inPlace = reply.kind === 'card' || reply.inPlace === true
    if (ask.kind === 'command') await ack({ response_type: 'ephemeral', ...message })
    else {
      await ack()
      await afterwards(() => tell(turn, message, inPlace && turn.origin.message?.isPrivate === true))
    }
    const later = reply.kind === 'say' ? reply.later : undefined
    if (later) {
      await afterwards(async () => {
        const more = await later()
        if (more) await tell(turn, more, false)
      })
    }
  }

  function tell(turn: Turn, message: Message, replace: boolean): Promise<unknown> {
    const { responseUrl } = turn.origin
    if (responseUrl) return respond(responseUrl, message, { replace })
    return turn.slack.patient.chat.postMessage({ channel: turn.member.slackUserId, ...message })
  }

  async function afterwards(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      log.warn({ err: error }, 'An answer could not be brought to the person who asked')
    }
  }
}

/** The form appears before the acknowledgement, so that a failure can still be told. */
async function open(ask: Ask, turn: Turn, view: Extract<Reply, { kind: 'open' }>['view'], ack: Ack): Promise<void> {
  if (ask.kind === 'form') return ack({ response_action: 'update', view })
  try {
    await turn.slack.prompt.views.open({ trigger_id: ask.triggerId ?? '', view })
  } catch (error) {
    throw new SlackTookTooLong(error)
  }
  return ack()
}
