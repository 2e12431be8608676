import { type CompiledQuery, expressionBuilder } from 'kysely'
import type { Ctx, TxCtx } from '../context.ts'
import { prepared } from '../db/prepared.ts'
import type { CardRow, Tables } from '../db/tables.ts'
import { enqueueIf, type WaitingJob, waiting } from '../outbox/store.ts'
import type { Card } from './model.ts'

/** The copies of a deal's card, oldest first. */
export async function ofOpportunity(ctx: Ctx, opportunityId: string): Promise<Card[]> {
  const own = ctx.db.selectFrom('cards').selectAll().where('workspace_id', '=', ctx.workspace.id)
  const rows = await own.where('opportunity_id', '=', opportunityId).orderBy('created_at').orderBy('id').execute()
  return rows.map(cardOf)
}

/** As a statement to be run with others: asks for the copies of the deal's card to be rewritten, if there are any. `jobId` is the change's. */
export function refreshIfPosted(
  ctx: Ctx,
  jobId: string,
  { id, number }: { id: string; number: number },
): CompiledQuery {
  const job = { kind: 'refresh-cards', key: id, payload: { opportunityId: id, number } }
  return refreshOfCards(ctx.db, waiting(ctx, job, jobId))
}

const refreshOfCards = prepared((db, job: WaitingJob) => {
  const own = db.selectFrom('cards').select('id').where('workspace_id', '=', job.workspace_id)
  return enqueueIf(db, job, expressionBuilder<Tables>().exists(own.where('opportunity_id', '=', job.key)))
})

/** Adds a card; a message that is known already now shows this one. */
export async function save(tx: TxCtx, card: Card): Promise<Card> {
  const shown = { opportunity_id: card.opportunityId, shown_version: card.shownVersion }
  const place = { channel_id: card.channelId, message_ts: card.messageTs, thread_ts: card.threadTs }
  const row = await tx.db
    .insertInto('cards')
    .values({ id: card.id, workspace_id: tx.workspace.id, ...place, ...shown, created_at: tx.now() })
    .onConflict((known) => known.columns(['workspace_id', 'channel_id', 'message_ts']).doUpdateSet(shown))
    .returningAll()
    .executeTakeFirstOrThrow()
  return cardOf(row)
}

/**
 * The deal's number and the version at which it stands. Writing the row, though nothing of it changes, waits for a change
 * that is under way and makes a later one wait, so that one of both sees the other.
 */
export async function lockedDeal(
  tx: TxCtx,
  opportunityId: string,
): Promise<{ id: string; number: number; version: number } | undefined> {
  return tx.db
    .updateTable('opportunities')
    .set((deal) => ({ version: deal.ref('version') }))
    .where('workspace_id', '=', tx.workspace.id)
    .where('id', '=', opportunityId)
    .returning(['id', 'number', 'version'])
    .executeTakeFirst()
}

/** The deals whose cards begin the thread or stand in it, the one that begins it first; two at most. */
export async function dealsIn(
  ctx: Ctx,
  { channelId, threadTs }: { channelId: string; threadTs: string },
): Promise<{ number: number; isFirst: boolean }[]> {
  const rows = await ctx.db
    .selectFrom('cards')
    .innerJoin('opportunities as deal', 'deal.id', 'cards.opportunity_id')
    .select(['deal.number', (card) => card.fn.min('cards.message_ts').as('earliest')])
    .where('cards.workspace_id', '=', ctx.workspace.id)
    .where('cards.channel_id', '=', channelId)
    .where((card) => card.or([card('cards.message_ts', '=', threadTs), card('cards.thread_ts', '=', threadTs)]))
    .groupBy('deal.number')
    .orderBy('earliest')
    .limit(2)
    .execute()
  return rows.map(({ number, earliest }) => ({ number, isFirst: earliest === threadTs }))
}

/** The deal whose notices the thread gathers. */
export async function dealOfNotices(
  ctx: Ctx,
  { channelId, threadTs }: { channelId: string; threadTs: string },
): Promise<number | null> {
  const row = await ctx.db
    .selectFrom('notice_threads')
    .innerJoin('opportunities as deal', 'deal.id', 'notice_threads.opportunity_id')
    .select('deal.number')
    .where('notice_threads.workspace_id', '=', ctx.workspace.id)
    .where('channel_id', '=', channelId)
    .where('message_ts', '=', threadTs)
    .limit(1)
    .executeTakeFirst()
  return row?.number ?? null
}

/** Notes which version a card shows; an older one than it shows already changes nothing. */
export async function setShownVersion(tx: TxCtx, id: string, version: number): Promise<void> {
  await tx.db
    .updateTable('cards')
    .set({ shown_version: version })
    .where('workspace_id', '=', tx.workspace.id)
    .where('id', '=', id)
    .where('shown_version', '<', version)
    .execute()
}

/** Removes a card. */
export async function remove(tx: TxCtx, id: string): Promise<void> {
  await tx.db.deleteFrom('cards').where('workspace_id', '=', tx.workspace.id).where('id', '=', id).execute()
}

function cardOf(row: CardRow): Card {
  return {
    id: row.id,
    opportunityId: row.opportunity_id,
    channelId: row.channel_id,
    messageTs: row.message_ts,
    threadTs: row.thread_ts,
    shownVersion: row.shown_version,
  }
}
