import { z } from 'zod'
import {
  type Ctx,
  enqueue,
  findMember,
  getOpportunity,
  inTransaction,
  type Kept,
  keepDeal,
  keepNoticeThread,
  noticeThread,
  type Opportunity,
  rememberCard,
  stalePromptById,
  stalePromptShown,
} from '../../core/index.ts'
import { keptAnswer, staleQuestion } from '../blocks/stale.ts'
import { activePipeline } from '../cards/card-message.ts'
import { type CardDeps, GONE } from '../cards/cards.ts'
import { onceOnly } from '../slack/once-only.ts'
import { isRefusal } from '../slack/reactions.ts'
import type { Errand } from '../slack/slack-job.ts'

const asking = z.object({ promptId: z.string(), number: z.number(), place: z.string() })
const answering = z.object({ promptId: z.string(), number: z.number() })

/** Does the `ask-stale` job: one direct message to the owner, unless the deal came to life meanwhile. */
export async function askStale({ ctx, slack, job }: Errand, { publicUrl }: CardDeps): Promise<void> {
  const { promptId, number, place } = asking.parse(job.payload)
  const prompt = await stalePromptById(ctx, promptId)
  const deal = await getOpportunity(ctx, number, { deleted: true })
  if (!prompt || prompt.message || prompt.answer || isAlive(deal, prompt.askedAt)) return
  const pipeline = await activePipeline(ctx, deal.pipeline.id)
  const question = staleQuestion(deal, prompt, pipeline?.stages ?? [], { publicUrl, now: ctx.now() })
  const posted = await slack.patient.chat.postMessage({
    channel: place,
    unfurl_links: false,
    ...question,
    ...onceOnly(job, place),
  })
  const at = { channelId: posted.channel ?? place, messageTs: posted.ts ?? '' }
  await stalePromptShown(ctx, promptId, at)
  // Once the deal changes, the question becomes its card.
  await rememberCard(ctx, { opportunityId: deal.id, ...at, version: deal.version })
  if (!(await noticeThread(ctx, deal.id, place))) await keepNoticeThread(ctx, { opportunityId: deal.id, place, ...at })
}

function isAlive({ status, deletedAt, lastActivityAt }: Opportunity, since: string): boolean {
  return status !== 'open' || deletedAt !== null || lastActivityAt >= since
}

/** Keeps the deal, and has the question show that. Throws as `keepDeal` does. */
export function keepAndShow(ctx: Ctx, input: { opportunity: number; note?: string }): Promise<Kept> {
  return inTransaction(ctx, async (tx) => {
    const kept = await keepDeal(tx, input)
    const { promptId } = kept
    await enqueue(tx, { kind: 'show-kept', key: promptId, payload: { promptId, number: kept.deal.number } })
    return kept
  })
}

/** Does the `show-kept` job: the question shows its answer. */
export async function showKept({ ctx, slack, job }: Errand, { publicUrl }: CardDeps): Promise<void> {
  const { promptId, number } = answering.parse(job.payload)
  const prompt = await stalePromptById(ctx, promptId)
  if (!prompt?.message || !prompt.answeredBy || !prompt.snoozedUntil) return
  const deal = await getOpportunity(ctx, number, { deleted: true })
  const { name } = await findMember(ctx, prompt.answeredBy)
  const shown = keptAnswer(deal, name, prompt.snoozedUntil, publicUrl)
  const { channelId, messageTs } = prompt.message
  try {
    await slack.patient.chat.update({ channel: channelId, ts: messageTs, ...shown })
  } catch (error) {
    if (!isRefusal(error, GONE)) throw error
  }
}
