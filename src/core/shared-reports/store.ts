import type { Ctx, TxCtx } from '../context.ts'
import type { Instant } from '../time.ts'
import type { Every, ScheduledReport } from './model.ts'

/** The workspace's, in the order of their channels and reports. */
export async function all(ctx: Ctx): Promise<ScheduledReport[]> {
  const rows = await scheduled(ctx).orderBy('s.channel_name').orderBy('s.report').orderBy('s.id').execute()
  return rows.map(reportOf)
}

/** Those whose time has come. */
export async function due(ctx: Ctx, now: Instant): Promise<ScheduledReport[]> {
  const rows = await scheduled(ctx).where('s.next_run_at', '<=', now).execute()
  return rows.map(reportOf)
}

export async function byId(ctx: Ctx, id: string): Promise<ScheduledReport | null> {
  const row = await scheduled(ctx).where('s.id', '=', id).executeTakeFirst()
  return row ? reportOf(row) : null
}

export async function insert(tx: TxCtx, made: ScheduledReport): Promise<void> {
  await tx.db
    .insertInto('scheduled_reports')
    .values({
      id: made.id,
      workspace_id: tx.workspace.id,
      author_id: made.author.id,
      report: made.report,
      query: made.query,
      channel_id: made.channel.id,
      channel_name: made.channel.name,
      every: made.every,
      hour: made.hour,
      next_run_at: made.nextRunAt,
      created_at: made.createdAt,
    })
    .execute()
}

/** Moves its time on; false when another process did. */
export async function moveOn(tx: TxCtx, { id, nextRunAt }: ScheduledReport, next: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('scheduled_reports')
    .set({ next_run_at: next })
    .where('workspace_id', '=', tx.workspace.id)
    .where('id', '=', id)
    .where('next_run_at', '=', nextRunAt)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

export async function remove(tx: TxCtx, id: string): Promise<void> {
  const own = tx.db.deleteFrom('scheduled_reports').where('workspace_id', '=', tx.workspace.id)
  await own.where('id', '=', id).execute()
}

function scheduled(ctx: Ctx) {
  return ctx.db
    .selectFrom('scheduled_reports as s')
    .innerJoin('members as a', 'a.id', 's.author_id')
    .selectAll('s')
    .select('a.name as author_name')
    .where('s.workspace_id', '=', ctx.workspace.id)
}

type Row = Awaited<ReturnType<ReturnType<typeof scheduled>['executeTakeFirstOrThrow']>>

function reportOf(row: Row): ScheduledReport {
  return {
    id: row.id,
    report: row.report,
    query: row.query,
    channel: { id: row.channel_id, name: row.channel_name },
    every: row.every as Every,
    hour: row.hour,
    author: { id: row.author_id, name: row.author_name },
    nextRunAt: row.next_run_at,
    createdAt: row.created_at,
  }
}
