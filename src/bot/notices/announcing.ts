import { z } from 'zod'
import { enqueue, listSubscriptions, type Subscription, type TxCtx } from '../../core/index.ts'
import { md, note, warning } from '../blocks/render.ts'
import { wishText } from '../blocks/subscription.ts'
import { type CardDeps, SHUT_OUT } from '../cards/cards.ts'
import type { Turn } from '../command.ts'
import { onceOnly } from '../slack/once-only.ts'
import { isRefusal } from '../slack/reactions.ts'
import type { Errand } from '../slack/slack-job.ts'

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
export async function announceSubscription({ ctx, slack, job }: Errand, { respond }: CardDeps): Promise<void> {
  const { id, place, slackUserId, responseUrl } = announcement.parse(job.payload)
  const made = (await listSubscriptions(ctx, { place })).find((one) => one.id === id)
  if (!made) return
  const text = md`:bell: ${made.createdBy?.name ?? 'Somebody'} subscribed this channel: ${wishText(made)}.`
  try {
    await slack.patient.chat.postMessage({ channel: place, ...note(text), ...onceOnly(job, place) })
  } catch (error) {
    if (!isRefusal(error, SHUT_OUT)) throw error
    const why = warning('I am not in this channel, so nothing can be posted yet. Write /invite @Dealwright there.')
    if (responseUrl) await respond(responseUrl, why, { replace: false })
    else await slack.patient.chat.postMessage({ channel: slackUserId, ...why })
  }
}
