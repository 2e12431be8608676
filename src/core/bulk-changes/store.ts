import { sql } from 'kysely'
import type { Ctx, TxCtx, Via } from '../context.ts'
import type { BulkChangeDealRow } from '../db/list-tables.ts'
import { count } from '../db/portable.ts'
import { newId } from '../ids.ts'
import type { Opportunity } from '../opportunities/model.ts'
import type { Instant } from '../time.ts'
import { BULK_OUTCOMES, type BulkChange, type BulkDeal, type BulkDeed, type BulkOutcome } from './model.ts'

const ROWS_PER_INSERT = 200

/** Keeps a dry run: what was asked for, and the deals as they were seen. */
export async function insert(
  tx: TxCtx,
  plan: { id: string; deed: BulkDeed; sentence: string },
  items: readonly { deal: Opportunity; outcome: BulkOutcome; message: string | null }[],
): Promise<void> {
  const { actor, workspace } = tx
  const undone = { undone_by: null, undo_started_at: null, undone_at: null, told_at: null, undo_told_at: null }
  await tx.db
    .insertInto('bulk_changes')
    .values({
      ...{ id: plan.id, workspace_id: workspace.id, member_id: actor.memberId, via: actor.via },
      ...{ deed: JSON.stringify(plan.deed), sentence: plan.sentence },
      ...{ created_at: tx.now(), started_at: null, finished_at: null, ...undone },
    })
    .execute()
  const rows = items.map(
    ({ deal, outcome, message }): { [Column in keyof BulkChangeDealRow]: BulkChangeDealRow[Column] } => ({
      ...{ id: newId(), workspace_id: workspace.id, bulk_change_id: plan.id, opportunity_id: deal.id },
      ...{ number: deal.number, seen_version: deal.version, made_version: null, outcome, message },
      ...{ undo_outcome: null, undo_message: null },
    }),
  )
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    await tx.db
      .insertInto('bulk_change_deals')
      .values(rows.slice(start, start + ROWS_PER_INSERT))
      .execute()
  }
}

/** Dry runs that nobody carried out since the moment. */
export async function forgetPlansBefore(tx: TxCtx, moment: Instant): Promise<void> {
  const old = tx.db
    .selectFrom('bulk_changes')
    .select('id')
    .where('workspace_id', '=', tx.workspace.id)
    .where('started_at', 'is', null)
    .where('created_at', '<', moment)
  const own = tx.db.deleteFrom('bulk_change_deals').where('workspace_id', '=', tx.workspace.id)
  await own.where('bulk_change_id', 'in', old).execute()
  await tx.db
    .deleteFrom('bulk_changes')
    .where('workspace_id', '=', tx.workspace.id)
    .where('started_at', 'is', null)
    .where('created_at', '<', moment)
    .execute()
}

/** The bulk change with the counts of its deals; null when there is none. */
export async function byId(ctx: Ctx, id: string): Promise<BulkChange | null> {
  const row = await bulkChanges(ctx).where('b.id', '=', id).executeTakeFirst()
  if (!row) return null
  const groups = await ctx.db
    .selectFrom('bulk_change_deals')
    .select(['outcome', 'undo_outcome', count().as('count')])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('bulk_change_id', '=', id)
    .groupBy(['outcome', 'undo_outcome'])
    .execute()
  const adding = (fits: (group: (typeof groups)[number]) => boolean) =>
    groups.filter(fits).reduce((total, group) => total + group.count, 0)
  const counts = BULK_OUTCOMES.map((outcome) => [outcome, adding((group) => group.outcome === outcome)])
  return {
    ...bulkChangeOf(row),
    counts: Object.fromEntries(counts) as BulkChange['counts'],
    undone: adding((group) => group.undo_outcome === 'undone'),
    left: adding((group) => group.undo_outcome === 'left'),
  }
}

/** The latest that were carried out. */
export async function latest(ctx: Ctx, limit: number): Promise<Omit<BulkChange, 'counts' | 'undone' | 'left'>[]> {
  const rows = await bulkChanges(ctx)
    .where('b.started_at', 'is not', null)
    .orderBy('b.created_at', 'desc')
    .orderBy('b.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(bulkChangeOf)
}

export interface DealsOfBulk {
  /** Left out: all of them. */
  readonly outcome?: BulkOutcome
  readonly undo?: 'undone' | 'left'
  /** The number after which to go on. */
  readonly after?: number
  readonly limit: number
}

/** Deals of a bulk change, by number. */
export async function dealsOf(
  ctx: Ctx,
  id: string,
  { outcome, undo, after = 0, limit }: DealsOfBulk,
): Promise<BulkDeal[]> {
  const rows = await ctx.db
    .selectFrom('bulk_change_deals as i')
    .innerJoin('opportunities as o', 'o.id', 'i.opportunity_id')
    .select(['i.number', 'o.name', 'i.outcome', 'i.message', 'i.undo_outcome', 'i.undo_message'])
    .where('i.workspace_id', '=', ctx.workspace.id)
    .where('i.bulk_change_id', '=', id)
    .where('i.number', '>', after)
    .$if(outcome !== undefined, (items) => items.where('i.outcome', '=', outcome ?? ''))
    .$if(undo !== undefined, (items) => items.where('i.undo_outcome', '=', undo ?? ''))
    .orderBy('i.number')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...{ number: row.number, ref: `D-${row.number}`, name: row.name, message: row.message },
    outcome: row.outcome as BulkOutcome,
    undo: row.undo_outcome as BulkDeal['undo'],
    undoMessage: row.undo_message,
  }))
}

/** The next deals that are still to be changed, or still to be taken back. */
export async function nextDeals(
  tx: TxCtx,
  id: string,
  { undo, limit }: { undo: boolean; limit: number },
): Promise<{ number: number; version: number }[]> {
  const own = tx.db.selectFrom('bulk_change_deals').where('workspace_id', '=', tx.workspace.id)
  const rows = await own
    .select(['number', 'seen_version', 'made_version'])
    .where('bulk_change_id', '=', id)
    .where('outcome', '=', undo ? 'done' : 'planned')
    .$if(undo, (items) => items.where('undo_outcome', 'is', null))
    .orderBy('number')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ number: row.number, version: (undo ? row.made_version : row.seen_version) ?? 0 }))
}

/** What became of deals, each the same. */
export async function settle(
  tx: TxCtx,
  id: string,
  numbers: readonly number[],
  became: Partial<Pick<BulkChangeDealRow, 'outcome' | 'message' | 'undo_outcome' | 'undo_message'>>,
): Promise<void> {
  if (numbers.length === 0) return
  const own = tx.db.updateTable('bulk_change_deals').where('workspace_id', '=', tx.workspace.id)
  const made = became.outcome === 'done' ? { made_version: sql<number>`seen_version + 1` } : {}
  await own
    .set({ ...became, ...made })
    .where('bulk_change_id', '=', id)
    .where('number', 'in', numbers)
    .execute()
}

type Milestones = 'started_at' | 'finished_at' | 'undo_started_at' | 'undone_at'

/** Notes when something began or ended, once; of the undoing also by whom. */
export async function mark(tx: TxCtx, id: string, milestone: Milestones): Promise<void> {
  const by = milestone === 'undo_started_at' ? { undone_by: tx.actor.memberId } : {}
  const own = tx.db.updateTable('bulk_changes').set({ [milestone]: tx.now(), ...by })
  await own.where('workspace_id', '=', tx.workspace.id).where('id', '=', id).where(milestone, 'is', null).execute()
}

function bulkChanges(ctx: Ctx) {
  return ctx.db
    .selectFrom('bulk_changes as b')
    .leftJoin('members as m', 'm.id', 'b.member_id')
    .leftJoin('members as u', 'u.id', 'b.undone_by')
    .selectAll('b')
    .select(['m.name as member_name', 'u.name as undoer_name'])
    .where('b.workspace_id', '=', ctx.workspace.id)
}

type Joined = Awaited<ReturnType<ReturnType<typeof bulkChanges>['executeTakeFirstOrThrow']>>

function bulkChangeOf(row: Joined): Omit<BulkChange, 'counts' | 'undone' | 'left'> {
  return {
    id: row.id,
    deed: JSON.parse(row.deed) as BulkDeed,
    sentence: row.sentence,
    by: row.member_id ? { id: row.member_id, name: row.member_name ?? '' } : null,
    via: row.via as Via,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    undoneBy: row.undoer_name,
    undoStartedAt: row.undo_started_at,
    undoneAt: row.undone_at,
  }
}
