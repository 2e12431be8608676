import { type Ctx, inTransaction } from '../context.ts'
import type { Database } from '../db/open.ts'
import { forbidden, invalid, notFound } from '../errors.ts'
import { hashOf, newId } from '../ids.ts'
import { findMember } from '../members/index.ts'
import { activeMember } from '../members/known.ts'
import type { Known } from '../members/model.ts'
import { cleanText } from '../text.ts'
import type { Instant } from '../time.ts'
import { type ApiToken, newToken, useIsNews } from './model.ts'
import * as store from './store.ts'

export interface CreateApiTokenInput {
  /** Whose rights it carries; left out, those of the one who asks. For others: admins only. */
  member?: string
  /** What it is for: "Nightly export" */
  name: string
}

/** A new token for the API. It is shown this once; only its hash is stored. */
export function createApiToken(ctx: Ctx, input: CreateApiTokenInput): Promise<{ id: string; token: string }> {
  return inTransaction(ctx, async (tx) => {
    const name = cleanText(input.name, { field: 'name', max: 200, required: true })
    const memberId = input.member === undefined ? tx.actor.memberId : (await findMember(tx, input.member)).id
    if (memberId === null) throw invalid('Say whose token it is to be.', { member: 'Say whose token it is to be.' })
    if (!mayManage(tx, memberId)) throw forbidden('Only admins can make tokens for others. Make one for yourself.')
    const [id, token] = [newId(), newToken()]
    await store.insert(tx, { id, memberId, name, tokenHash: hashOf(token) })
    return { id, token }
  })
}

/** The tokens in force: to admins everybody's, to others their own. */
export async function listApiTokens(ctx: Ctx): Promise<ApiToken[]> {
  return (await store.all(ctx)).filter((token) => mayManage(ctx, token.member.id))
}

/** Ends a token at once: admins any, others their own. Throws `not_found`. */
export function revokeApiToken(ctx: Ctx, id: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const known = (await listApiTokens(tx)).some((token) => token.id === id)
    if (!known) throw notFound('This token does not exist or was revoked already.')
    await store.revoke(tx, id)
  })
}

/** The member in whose name the token acts, with the workspace; null for a token that is not in force. */
export async function apiTokenMember(database: Database, token: string, now: Instant): Promise<Known | null> {
  const owner = await store.ownerByHash(database.read, hashOf(token))
  const known = owner && (await activeMember(database.read, owner))
  if (known && useIsNews(owner.lastUsedAt, now)) await database.transaction((tx) => store.touch(tx, owner, now))
  return known
}

function mayManage({ actor }: Ctx, memberId: string): boolean {
  return actor.role === 'admin' || actor.memberId === memberId
}
