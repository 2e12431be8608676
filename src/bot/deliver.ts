import { setTimeout } from 'node:timers/promises'
import type { Log } from '../core/index.ts'
import { cardFor } from './cards/card-message.ts'
import type { Message, Reply, Turn } from './command.ts'
import { screen } from './forms/screen.ts'
import type { Ack, Ask } from './intake/ask.ts'
import type { Respond } from './slack/respond.ts'

const UPLOAD_PAUSE_MS = 1500

type CardReply = Extract<Reply, { kind: 'card' }>

/**
 * Brings a reply to the person: as the acknowledgement itself where Slack allows it, through the `response_url`, or as
 * a direct message. What comes after the acknowledgement is only logged when it fails: the change itself is durable.
 */
export function deliverer(respond: Respond, log: Log) {
  const show = screen(log)

  return async function deliver(ask: Ask, turn: Turn, reply: Reply, ack: Ack): Promise<void> {
    if (reply.kind === 'silence') return ack()
    if (reply.kind === 'open') return show(ask, turn, reply, ack)
    if (reply.kind === 'card') return deliverCard(ask, turn, reply, ack)
    const inPlace = reply.inPlace === true && turn.origin.message?.isPrivate === true
    await say(ask, turn, reply.message, inPlace, ack)
    const { later } = reply
    if (!later) return
    await afterwards(async () => {
      const more = await later()
      if (more) await tellWhenReady(turn, more)
    })
  }

  /** Posted cards are rewritten by the outbox; a private one only through the button that was pressed on it. */
  async function deliverCard(ask: Ask, turn: Turn, reply: CardReply, ack: Ack): Promise<void> {
    const card = turn.origin.message?.isCard ? turn.origin.message : null
    if (card?.isPrivate === false) await ack()
    else await say(ask, turn, await cardFor(turn, reply.deal, reply.headline), card !== null, ack)
    const { notice } = reply
    if (notice) await afterwards(() => tell(turn, notice, false))
  }

  async function say(ask: Ask, turn: Turn, message: Message, replace: boolean, ack: Ack): Promise<void> {
    if (ask.kind === 'command') return ack({ response_type: 'ephemeral', ...message })
    await ack()
    await afterwards(() => tell(turn, message, replace))
  }

  function tell(turn: Turn, message: Message, replace: boolean): Promise<unknown> {
    const { responseUrl, threadTs } = turn.origin
    if (responseUrl) return respond(responseUrl, message, { replace, threadTs })
    return turn.slack.patient.chat.postMessage({ channel: turn.member.slackUserId, ...message })
  }

  /** Slack may need a moment until a picture that was just uploaded can be shown. */
  async function tellWhenReady(turn: Turn, message: Message): Promise<void> {
    try {
      await tell(turn, message, false)
    } catch {
      await setTimeout(UPLOAD_PAUSE_MS)
      await tell(turn, message, false)
    }
  }

  async function afterwards(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      log.warn({ err: error }, 'An answer could not be brought to the person who asked')
    }
  }
}
