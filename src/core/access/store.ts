import type { Db } from '../db/open.ts'
import type { Instant } from '../time.ts'
import type { Session, SignInLink } from './model.ts'

/** Adds a link; the links of the workspace that are over are cleared away by the way. */
export async function insertLink(tx: Db, tokenHash: string, link: SignInLink, now: Instant): Promise<void> {
  const over = tx.deleteFrom('sign_in_links').where('workspace_id', '=', link.workspaceId)
  await over.where('expires_at', '<=', now).execute()
  await tx
    .insertInto('sign_in_links')
    .values({
      token_hash: tokenHash,
      workspace_id: link.workspaceId,
      member_id: link.memberId,
      created_at: now,
      expires_at: link.expiresAt,
      used_at: link.usedAt,
    })
    .execute()
}

/** The link behind the hash: it says itself which workspace it belongs to. */
export async function linkByHash(db: Db, tokenHash: string): Promise<SignInLink | null> {
  const links = db.selectFrom('sign_in_links').selectAll().where('token_hash', '=', tokenHash)
  const row = await links.executeTakeFirst()
  if (!row) return null
  return { workspaceId: row.workspace_id, memberId: row.member_id, expiresAt: row.expires_at, usedAt: row.used_at }
}

/** Marks the link as used; false when it was used already. */
export async function useLink(tx: Db, tokenHash: string, now: Instant): Promise<boolean> {
  const links = tx.updateTable('sign_in_links').set({ used_at: now }).where('token_hash', '=', tokenHash)
  const { numUpdatedRows } = await links.where('used_at', 'is', null).executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Adds a session; those of the workspace that are over are cleared away by the way. */
export async function insertSession(tx: Db, tokenHash: string, session: Session, now: Instant): Promise<void> {
  const over = tx.deleteFrom('sessions').where('workspace_id', '=', session.workspaceId)
  await over.where('expires_at', '<=', now).execute()
  await tx
    .insertInto('sessions')
    .values({
      id_hash: tokenHash,
      workspace_id: session.workspaceId,
      member_id: session.memberId,
      created_at: now,
      expires_at: session.expiresAt,
    })
    .execute()
}

/** The session behind the hash while it lasts. */
export async function sessionByHash(db: Db, tokenHash: string, now: Instant): Promise<Session | null> {
  const sessions = db.selectFrom('sessions').selectAll().where('id_hash', '=', tokenHash)
  const row = await sessions.where('expires_at', '>', now).executeTakeFirst()
  return row ? { workspaceId: row.workspace_id, memberId: row.member_id, expiresAt: row.expires_at } : null
}

/** Makes a session last longer. */
export async function extendSession(tx: Db, tokenHash: string, expiresAt: Instant): Promise<void> {
  await tx.updateTable('sessions').set({ expires_at: expiresAt }).where('id_hash', '=', tokenHash).execute()
}

/** Ends a session. */
export async function deleteSession(tx: Db, tokenHash: string): Promise<void> {
  await tx.deleteFrom('sessions').where('id_hash', '=', tokenHash).execute()
}
