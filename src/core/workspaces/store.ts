import type { CompiledQuery } from 'kysely'
import type { Ctx, TxCtx, Workspace } from '../context.ts'
import type { Db } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import type { WorkspaceRow } from '../db/tables.ts'
import type { Instant } from '../time.ts'
import type { Settings } from './model.ts'

/** The workspace with the id. */
export async function byId(db: Db, id: string): Promise<Workspace | null> {
  const row = await db.selectFrom('workspaces').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? workspaceOf(row) : null
}

/** The workspace of a Slack team. */
export async function bySlackTeam(db: Db, teamId: string): Promise<Workspace | null> {
  const row = await db.selectFrom('workspaces').selectAll().where('slack_team_id', '=', teamId).executeTakeFirst()
  return row ? workspaceOf(row) : null
}

/** All of them, the oldest first. */
export async function all(db: Db): Promise<Workspace[]> {
  const rows = await db.selectFrom('workspaces').selectAll().orderBy('created_at').orderBy('id').execute()
  return rows.map((row) => workspaceOf(row))
}

/** The workspace that was there first. */
export async function firstCreated(db: Db): Promise<Workspace | null> {
  const rows = db.selectFrom('workspaces').selectAll().orderBy('created_at').orderBy('id')
  const row = await rows.limit(1).executeTakeFirst()
  return row ? workspaceOf(row) : null
}

/** Hands the one workspace without a Slack team to the team, if no team has come yet; else null. */
export async function giveToTeam(db: Db, slackTeamId: string): Promise<Workspace | null> {
  const row = await db
    .updateTable('workspaces')
    .set({ slack_team_id: slackTeamId })
    .where('slack_team_id', 'is', null)
    .where((only) =>
      only.not(only.exists(only.selectFrom('workspaces as w').select('w.id').where('w.slack_team_id', 'is not', null))),
    )
    .where('id', '=', (first) =>
      first.selectFrom('workspaces as f').select('f.id').orderBy('f.created_at').orderBy('f.id').limit(1),
    )
    .returningAll()
    .executeTakeFirst()
  return row ? workspaceOf(row) : null
}

export interface NewWorkspace extends Settings {
  id: string
  slackTeamId: string | null
  createdAt: Instant
}

/** Adds a workspace; null when another one of the same Slack team was faster. */
export async function insert(db: Db, workspace: NewWorkspace): Promise<Workspace | null> {
  const row = await db
    .insertInto('workspaces')
    .values({
      id: workspace.id,
      slack_team_id: workspace.slackTeamId,
      ...settingsColumns(workspace),
      next_number: 1,
      next_task_number: 1,
      revision: 0,
      created_at: workspace.createdAt,
    })
    .onConflict((conflict) => conflict.column('slack_team_id').doNothing())
    .returningAll()
    .executeTakeFirst()
  return row ? workspaceOf(row) : null
}

/** Keeps other settings. */
export async function updateSettings(tx: TxCtx, settings: Settings): Promise<Workspace> {
  const row = await tx.db
    .updateTable('workspaces')
    .set(settingsColumns(settings))
    .where('id', '=', tx.workspace.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return workspaceOf(row)
}

/**
 * Counts a change that people can see. Called first in a transaction it also makes the writers of a workspace wait
 * for each other, so that what is read after it stays true until the commit.
 */
export async function bumpRevision(tx: Pick<TxCtx, 'db' | 'workspace' | 'inTransaction'>): Promise<void> {
  await tx.db.executeQuery(oneMore(tx.db, { id: tx.workspace.id }))
}

/** The same as a statement to be run with others. */
export function revisionBump(ctx: Ctx): CompiledQuery {
  return oneMore(ctx.db, { id: ctx.workspace.id })
}

/**
 * Makes the writers of a workspace wait for each other, so that what is read after it stays true until the commit.
 * SQLite has one writer at a time anyway.
 */
export async function takeTurn(tx: TxCtx): Promise<void> {
  if (tx.database.engine === 'sqlite') return
  await tx.db.selectFrom('workspaces').select('id').where('id', '=', tx.workspace.id).forUpdate().execute()
}

const oneMore = prepared((db, { id }: { id: string }) =>
  db
    .updateTable('workspaces')
    .set((row) => ({ revision: row('revision', '+', 1) }))
    .where('id', '=', id),
)

/** Takes the next `count` deal numbers and counts the change with them. Resolves to the first of them. */
export async function takeNumbers(tx: TxCtx, count: number): Promise<number> {
  const { next_number } = await tx.db
    .updateTable('workspaces')
    .set((row) => ({ next_number: row('next_number', '+', count), revision: row('revision', '+', 1) }))
    .where('id', '=', tx.workspace.id)
    .returning('next_number')
    .executeTakeFirstOrThrow()
  return next_number - count
}

function settingsColumns(settings: Settings) {
  return {
    name: settings.name,
    time_zone: settings.timeZone,
    currency: settings.currency,
    first_weekday: settings.firstWeekday,
    fiscal_start_month: settings.fiscalStartMonth,
    reps_see: settings.repsSee,
  }
}

/** Reads the row into the value. */
export function workspaceOf(row: Omit<WorkspaceRow, 'next_task_number'>): Workspace {
  return {
    id: row.id,
    slackTeamId: row.slack_team_id,
    name: row.name,
    timeZone: row.time_zone,
    currency: row.currency,
    firstWeekday: row.first_weekday,
    fiscalStartMonth: row.fiscal_start_month,
    repsSee: row.reps_see,
    revision: row.revision,
  }
}
