import {
  cardShown,
  cardsOf,
  enqueue,
  forgetCard,
  getOpportunity,
  type Opportunity,
  rememberCard,
  type TxCtx,
} from '../../core/index.ts'
import { context, md, message } from '../blocks/render.ts'
import type { Message, Turn } from '../command.ts'
import type { SlackClients } from '../slack/clients.ts'
import { onceOnly } from '../slack/once-only.ts'
import { isRefusal } from '../slack/reactions.ts'
import type { Respond } from '../slack/respond.ts'
import type { Errand } from '../slack/slack-job.ts'
import { publicCard } from './card-message.ts'

/** What Slack says when a message cannot be rewritten any more. */
export const GONE = [
  'message_not_found',
  'channel_not_found',
  'cant_update_message',
  'edit_window_closed',
  'is_archived',
]
/** What Slack says when the app cannot write in a channel. */
export const SHUT_OUT = ['not_in_channel', 'channel_not_found', 'is_archived', 'restricted_action', 'no_permission']

export interface CardDeps {
  readonly respond: Respond
  readonly publicUrl: string
}

interface Posting {
  readonly number: number
  readonly channelId: string
  readonly slackUserId: string
  readonly responseUrl: string | null
  readonly threadTs?: string | undefined
}

/** Posts the deal's card for all to see, where the exchange began, once this transaction is durable. */
export function queueCardPost(tx: TxCtx, turn: Turn, { number }: Pick<Opportunity, 'number'>): Promise<void> {
  const { channelId, responseUrl, threadTs } = turn.origin
  const { slackUserId } = turn.member
  const payload: Posting = { number, channelId: channelId ?? slackUserId, slackUserId, responseUrl, threadTs }
  const key = [number, payload.channelId, ...(threadTs ? [threadTs] : [])].join('/')
  return enqueue(tx, { kind: 'post-card', key, payload: { ...payload } })
}

/** Has the public card rewritten that was found to be behind, known before or not. */
export async function refreshPressedCard({ ctx, origin }: Turn, deal: Opportunity): Promise<void> {
  const { channelId, message: at } = origin
  if (!channelId || at?.isPrivate !== false) return
  await rememberCard(ctx, { opportunityId: deal.id, channelId, messageTs: at.ts, version: 0 })
}

/** Does the `post-card` job. Where the app may not write, only the person who asked gets the card. */
export async function postCard({ ctx, slack, job }: Errand, deps: CardDeps, posting: Posting): Promise<void> {
  const deal = await getOpportunity(ctx, posting.number, { deleted: true })
  const card = await publicCard(ctx, deal, deps.publicUrl)
  const { threadTs } = posting
  const thread = threadTs ? { thread_ts: threadTs } : {}
  try {
    const { ts = '', channel = posting.channelId } = await slack.patient.chat.postMessage({
      channel: posting.channelId,
      unfurl_links: false,
      ...thread,
      ...card,
      ...onceOnly(job, posting.channelId),
    })
    const place = { channelId: channel, messageTs: ts, threadTs: threadTs ?? null }
    // What a first try posted may show less than this; it is put right at once.
    const version = job.begunBefore ? 0 : deal.version
    await rememberCard(ctx, { opportunityId: deal.id, ...place, version })
  } catch (error) {
    if (!isRefusal(error, SHUT_OUT)) throw error
    await tellPrivately(slack, deps.respond, posting, card)
  }
}

/** Does the `refresh-cards` job: every posted copy shows the deal as it is now. */
export async function refreshCards({ ctx, slack }: Errand, deps: CardDeps, number: number): Promise<void> {
  const deal = await getOpportunity(ctx, number, { deleted: true })
  const behind = (await cardsOf(ctx, deal.id)).filter((card) => card.shownVersion < deal.version)
  if (behind.length === 0) return
  const shown = await publicCard(ctx, deal, deps.publicUrl)
  for (const { id, channelId, messageTs } of behind) {
    try {
      await slack.patient.chat.update({ channel: channelId, ts: messageTs, ...shown })
      await cardShown(ctx, { id, version: deal.version })
    } catch (error) {
      if (!isRefusal(error, GONE)) throw error
      await forgetCard(ctx, id)
    }
  }
}

async function tellPrivately(
  slack: SlackClients,
  respond: Respond,
  { responseUrl, slackUserId, threadTs }: Posting,
  card: Message,
): Promise<void> {
  const why = md`I am not in this channel, so only you see this card. Write /invite @Dealwright to let me post here.`
  const told = message([...card.blocks, context(why)], md`${card.text}`)
  if (responseUrl) await respond(responseUrl, told, { replace: false, threadTs })
  else await slack.patient.chat.postMessage({ channel: slackUserId, ...card })
}
