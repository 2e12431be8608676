import { z } from 'zod'
import { type Ctx, enqueue, listSubscriptions, type Subscription, type TxCtx } from '../core/index.ts'
import { md, note, warning } from './blocks/render.ts'
import { wishText } from './blocks/subscription.ts'
import { type CardDeps, callSlack, isRefusal, SHUT_OUT } from './cards.ts'
import type { Turn } from './command.ts'

const announcement = z.object({
  id: z.string(),
  place: z.string(),
  slackUserId: z.string(),
  responseUrl: z.string().nullable(),
})

/** Tells a channel who subscribed it to what, which also shows whether we may write there. */
export async function queueAnnouncement(tx: TxCtx, turn: Turn, { id, place }: Subscription): Promise<void> {
  const { slackUserId } = turn.member
  if (place === slackUserId) return
  const { responseUrl } = turn.origin
  await enqueue(tx, { kind: 'announce-subscription', key: id, payload: { id, place, slackUserId, responseUrl } })
}

/** Does the `announce-subscription` job. Where the app may not write, only the person who subscribed hears why. */
export async function announceSubscription(ctx: Ctx, deps: CardDeps, payload: unknown): Promise<void> {
  const { id, place, slackUserId, responseUrl } = announcement.parse(payload)
  const made = (await listSubscriptions(ctx, { place })).find((one) => one.id === id)
  if (!made) return
  const text = md`:bell: ${made.createdBy?.name ?? 'Somebody'} subscribed this channel: ${wishText(made)}.`
  try {
    await callSlack(() => deps.slack.patient.chat.postMessage({ channel: place, ...note(text) }))
  } catch (error) {
    if (!isRefusal(error, SHUT_OUT)) throw error
    const why = warning('I am not in this channel, so nothing can be posted yet. Write /invite @Dealwright there.')
    if (responseUrl) await deps.respond(responseUrl, why, { replace: false })
    else await callSlack(() => deps.slack.patient.chat.postMessage({ channel: slackUserId, ...why }))
  }
}
