import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import { conflict } from '../errors.ts'
import { addNote } from '../notes/index.ts'
import { getOpportunity } from '../opportunities/lookup.ts'
import type { Opportunity } from '../opportunities/model.ts'
import { touchActivity } from '../opportunities/store.ts'
import { FOREVER, type Instant, latest } from '../time.ts'
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
    await store.saveAnswer(tx, row.id, { answer, by: row.actor_id, at: answeredAt(row), snoozedUntil: null })
  }
}

/** By the first change of a person, or else by a note or task. */
function answeredAt(row: Awaited<ReturnType<typeof store.resolvedMeanwhile>>[number]): Instant {
  return row.recorded_at ?? latest(row.last_activity_at, row.changed_at)
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

/** How many questions were asked, and how many of them were answered within seven days. */
export interface AnswerRate {
  readonly asked: number
  readonly answered: number
}

/** How the owners who were asked from one moment to another (excluded; null for any) answer, by member. */
export async function staleAnswersByOwner(
  ctx: Ctx,
  { from, to }: { from: Instant | null; to: Instant | null },
): Promise<Map<string, AnswerRate>> {
  const [asked, meanwhile] = await Promise.all([
    store.askedBetween(ctx, from ?? '', to ?? FOREVER),
    store.resolvedMeanwhile(ctx),
  ])
  const resolved = new Map<string, Instant>()
  for (const row of meanwhile) if (!resolved.has(row.id)) resolved.set(row.id, answeredAt(row))
  const rates = new Map<string, AnswerRate>()
  for (const { id, memberId, ...prompt } of asked) {
    const rate = rates.get(memberId) ?? { asked: 0, answered: 0 }
    const inTime = answeredInTime({ ...prompt, answeredAt: prompt.answeredAt ?? resolved.get(id) ?? null })
    rates.set(memberId, { asked: rate.asked + 1, answered: rate.answered + (inTime ? 1 : 0) })
  }
  return rates
}
