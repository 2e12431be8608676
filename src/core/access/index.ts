import { type Ctx, inTransaction, type Workspace } from '../context.ts'
import type { Database, Db } from '../db/open.ts'
import { invalid, notFound } from '../errors.ts'
import { hashOf, newSecretWord } from '../ids.ts'
import type { Log } from '../log.ts'
import { type SlackProfile, welcomeMember } from '../members/index.ts'
import { activeMember, knownSlackUser } from '../members/known.ts'
import { type Known, type Member, systemActor } from '../members/model.ts'
import { type Instant, later } from '../time.ts'
import { workspaceOfSlackTeam } from '../workspaces/index.ts'
import { assertUsable, LINK_SECONDS, usedAlready } from './model.ts'
import { type NewSession, openSession, switchedOff } from './sessions.ts'
import * as store from './store.ts'

export type { Session } from './model.ts'
export {
  endOwnSession,
  endOwnSessions,
  endSession,
  type NewSession,
  ownSessions,
  renewSession,
  type SignedIn,
  sessionMember,
  startSession,
} from './sessions.ts'

/** When and on which browser somebody signs in. */
export interface Arrival {
  readonly now: Instant
  readonly log: Log
  /** "Firefox on Windows"; null where nobody knows. */
  readonly browser?: string | null
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
  { token, now, log, browser = null }: Arrival & { token: string },
): Promise<NewSession & { member: Member; workspace: Workspace }> {
  const signedIn = await database.transaction(async (tx) => {
    const { member, workspace } = await ownerOfLink(tx, token, now)
    if (!(await store.useLink(tx, hashOf(token), now))) throw usedAlready()
    return { ...(await openSession(tx, workspace, member, { now, browser })), member, workspace }
  })
  log.info({ workspaceId: signedIn.workspace.id, memberId: signedIn.member.id }, 'A member signed in by link')
  return signedIn
}

/**
 * Signs in whom Slack says it is; who was never here becomes a rep. Throws `not_found` when Dealwright is not in use in
 * that Slack workspace, `forbidden` for a member who was switched off.
 */
export async function signInBySlack(
  database: Database,
  { teamId, ...profile }: SlackProfile & { teamId: string },
  { now, log, browser = null }: Arrival,
): Promise<NewSession & { member: Member }> {
  const known = await knownSlackUser(database, { teamId, userId: profile.slackUserId })
  const { member, workspace } = known ?? (await welcomed(database, teamId, profile, { now, log }))
  if (!member.active) throw switchedOff()
  const session = await database.transaction((tx) => openSession(tx, workspace, member, { now, browser }))
  log.info({ workspaceId: workspace.id, memberId: member.id }, 'A member signed in with Slack')
  return { ...session, member }
}

async function welcomed(database: Database, teamId: string, profile: SlackProfile, arrival: Arrival): Promise<Known> {
  const workspace = await workspaceOfSlackTeam(database, teamId)
  if (!workspace)
    throw notFound('Dealwright is not in use in this Slack workspace. Type /deal there once, then come back.')
  const { now, log } = arrival
  const ctx: Ctx = { db: database.read, database, workspace, actor: systemActor('Slack', 'web'), now: () => now, log }
  return { member: await welcomeMember(ctx, profile), workspace }
}

async function ownerOfLink(db: Db, token: string, now: Instant): Promise<Known> {
  const link = await store.linkByHash(db, hashOf(token))
  assertUsable(link, now)
  const known = await activeMember(db, link)
  if (!known) throw switchedOff()
  return known
}
