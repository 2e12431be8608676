import type { Db } from '../db/open.ts'
import type { SessionRow } from '../db/tables.ts'
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
export async function insertSession(tx: Db, session: Session): Promise<void> {
  const over = tx.deleteFrom('sessions').where('workspace_id', '=', session.workspaceId)
  await over.where('expires_at', '<=', session.createdAt).execute()
  await tx
    .insertInto('sessions')
    .values({
      id_hash: session.id,
      workspace_id: session.workspaceId,
      member_id: session.memberId,
      created_at: session.createdAt,
      expires_at: session.expiresAt,
      signed_in_at: session.signedInAt,
      browser: session.browser,
    })
    .execute()
}

/** The session behind the hash while it lasts. */
export async function sessionByHash(db: Db, tokenHash: string, now: Instant): Promise<Session | null> {
  const sessions = db.selectFrom('sessions').selectAll().where('id_hash', '=', tokenHash)
  const row = await sessions.where('expires_at', '>', now).executeTakeFirst()
  return row ? sessionOf(row) : null
}

/** Lets a session end sooner; false when it would have ended by then anyway. */
export async function endBy(tx: Db, { id }: Session, moment: Instant): Promise<boolean> {
  const session = tx.updateTable('sessions').set({ expires_at: moment }).where('id_hash', '=', id)
  const { numUpdatedRows } = await session.where('expires_at', '>', moment).executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Where a member is signed in beyond a moment, the latest first. */
export async function sessionsOf(db: Db, { workspaceId, memberId }: Whose, beyond: Instant): Promise<Session[]> {
  const own = db.selectFrom('sessions').selectAll().where('workspace_id', '=', workspaceId)
  const rows = await own.where('member_id', '=', memberId).where('expires_at', '>', beyond).execute()
  return rows.map(sessionOf).sort((a, b) => b.signedInAt.localeCompare(a.signedInAt))
}

/** Ends a session. */
export async function deleteSession(tx: Db, tokenHash: string): Promise<void> {
  await tx.deleteFrom('sessions').where('id_hash', '=', tokenHash).execute()
}

/** Ends the sessions of a member: the one named, or all but the one to keep. */
export async function deleteSessionsOf(tx: Db, whose: Whose, which: { only?: string; but?: string }): Promise<void> {
  await tx
    .deleteFrom('sessions')
    .where('workspace_id', '=', whose.workspaceId)
    .where('member_id', '=', whose.memberId)
    .$if(which.only !== undefined, (all) => all.where('id_hash', '=', which.only as string))
    .$if(which.but !== undefined, (all) => all.where('id_hash', '<>', which.but as string))
    .execute()
}

/** A member's ids. */
interface Whose {
  readonly workspaceId: string
  readonly memberId: string
}

function sessionOf(row: SessionRow): Session {
  return {
    id: row.id_hash,
    workspaceId: row.workspace_id,
    memberId: row.member_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    signedInAt: row.signed_in_at ?? row.created_at,
    browser: row.browser,
  }
}
