import { type Ctx, inTransaction, type TxCtx, type Workspace } from '../context.ts'
import type { Database } from '../db/open.ts'
import { newId } from '../ids.ts'
import { requireAdmin } from '../permissions.ts'
import { stagesToAdd } from '../pipelines/model.ts'
import * as pipelines from '../pipelines/store.ts'
import * as reasons from '../reasons/store.ts'
import type { Instant } from '../time.ts'
import { checkSettings, FIRST_PIPELINE, FIRST_REASONS, FIRST_SETTINGS, type Settings } from './model.ts'
import * as store from './store.ts'

export interface CreateWorkspaceInput {
  name: string
  slackTeamId?: string | null
  /** IANA; UTC when nobody knows better. */
  timeZone?: string
  /** ISO 4217 */
  currency?: string
  /** The moment of creation. */
  now: Instant
}

/**
 * A new workspace with a first pipeline and reasons. The same Slack team again gets the workspace it has; the first team to
 * come gets the one that the command line made before any team was there.
 */
export async function createWorkspace(database: Database, input: CreateWorkspaceInput): Promise<Workspace> {
  const { name, slackTeamId = null, now } = input
  const { timeZone = FIRST_SETTINGS.timeZone, currency = FIRST_SETTINGS.currency } = input
  const settings = checkSettings({ ...FIRST_SETTINGS, name, timeZone, currency })

  return database.transaction(async (db) => {
    const waiting = slackTeamId === null ? null : await store.giveToTeam(db, slackTeamId)
    if (waiting) return waiting
    const workspace = await store.insert(db, { ...settings, id: newId(), slackTeamId, createdAt: now })
    if (workspace) await furnish({ db, workspace, now: () => now, inTransaction: true })
    const found = workspace ?? (slackTeamId === null ? null : await store.bySlackTeam(db, slackTeamId))
    if (!found) throw new Error('A workspace was neither added nor there.')
    return found
  })
}

/** The workspace of the Slack team, or null when the team has none yet. */
export function workspaceOfSlackTeam(database: Database, teamId: string): Promise<Workspace | null> {
  return store.bySlackTeam(database.read, teamId)
}

/** The first workspace of this installation, for the operator's command line; null before there is one. */
export function onlyWorkspace(database: Database): Promise<Workspace | null> {
  return store.firstCreated(database.read)
}

/** Every workspace, for what the program does by the clock. */
export function everyWorkspace(database: Database): Promise<Workspace[]> {
  return store.all(database.read)
}

/** The workspace with the id as it stands now, or null. */
export function workspaceById(database: Database, id: string): Promise<Workspace | null> {
  return store.byId(database.read, id)
}

/** Changes some settings; the rest stays. Admins only. */
export async function changeSettings(ctx: Ctx, changes: Partial<Settings>): Promise<Workspace> {
  requireAdmin(ctx, 'change the settings')
  return inTransaction(ctx, async (tx) => {
    await store.bumpRevision(tx)
    const before = (await store.byId(tx.db, tx.workspace.id)) ?? tx.workspace
    return store.updateSettings(tx, checkSettings({ ...before, ...changes }))
  })
}

async function furnish(tx: Pick<TxCtx, 'db' | 'workspace' | 'now' | 'inTransaction'>): Promise<void> {
  const stages = stagesToAdd(FIRST_PIPELINE.stages)
  await pipelines.insertPipeline(tx, { id: newId(), name: FIRST_PIPELINE.name, position: 0, stages })
  for (const [position, reason] of FIRST_REASONS.entries()) {
    await reasons.insert(tx, { id: newId(), ...reason, position })
  }
}
