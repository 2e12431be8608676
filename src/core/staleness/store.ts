import type { Limit } from '../attention/model.ts'
import type { Ctx, TxCtx } from '../context.ts'
import type { StalePromptRow } from '../db/notice-tables.ts'
import { priceAt } from '../rates/price-store.ts'
import type { Instant } from '../time.ts'
import type { StaleAnswer, StalePrompt } from './model.ts'

/** Idle deals of these owners that nobody is asked about, nor has snoozed, nor muted; the most valuable first. */
export async function idleDeals(ctx: Ctx, limits: readonly Limit[], owners: readonly string[]) {
  if (limits.length === 0 || owners.length === 0) return []
  return ctx.db
    .selectFrom('opportunities as d')
    .select(['d.id', 'd.number', 'd.owner_id', 'd.pipeline_id', 'd.value', 'd.currency', 'd.last_activity_at'])
    .select(priceAt(ctx, null).as('price'))
    .where('d.workspace_id', '=', ctx.workspace.id)
    .where('d.status', '=', 'open')
    .where('d.deleted_at', 'is', null)
    .where('d.owner_id', 'in', owners)
    .where((d) =>
      d.or(
        limits.map(({ stageIds, before }) =>
          d.and([d('d.stage_id', 'in', stageIds), d('d.last_activity_at', '<', before)]),
        ),
      ),
    )
    .where((d) => {
      const asked = d.selectFrom('stale_prompts as p').select('p.id').whereRef('p.workspace_id', '=', 'd.workspace_id')
      const inForce = asked
        .whereRef('p.opportunity_id', '=', 'd.id')
        .where((p) => p.or([p('p.answered_at', 'is', null), p('p.snoozed_until', '>', ctx.now())]))
      return d.not(d.exists(inForce))
    })
    .where((d) => {
      const muted = d.selectFrom('follows as f').select('f.id').whereRef('f.workspace_id', '=', 'd.workspace_id')
      const byOwner = muted.whereRef('f.opportunity_id', '=', 'd.id').whereRef('f.listener', '=', 'd.owner_id')
      return d.not(d.exists(byOwner.where('f.muted', '=', 1)))
    })
    .orderBy((d) => d.fn.coalesce(priceAt(ctx, null), d.lit(0)), 'desc')
    .orderBy('d.number')
    .execute()
}

export async function insert(tx: TxCtx, prompt: Pick<StalePrompt, 'id' | 'opportunityId' | 'memberId' | 'idleSince'>) {
  await tx.db
    .insertInto('stale_prompts')
    .values({
      id: prompt.id,
      workspace_id: tx.workspace.id,
      opportunity_id: prompt.opportunityId,
      member_id: prompt.memberId,
      asked_at: tx.now(),
      idle_since: prompt.idleSince,
      channel_id: null,
      message_ts: null,
      answer: null,
      answered_by: null,
      answered_at: null,
      snoozed_until: null,
    })
    .execute()
}

export async function byId(ctx: Ctx, id: string): Promise<StalePrompt | null> {
  const row = await prompts(ctx).where('id', '=', id).executeTakeFirst()
  return row ? promptOf(row) : null
}

/** The question that was asked last about the deal. */
export async function latestOf(ctx: Ctx, opportunityId: string): Promise<StalePrompt | null> {
  const row = await prompts(ctx)
    .where('opportunity_id', '=', opportunityId)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? promptOf(row) : null
}

/** What was asked since a moment, and before another. */
export async function askedBetween(ctx: Ctx, from: Instant, to: Instant): Promise<StalePrompt[]> {
  const rows = await prompts(ctx).where('asked_at', '>=', from).where('asked_at', '<', to).orderBy('asked_at').execute()
  return rows.map(promptOf)
}

/** Questions without an answer, the oldest first. */
export async function unanswered(ctx: Ctx): Promise<StalePrompt[]> {
  const rows = await prompts(ctx).where('answered_at', 'is', null).orderBy('asked_at').execute()
  return rows.map(promptOf)
}

/** Deals that were changed, touched, closed or deleted since their owner was asked, with the first change by a person. */
export async function resolvedMeanwhile(ctx: Ctx) {
  return ctx.db
    .selectFrom('stale_prompts as p')
    .innerJoin('opportunities as o', 'o.id', 'p.opportunity_id')
    .leftJoin('opportunity_history as h', (join) =>
      join
        .onRef('h.workspace_id', '=', 'p.workspace_id')
        .onRef('h.opportunity_id', '=', 'p.opportunity_id')
        .onRef('h.recorded_at', '>=', 'p.asked_at')
        .on('h.actor_id', 'is not', null),
    )
    .select(['p.id', 'o.last_activity_at', 'o.changed_at', 'h.kind', 'h.actor_id', 'h.recorded_at'])
    .where('p.workspace_id', '=', ctx.workspace.id)
    .where('p.answered_at', 'is', null)
    .where((p) =>
      p.or([
        p('o.last_activity_at', '>=', p.ref('p.asked_at')),
        p('o.status', '!=', 'open'),
        p('o.deleted_at', 'is not', null),
      ]),
    )
    .orderBy('p.id')
    .orderBy('h.version')
    .execute()
}

/** Keeps the answer, if there is none yet. */
export async function saveAnswer(
  tx: TxCtx,
  id: string,
  given: { answer: StaleAnswer; by: string | null; at: Instant; snoozedUntil: Instant | null },
): Promise<void> {
  await tx.db
    .updateTable('stale_prompts')
    .set({ answer: given.answer, answered_by: given.by, answered_at: given.at, snoozed_until: given.snoozedUntil })
    .where('workspace_id', '=', tx.workspace.id)
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .execute()
}

export async function saveMessage(tx: TxCtx, id: string, at: { channelId: string; messageTs: string }): Promise<void> {
  const own = tx.db.updateTable('stale_prompts').set({ channel_id: at.channelId, message_ts: at.messageTs })
  await own.where('workspace_id', '=', tx.workspace.id).where('id', '=', id).execute()
}

function prompts(ctx: Ctx) {
  return ctx.db.selectFrom('stale_prompts').selectAll().where('workspace_id', '=', ctx.workspace.id)
}

function promptOf(row: StalePromptRow): StalePrompt {
  const { channel_id: channelId, message_ts: messageTs } = row
  return {
    id: row.id,
    opportunityId: row.opportunity_id,
    memberId: row.member_id,
    askedAt: row.asked_at,
    idleSince: row.idle_since,
    message: channelId && messageTs ? { channelId, messageTs } : null,
    answer: row.answer as StaleAnswer | null,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at,
    snoozedUntil: row.snoozed_until,
  }
}
