import { type Ctx, inTransaction, type Workspace } from '../context.ts'
import type { Database, Db } from '../db/open.ts'
import { forbidden, invalid } from '../errors.ts'
import { hashOf, newSecretWord } from '../ids.ts'
import type { Log } from '../log.ts'
import { activeMember } from '../members/known.ts'
import type { Known, Member } from '../members/model.ts'
import { type Instant, later } from '../time.ts'
import { assertUsable, LINK_SECONDS, renewalDue, SESSION_SECONDS, usedAlready } from './model.ts'
import * as store from './store.ts'

/** What the browser keeps: the word is shown once and only its hash is stored. */
export interface NewSession {
  readonly sessionToken: string
  readonly expiresAt: Instant
}

/** A link with which the one who asks signs in to the dashboard: good for five minutes, once. */
export function createSignInLink(ctx: Ctx): Promise<{ token: string; expiresAt: Instant }> {
  return inTransaction(ctx, async (tx) => {
    const { memberId } = tx.actor
    if (memberId === null) throw invalid('Only a member can ask for a sign-in link. Ask for it with /deal dashboard.')
    const token = newSecretWord()
    const expiresAt = later(tx.now(), LINK_SECONDS)
    const link = { workspaceId: tx.workspace.id, memberId, expiresAt, usedAt: null }
    await store.insertLink(tx.db, hashOf(token), link, tx.now())
    return { token, expiresAt }
  })
}

/** Whom the link would sign in, without spending it. Throws a sentence when it can no longer be used. */
export async function peekSignInLink(
  database: Database,
  token: string,
  now: Instant,
): Promise<{ memberName: string; workspaceName: string }> {
  const { member, workspace } = await ownerOfLink(database.read, token, now)
  return { memberName: member.name, workspaceName: workspace.name }
}

/** Spends the link and signs its member in. Throws a sentence when it can no longer be used. */
export async function redeemSignInLink(
  database: Database,
  { token, now, log }: { token: string; now: Instant; log: Log },
): Promise<NewSession & { member: Member; workspace: Workspace }> {
  const signedIn = await database.transaction(async (tx) => {
    const { member, workspace } = await ownerOfLink(tx, token, now)
    if (!(await store.useLink(tx, hashOf(token), now))) throw usedAlready()
    return { ...(await openSession(tx, workspace, member, now)), member, workspace }
  })
  log.info({ workspaceId: signedIn.workspace.id, memberId: signedIn.member.id }, 'A member signed in by link')
  return signedIn
}

/** Signs a member in without a link: for the member in person, or by the program itself. */
export async function startSession(ctx: Ctx, member: Member): Promise<NewSession> {
  const { memberId } = ctx.actor
  if (memberId !== null && memberId !== member.id) throw forbidden('You can sign in as yourself only.')
  return inTransaction(ctx, async (tx) => {
    const { db, workspace } = tx
    const known = await activeMember(db, { workspaceId: workspace.id, memberId: member.id })
    if (!known) throw switchedOff()
    return openSession(db, workspace, known.member, tx.now())
  })
}

/** The member behind a session, with the workspace; null once it ended. A session in use lasts 30 days more. */
export async function sessionMember(database: Database, sessionToken: string, now: Instant): Promise<Known | null> {
  const hash = hashOf(sessionToken)
  const session = await store.sessionByHash(database.read, hash, now)
  if (!session) return null
  const known = await activeMember(database.read, session)
  if (known && renewalDue(session, now)) {
    await database.transaction((tx) => store.extendSession(tx, hash, later(now, SESSION_SECONDS)))
  }
  return known
}

/** Signs the browser out. */
export async function endSession(database: Database, sessionToken: string): Promise<void> {
  await database.transaction((tx) => store.deleteSession(tx, hashOf(sessionToken)))
}

async function ownerOfLink(db: Db, token: string, now: Instant): Promise<Known> {
  const link = await store.linkByHash(db, hashOf(token))
  assertUsable(link, now)
  const known = await activeMember(db, link)
  if (!known) throw switchedOff()
  return known
}

async function openSession(tx: Db, workspace: Workspace, member: Member, now: Instant): Promise<NewSession> {
  const sessionToken = newSecretWord()
  const expiresAt = later(now, SESSION_SECONDS)
  const session = { workspaceId: workspace.id, memberId: member.id, expiresAt }
  await store.insertSession(tx, hashOf(sessionToken), session, now)
  return { sessionToken, expiresAt }
}

function switchedOff(): Error {
  return forbidden('This account is switched off here. Ask an admin to switch it on again.')
}
