import type { Ctx } from '../context.ts'
import type { Database, Db } from '../db/open.ts'
import { count } from '../db/portable.ts'
import type { Stop } from './model.ts'

/** Lets the workspace's jobs for Slack wait until `resumeJobs`. Who stopped them first is kept. */
export async function stopJobs(tx: Db, { workspaceId, ...stop }: Stop & { workspaceId: string }): Promise<void> {
  await tx
    .insertInto('outbox_stops')
    .values({ workspace_id: workspaceId, ...stop })
    .onConflict((known) => known.column('workspace_id').doNothing())
    .execute()
}

/** The workspace's jobs go on. Resolves to whether they stood still. */
export async function resumeJobs(tx: Db, workspaceId: string): Promise<boolean> {
  const stops = tx.deleteFrom('outbox_stops').where('workspace_id', '=', workspaceId)
  const { numDeletedRows } = await stops.executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}

/** Why the workspace's jobs for Slack stand still; null while they do not. */
export async function stopOf({ db, workspace }: Pick<Ctx, 'db' | 'workspace'>): Promise<Stop | null> {
  const stops = db.selectFrom('outbox_stops').select(['reason', 'advice', 'since'])
  return (await stops.where('workspace_id', '=', workspace.id).executeTakeFirst()) ?? null
}

/** The workspaces whose jobs for Slack stand still, for the program that looks whether they can go on. */
export async function stoppedWorkspaces(database: Database): Promise<{ workspaceId: string; reason: string }[]> {
  const rows = await database.read.selectFrom('outbox_stops').select(['workspace_id', 'reason']).execute()
  return rows.map(({ workspace_id, reason }) => ({ workspaceId: workspace_id, reason }))
}

/** The workspace's token works again. Resolves to whether its jobs stood still. */
export async function resumeWorkspace(database: Database, workspaceId: string): Promise<boolean> {
  const resumed = await database.transaction((tx) => resumeJobs(tx, workspaceId))
  if (resumed) database.changes.announce(workspaceId)
  return resumed
}

/** How many workspaces stand still, and why, by Slack's name of the error. */
export async function countStops(db: Db): Promise<{ reason: string; workspaces: number }[]> {
  const byReason = db.selectFrom('outbox_stops').groupBy('reason').orderBy('reason')
  return byReason.select(['reason', count().as('workspaces')]).execute()
}
