import { type Ctx, inTransaction, type Workspace } from '../context.ts'
import type { Database, Db } from '../db/open.ts'
import { forbidden, invalid } from '../errors.ts'
import { hashOf, newSecretWord } from '../ids.ts'
import { activeMember } from '../members/known.ts'
import type { Known, Member } from '../members/model.ts'
import { type Instant, later } from '../time.ts'
import { REPLACED_SECONDS, renewalDue, SESSION_SECONDS, type Session } from './model.ts'
import * as store from './store.ts'

/** What the browser keeps: the word is shown once and only its hash is stored. */
export interface NewSession {
  readonly sessionToken: string
  readonly expiresAt: Instant
}

/** Who a browser is signed in as. */
export interface SignedIn extends Known {
  readonly sessionId: string
  /** Whether the browser shall get a new word with its next answer. */
  readonly renewalDue: boolean
}

/** Signs a member in without a link: for the member in person, or by the program itself. */
export async function startSession(ctx: Ctx, member: Member, browser: string | null = null): Promise<NewSession> {
  const { memberId } = ctx.actor
  if (memberId !== null && memberId !== member.id) throw forbidden('You can sign in as yourself only.')
  return inTransaction(ctx, async (tx) => {
    const { db, workspace } = tx
    const known = await activeMember(db, { workspaceId: workspace.id, memberId: member.id })
    if (!known) throw switchedOff()
    return openSession(db, workspace, known.member, { now: tx.now(), browser })
  })
}

/** The member behind a session, with the workspace; null once it ended. */
export async function sessionMember(database: Database, sessionToken: string, now: Instant): Promise<SignedIn | null> {
  const session = await store.sessionByHash(database.read, hashOf(sessionToken), now)
  const known = session && (await activeMember(database.read, session))
  return known && { ...known, sessionId: session.id, renewalDue: renewalDue(session, now) }
}

/**
 * Gives a browser a new word in place of the one it holds, so that one that was overheard serves a day at most, and 30
 * days more. Null when it got one already.
 */
export function renewSession(database: Database, sessionToken: string, now: Instant): Promise<NewSession | null> {
  return database.transaction(async (tx) => {
    const session = await store.sessionByHash(tx, hashOf(sessionToken), now)
    if (!session || !renewalDue(session, now)) return null
    return (await store.endBy(tx, session, later(now, REPLACED_SECONDS))) ? addSession(tx, session, now) : null
  })
}

/** Signs the browser out. */
export async function endSession(database: Database, sessionToken: string): Promise<void> {
  await database.transaction((tx) => store.deleteSession(tx, hashOf(sessionToken)))
}

/** Where the one who asks is signed in, the latest sign-in first. */
export async function ownSessions(ctx: Ctx): Promise<Session[]> {
  return store.sessionsOf(ctx.db, ownIds(ctx), later(ctx.now(), REPLACED_SECONDS))
}

/** Signs one of their own browsers out; one that is out already stays so. */
export async function endOwnSession(ctx: Ctx, sessionId: string): Promise<void> {
  await inTransaction(ctx, (tx) => store.deleteSessionsOf(tx.db, ownIds(tx), { only: sessionId }))
}

/** Signs the one who asks out everywhere, but for the browser to keep. */
export async function endOwnSessions(ctx: Ctx, { but }: { but?: string } = {}): Promise<void> {
  const { memberId } = ownIds(ctx)
  await inTransaction(ctx, (tx) => store.deleteSessionsOf(tx.db, ownIds(tx), but === undefined ? {} : { but }))
  ctx.log.info({ workspaceId: ctx.workspace.id, memberId }, 'A member signed out everywhere')
}

/** Adds a session for a member who has shown who they are. */
export function openSession(
  tx: Db,
  workspace: Workspace,
  member: Member,
  { now, browser }: { now: Instant; browser: string | null },
): Promise<NewSession> {
  return addSession(tx, { workspaceId: workspace.id, memberId: member.id, signedInAt: now, browser }, now)
}

export function switchedOff(): Error {
  return forbidden('This account is switched off here. Ask an admin to switch it on again.')
}

type Holder = Pick<Session, 'workspaceId' | 'memberId' | 'signedInAt' | 'browser'>

async function addSession(
  tx: Db,
  { workspaceId, memberId, signedInAt, browser }: Holder,
  now: Instant,
): Promise<NewSession> {
  const sessionToken = newSecretWord()
  const expiresAt = later(now, SESSION_SECONDS)
  const holder = { workspaceId, memberId, signedInAt, browser }
  await store.insertSession(tx, { ...holder, id: hashOf(sessionToken), createdAt: now, expiresAt })
  return { sessionToken, expiresAt }
}

function ownIds({ actor, workspace }: Ctx): { workspaceId: string; memberId: string } {
  if (actor.memberId === null) throw invalid('Only a member is signed in anywhere.')
  return { workspaceId: workspace.id, memberId: actor.memberId }
}
