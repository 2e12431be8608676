import { z } from 'zod'
import {
  getOpportunity,
  isStillWanted,
  keepNoticeThread,
  NOTICE_KINDS,
  NOTICE_SWITCHES,
  type Notice,
  noticeThread,
  type Opportunity,
  opportunityHistory,
} from '../../core/index.ts'
import { noticeMessage } from '../blocks/notice.ts'
import type { CardDeps } from '../cards/cards.ts'
import type { Message } from '../command.ts'
import { onceOnly } from '../slack/once-only.ts'
import { isRefusal } from '../slack/reactions.ts'
import type { Errand } from '../slack/slack-job.ts'

const why = z.discriminatedUnion('by', [
  z.object({ by: z.literal('subscription'), id: z.string() }),
  z.object({ by: z.literal('follow') }),
  z.object({ by: z.literal('setting'), name: z.enum(NOTICE_SWITCHES) }),
])
const told = z.object({
  number: z.number(),
  opportunityId: z.string(),
  place: z.string(),
  direct: z.boolean(),
  kinds: z.array(z.enum(NOTICE_KINDS)),
  versions: z.array(z.number()),
  why,
})

/** What Slack says when the message that a thread hangs on is gone. */
const THREAD_GONE = ['thread_not_found', 'message_not_found', 'cannot_reply_to_message']

/** Does the `tell` job: says in one place what somebody did to a deal, below what was said there of the deal before. */
export async function tell(errand: Errand, { publicUrl }: CardDeps): Promise<void> {
  const { ctx, job } = errand
  const notice: Notice = told.parse(job.payload)
  if (!(await isStillWanted(ctx, notice))) return
  const deal = await getOpportunity(ctx, notice.number, { deleted: true })
  const history = await opportunityHistory(ctx, notice.number)
  const changes = history.filter(({ version }) => notice.versions.includes(version)).reverse()
  if (changes.length === 0 && !notice.kinds.includes('stale')) return
  const { why, direct, kinds } = notice
  const message = noticeMessage({ deal, changes, why, direct, kinds, publicUrl })
  await postInThread(errand, deal, notice.place, message)
}

/** Posts below the deal's earlier notices in the place; the first one, or the deal's card there, is what they hang on. */
export async function postInThread(
  { ctx, slack, job }: Errand,
  deal: Pick<Opportunity, 'id'>,
  place: string,
  message: Message,
): Promise<void> {
  const root = await noticeThread(ctx, deal.id, place)
  const post = (thread: object): Promise<{ ts?: string; channel?: string }> =>
    slack.patient.chat.postMessage({
      channel: place,
      unfurl_links: false,
      ...message,
      ...thread,
      ...onceOnly(job, place),
    })
  try {
    if (root) return void (await post({ channel: root.channelId, thread_ts: root.messageTs }))
  } catch (error) {
    if (!isRefusal(error, THREAD_GONE)) throw error
  }
  const { ts: messageTs = '', channel: channelId = place } = await post({})
  await keepNoticeThread(ctx, { opportunityId: deal.id, place, channelId, messageTs })
}
