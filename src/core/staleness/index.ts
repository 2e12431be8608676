import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import { conflict } from '../errors.ts'
import { addNote } from '../notes/index.ts'
import { getOpportunity } from '../opportunities/lookup.ts'
import type { Opportunity } from '../opportunities/model.ts'
import { touchActivity } from '../opportunities/store.ts'
import { type Instant, latest } from '../time.ts'
import { bumpRevision } from '../workspaces/store.ts'
import { answerBy, answeredInTime, type StalePrompt, snoozeFrom } from './model.ts'
import * as store from './store.ts'

/** The deal that goes on as it is, and until when nobody is asked about it again. */
export interface Kept {
  readonly deal: Opportunity
  readonly until: Instant
  /** The question that this answered. */
  readonly promptId: string
}

/**
 * Answers the question what becomes of an idle deal: it goes on, for a reason that a note can tell. Counts as activity.
 * Keeping it twice changes nothing. Throws `conflict` when nobody asked, or the deal answered otherwise meanwhile.
 */
export function keepDeal(ctx: Ctx, { opportunity, note }: { opportunity: number; note?: string }): Promise<Kept> {
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    await settleAnswers(tx)
    const deal = await getOpportunity(tx, opportunity)
    const prompt = await store.latestOf(tx, deal.id)
    if (prompt?.answer === 'kept' && prompt.snoozedUntil !== null && prompt.snoozedUntil > tx.now()) {
      return { deal, until: prompt.snoozedUntil, promptId: prompt.id }
    }
    if (!prompt || prompt.answer !== null) {
      throw conflict(`${deal.ref} is not waiting for an answer. Write a note if there is something to say.`)
    }
    const until = snoozeFrom(tx.now())
    await store.saveAnswer(tx, prompt.id, {
      answer: 'kept',
      by: tx.actor.memberId,
      at: tx.now(),
      snoozedUntil: until,
    })
    if (note) await addNote(tx, { opportunity, text: note })
    else await touchActivity(tx, deal.id)
    return { deal, until, promptId: prompt.id }
  })
}

/** Notes as answers what became of deals since their owners were asked. */
export async function settleAnswers(tx: TxCtx): Promise<void> {
  const seen = new Set<string>()
  for (const row of await store.resolvedMeanwhile(tx)) {
    if (seen.has(row.id)) continue
    seen.add(row.id)
    const answer = row.kind === null ? 'other' : answerBy(row.kind)
    const at = row.recorded_at ?? latest(row.last_activity_at, row.changed_at)
    await store.saveAnswer(tx, row.id, { answer, by: row.actor_id, at, snoozedUntil: null })
  }
}

/** A question by its id; null when there is none. */
export function stalePromptById(ctx: Ctx, id: string): Promise<StalePrompt | null> {
  return store.byId(ctx, id)
}

/** The question stands in this message now. */
export function stalePromptShown(ctx: Ctx, id: string, at: { channelId: string; messageTs: string }): Promise<void> {
  return inTransaction(ctx, (tx) => store.saveMessage(tx, id, at))
}

/** Questions that wait for an answer, the oldest first. */
export function unansweredStalePrompts(ctx: Ctx): Promise<StalePrompt[]> {
  return inTransaction(ctx, async (tx) => {
    await settleAnswers(tx)
    return store.unanswered(tx)
  })
}

/** How many questions were asked from one moment to another (excluded), and how many were answered within seven days. */
export interface AnswerRate {
  readonly asked: number
  readonly answered: number
}

/** How owners answer, of one of them or of all. */
export function staleAnswerRate(
  ctx: Ctx,
  { from, to, memberId }: { from: Instant; to: Instant; memberId?: string },
): Promise<AnswerRate> {
  return inTransaction(ctx, async (tx) => {
    await settleAnswers(tx)
    const asked = (await store.askedBetween(tx, from, to)).filter((one) => !memberId || one.memberId === memberId)
    return { asked: asked.length, answered: asked.filter(answeredInTime).length }
  })
}
