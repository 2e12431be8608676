import type { Ctx, TxCtx } from '../context.ts'
import type { Db } from '../db/open.ts'
import type { InstallationRow } from '../db/tables.ts'
import { type Instant, later } from '../time.ts'
import type { Installation, Trouble } from './model.ts'

/** Adds the workspace's installation, or puts the new one in the place of the old. Who was greeted stays greeted. */
export async function save(tx: Db, row: InstallationRow): Promise<void> {
  const { id: _id, workspace_id: _workspace, greeted_at: _greeted, ...renewed } = row
  await tx
    .insertInto('installations')
    .values(row)
    .onConflict((known) => known.column('workspace_id').doUpdateSet(renewed))
    .execute()
}

/** The row of the workspace, tokens included. */
export async function rowOf(db: Db, workspaceId: string): Promise<InstallationRow | undefined> {
  return db.selectFrom('installations').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirst()
}

/** Notes that the installer is greeted; false when that was so already. */
export async function greet(tx: Db, workspaceId: string, now: Instant): Promise<boolean> {
  const own = tx.updateTable('installations').set({ greeted_at: now }).where('workspace_id', '=', workspaceId)
  const { numUpdatedRows } = await own.where('greeted_at', 'is', null).executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Deletes the workspace's tokens. */
export async function removeTokens({ db, workspace }: TxCtx, now: Instant): Promise<void> {
  await db
    .updateTable('installations')
    .set({ bot_token: null, refresh_token: null, token_expires_at: null, rotating_until: null, uninstalled_at: now })
    .where('workspace_id', '=', workspace.id)
    .execute()
}

/** Lets the caller alone ask for the next token until `until`; false while another one is at it. */
export async function leaseRotation(
  tx: Db,
  { workspaceId, now, until }: { workspaceId: string; now: Instant; until: Instant },
): Promise<boolean> {
  const own = tx.updateTable('installations').set({ rotating_until: until }).where('workspace_id', '=', workspaceId)
  const free = own.where((row) => row.or([row('rotating_until', 'is', null), row('rotating_until', '<=', now)]))
  const { numUpdatedRows } = await free.where('refresh_token', 'is not', null).executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Puts the next tokens in the place of those that `before` names; without effect after an uninstall. */
export async function replaceTokens(
  tx: Db,
  { workspaceId, before }: { workspaceId: string; before: string },
  next: Pick<InstallationRow, 'bot_token' | 'refresh_token' | 'token_expires_at'>,
): Promise<void> {
  await tx
    .updateTable('installations')
    .set({ ...next, rotating_until: null })
    .where('workspace_id', '=', workspaceId)
    .where('refresh_token', '=', before)
    .execute()
}

/** Every stored token, for the operator's question whether they can be opened. */
export async function allTokens(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('installations').select('bot_token').where('bot_token', 'is not', null).execute()
  return rows.flatMap(({ bot_token }) => bot_token ?? [])
}

export async function insertState(
  tx: Db,
  state: { stateHash: string; browserHash: string; expiresAt: Instant; now: Instant },
): Promise<void> {
  // A day after their end nobody asks any more why they do not serve.
  await tx
    .deleteFrom('install_states')
    .where('expires_at', '<', later(state.now, -24 * 60 * 60))
    .execute()
  const row = { state_hash: state.stateHash, browser_hash: state.browserHash, expires_at: state.expiresAt }
  await tx
    .insertInto('install_states')
    .values({ ...row, used_at: null })
    .execute()
}

export async function stateByHash(tx: Db, stateHash: string) {
  return tx.selectFrom('install_states').selectAll().where('state_hash', '=', stateHash).executeTakeFirst()
}

/** Marks the state as used; false when it was used already. */
export async function useState(tx: Db, stateHash: string, now: Instant): Promise<boolean> {
  const own = tx.updateTable('install_states').set({ used_at: now }).where('state_hash', '=', stateHash)
  const { numUpdatedRows } = await own.where('used_at', 'is', null).executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Keeps the latest trouble in the place of the one before. */
export async function saveTrouble(tx: Db, workspaceId: string, { name, sentence, at }: Trouble): Promise<void> {
  const told = { name, sentence, happened_at: at }
  await tx
    .insertInto('slack_troubles')
    .values({ workspace_id: workspaceId, ...told })
    .onConflict((known) => known.column('workspace_id').doUpdateSet(told))
    .execute()
}

export async function troubleOf({ db, workspace }: Ctx): Promise<Trouble | null> {
  const troubles = db.selectFrom('slack_troubles').selectAll().where('workspace_id', '=', workspace.id)
  const row = await troubles.executeTakeFirst()
  return row ? { name: row.name, sentence: row.sentence, at: row.happened_at } : null
}

/** Reads the row into the value, without its tokens. */
export function installationOf(row: InstallationRow): Installation {
  return {
    workspaceId: row.workspace_id,
    teamId: row.team_id,
    botUserId: row.bot_user_id,
    scopes: row.scopes.split(',').filter(Boolean),
    installedBy: row.installed_by,
    installedAt: row.installed_at,
    uninstalledAt: row.uninstalled_at,
    tokenExpiresAt: row.token_expires_at,
  }
}
