import type { Ctx, TxCtx } from '../context.ts'
import type { Db } from '../db/open.ts'
import type { Instant } from '../time.ts'
import type { ApiToken } from './model.ts'

/** The tokens that are in force, oldest first. */
export async function all(ctx: Ctx): Promise<ApiToken[]> {
  const rows = await ctx.db
    .selectFrom('api_tokens')
    .innerJoin('members', 'members.id', 'api_tokens.member_id')
    .selectAll('api_tokens')
    .select('members.name as member_name')
    .where('api_tokens.workspace_id', '=', ctx.workspace.id)
    .where('api_tokens.revoked_at', 'is', null)
    .orderBy('api_tokens.created_at')
    .orderBy('api_tokens.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    member: { id: row.member_id, name: row.member_name },
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }))
}

/** Adds a token by its hash. */
export async function insert(
  tx: TxCtx,
  token: { id: string; memberId: string; name: string; tokenHash: string },
): Promise<void> {
  await tx.db
    .insertInto('api_tokens')
    .values({
      id: token.id,
      workspace_id: tx.workspace.id,
      member_id: token.memberId,
      name: token.name,
      token_hash: token.tokenHash,
      created_at: tx.now(),
      last_used_at: null,
      revoked_at: null,
    })
    .execute()
}

/** Ends a token. */
export async function revoke(tx: TxCtx, id: string): Promise<void> {
  const own = tx.db.updateTable('api_tokens').set({ revoked_at: tx.now() }).where('workspace_id', '=', tx.workspace.id)
  await own.where('id', '=', id).execute()
}

export interface TokenOwner {
  readonly id: string
  readonly workspaceId: string
  readonly memberId: string
  readonly lastUsedAt: Instant | null
}

/** Whose token has the hash: it says itself which workspace it belongs to. */
export async function ownerByHash(db: Db, tokenHash: string): Promise<TokenOwner | null> {
  const tokens = db.selectFrom('api_tokens').selectAll().where('token_hash', '=', tokenHash)
  const row = await tokens.where('revoked_at', 'is', null).executeTakeFirst()
  if (!row) return null
  return { id: row.id, workspaceId: row.workspace_id, memberId: row.member_id, lastUsedAt: row.last_used_at }
}

/** Writes down that the token was used. */
export async function touch(tx: Db, owner: TokenOwner, now: Instant): Promise<void> {
  const own = tx.updateTable('api_tokens').set({ last_used_at: now }).where('workspace_id', '=', owner.workspaceId)
  await own.where('id', '=', owner.id).execute()
}
