import { type Ctx, inTransaction, type Workspace } from '../context.ts'
import type { Database } from '../db/open.ts'
import { newId } from '../ids.ts'
import { enqueue } from '../outbox/index.ts'
import { resumeJobs, stopJobs } from '../outbox/stops.ts'
import type { Instant } from '../time.ts'
import { createWorkspace } from '../workspaces/index.ts'
import type { BotToken, Grant, Installation, Trouble } from './model.ts'
import { queueRotation, sealedTokens } from './rotation.ts'
import * as store from './store.ts'
import { keyIdOf, type Vault } from './vault.ts'

export interface SaveInstallationInput {
  readonly grant: Grant
  /** The Slack user who installed. */
  readonly installedBy: string | null
  /** IANA zone for a workspace that comes into being with this. */
  readonly timeZone: string | null
  readonly now: Instant
}

/**
 * Keeps what Slack granted. The team's workspace comes into being, or takes up again where it stopped: what waited for
 * Slack goes out now. The first time, the installer is to be greeted.
 */
export async function saveInstallation(
  database: Database,
  vault: Vault,
  { grant, installedBy, timeZone, now }: SaveInstallationInput,
): Promise<Workspace> {
  const named = { name: grant.teamName, slackTeamId: grant.teamId, ...(timeZone && { timeZone }) }
  const workspace = await createWorkspace(database, { ...named, now })
  await database.transaction(async (db) => {
    await store.save(db, {
      id: newId(),
      workspace_id: workspace.id,
      team_id: grant.teamId,
      bot_user_id: grant.botUserId,
      scopes: grant.scopes,
      ...sealedTokens(vault, workspace.id, grant, now),
      rotating_until: null,
      installed_by: installedBy,
      installed_at: now,
      greeted_at: null,
      uninstalled_at: null,
    })
    await resumeJobs(db, workspace.id)
    const tx = { db, workspace, now: () => now }
    if (installedBy && (await store.greet(db, workspace.id, now))) {
      await enqueue(tx, { kind: 'greet-installer', key: workspace.id, payload: { slackUserId: installedBy } })
    }
    if (grant.expiresInSeconds !== null) await queueRotation(tx, grant.expiresInSeconds)
  })
  database.changes.announce(workspace.id)
  return workspace
}

/**
 * The team removed the app or revoked its token: its tokens are deleted, and its jobs for Slack stand still, at once.
 * Everything else stays. Resolves to false when the team installed again since `happenedAt`: news may come late.
 */
export async function endInstallation(
  ctx: Ctx,
  { reason, advice, happenedAt }: { reason: string; advice: string; happenedAt: Instant | null },
): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const { id } = tx.workspace
    const installed = await store.rowOf(tx.db, id)
    if (installed && happenedAt !== null && happenedAt < startOfSecond(installed.installed_at)) return false
    await store.removeTokens(tx, tx.now())
    await stopJobs(tx.db, { workspaceId: id, reason, advice, since: tx.now() })
    await store.saveTrouble(tx.db, id, { name: reason, sentence: advice, at: tx.now() })
    return true
  })
}

/** Slack tells moments in whole seconds. */
function startOfSecond(at: Instant): Instant {
  return `${at.slice(0, 19)}.000Z`
}

/**
 * The token of the workspace's bot; null where none is installed. Throws `SealedElsewhere` when it was stored under another
 * secret.
 */
export async function botTokenOf(database: Database, vault: Vault, workspaceId: string): Promise<BotToken | null> {
  const row = await store.rowOf(database.read, workspaceId)
  if (!row?.bot_token) return null
  return { token: vault.open(row.bot_token, workspaceId), expiresAt: row.token_expires_at }
}

/** The installation of this workspace, or null where its token is a setting. */
export async function installationOf(ctx: Ctx): Promise<Installation | null> {
  const row = await store.rowOf(ctx.db, ctx.workspace.id)
  return row ? store.installationOf(row) : null
}

/** How many stored tokens there are, and how many of them this vault cannot open. Without a vault, none can be. */
export async function countStoredTokens(
  database: Database,
  vault: Pick<Vault, 'keyId'> | null,
): Promise<{ all: number; foreign: number }> {
  const tokens = await store.allTokens(database.read)
  return { all: tokens.length, foreign: tokens.filter((token) => keyIdOf(token) !== vault?.keyId).length }
}

/** Keeps what went wrong last between the workspace and Slack. */
export function noteTrouble(database: Database, workspaceId: string, trouble: Trouble): Promise<void> {
  return database.transaction((tx) => store.saveTrouble(tx, workspaceId, trouble))
}

/** What went wrong last between the workspace and Slack; null when nothing ever did. */
export function lastTrouble(ctx: Ctx): Promise<Trouble | null> {
  return store.troubleOf(ctx)
}
