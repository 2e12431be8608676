import type { Database, Db } from '../db/open.ts'
import { enqueue } from '../outbox/index.ts'
import { type Instant, later } from '../time.ts'
import { type Grant, ROTATE_SECONDS_BEFORE, ROTATION_LEASE_SECONDS } from './model.ts'
import * as store from './store.ts'
import type { Vault } from './vault.ts'

export interface RotationDeps {
  readonly database: Database
  readonly vault: Vault
  readonly now: Instant
  /** Asks Slack for the token after this one. */
  readonly renew: (refreshToken: string) => Promise<Pick<Grant, 'botToken' | 'refreshToken' | 'expiresInSeconds'>>
}

/** Whether it is time to ask for the next token. */
export function isRotationDue(expiresAt: Instant | null, now: Instant): boolean {
  return expiresAt !== null && later(now, ROTATE_SECONDS_BEFORE) >= expiresAt
}

/**
 * Asks Slack for the workspace's next token if it is time. One at a time through all processes: a refresh token is good
 * once. The turn is a lease in the row and no lock, since nobody may hold a transaction while Slack thinks; meanwhile
 * everybody else goes on with the old token, which is still good. Resolves to whether there is a new one.
 */
export async function rotateToken(deps: RotationDeps, workspaceId: string): Promise<boolean> {
  const { database, vault, now } = deps
  const until = later(now, ROTATION_LEASE_SECONDS)
  const due = isRotationDue((await store.rowOf(database.read, workspaceId))?.token_expires_at ?? null, now)
  if (!due) return false
  if (!(await database.transaction((tx) => store.leaseRotation(tx, { workspaceId, now, until })))) return false
  // Read again: whoever held the lease before may just have renewed it.
  const row = await store.rowOf(database.read, workspaceId)
  if (!row?.refresh_token || !isRotationDue(row.token_expires_at, now)) return false

  const before = row.refresh_token
  const next = await deps.renew(vault.open(before, workspaceId))
  await database.transaction(async (db) => {
    await store.replaceTokens(db, { workspaceId, before }, sealedTokens(vault, workspaceId, next, now))
    const { expiresInSeconds } = next
    if (expiresInSeconds !== null)
      await queueRotation({ db, workspace: { id: workspaceId }, now: () => now }, expiresInSeconds)
  })
  return true
}

/** A grant's tokens as they lie in the database. */
export function sealedTokens(
  vault: Vault,
  workspaceId: string,
  grant: Pick<Grant, 'botToken' | 'refreshToken' | 'expiresInSeconds'>,
  now: Instant,
) {
  const { botToken, refreshToken, expiresInSeconds } = grant
  return {
    bot_token: vault.seal(botToken, workspaceId),
    refresh_token: refreshToken === null ? null : vault.seal(refreshToken, workspaceId),
    token_expires_at: expiresInSeconds === null ? null : later(now, expiresInSeconds),
  }
}

/** Has the token renewed in good time, also where nobody uses it until then. */
export function queueRotation(
  tx: { db: Db; workspace: { id: string }; now: () => Instant },
  expiresInSeconds: number,
): Promise<void> {
  const runAt = later(tx.now(), Math.max(0, expiresInSeconds - ROTATE_SECONDS_BEFORE))
  return enqueue(tx, { kind: 'rotate-token', key: tx.workspace.id, payload: {}, runAt })
}
