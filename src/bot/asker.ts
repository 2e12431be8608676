import {
  actorOf,
  type Ctx,
  createWorkspace,
  type Database,
  forbidden,
  isTimeZone,
  type Log,
  type Member,
  memberBySlackUser,
  toInstant,
  type Workspace,
  welcomeMember,
  workspaceOfSlackTeam,
} from '../core/index.ts'
import type { SlackClients } from './clients.ts'
import type { Turn } from './command.ts'
import type { OwnTeam } from './own-team.ts'

/** Who asks, as Slack says. */
export interface Who {
  readonly teamId: string
  readonly userId: string
}

export interface AskerDeps {
  readonly database: Database
  readonly slack: SlackClients
  readonly ownTeam: OwnTeam
  readonly now: () => Date
  readonly log: Log
}

/**
 * Finds the workspace and the member behind a request; both come into being at first contact.
 * Throws `forbidden` for people of another company and for members who were switched off.
 */
export async function meet(
  deps: AskerDeps,
  who: Who,
  requestKey: string | undefined,
): Promise<{ ctx: Ctx; member: Turn['member'] }> {
  const known = await workspaceOfSlackTeam(deps.database, who.teamId)
  const workspace = known ?? (await foundWorkspace(deps, who))
  const nobody = { memberId: null, name: 'Dealwright', role: 'rep', via: 'slack' } as const
  const ctx: Ctx = {
    db: deps.database.read,
    database: deps.database,
    workspace,
    actor: nobody,
    now: () => toInstant(deps.now()),
    log: deps.log,
    ...(requestKey && { requestKey }),
  }
  const member = (await memberBySlackUser(ctx, who.userId)) ?? (await firstContact(deps, ctx, who))
  if (!member.active) throw forbidden('Your Dealwright account is switched off. Ask an admin to switch it on again.')
  return { ctx: { ...ctx, actor: actorOf(member, 'slack') }, member: { ...member, slackUserId: who.userId } }
}

/** The first person of our own team brings the workspace into being; nobody else's team may. */
async function foundWorkspace(deps: AskerDeps, who: Who): Promise<Workspace> {
  const own = await deps.ownTeam.find()
  if (own.teamId !== who.teamId) {
    throw forbidden('Dealwright belongs to another company’s workspace here, so only its people can use it.')
  }
  const { timeZone } = await profileOf(deps, who)
  return createWorkspace(deps.database, {
    name: own.name,
    slackTeamId: own.teamId,
    ...(timeZone && { timeZone }),
    now: toInstant(deps.now()),
  })
}

async function firstContact(deps: AskerDeps, ctx: Ctx, who: Who): Promise<Member> {
  const { teamId, ...profile } = await profileOf(deps, who)
  if (teamId && teamId !== who.teamId) {
    throw forbidden('You are a guest from another company here, so Dealwright is not open to you.')
  }
  return welcomeMember(ctx, { slackUserId: who.userId, ...profile })
}

interface Profile {
  teamId: string | null
  name: string
  email: string | null
  timeZone: string | null
  pictureUrl: string | null
  isSlackAdmin: boolean
}

async function profileOf({ slack }: AskerDeps, { userId }: Who): Promise<Profile> {
  const { user = {} } = await slack.prompt.users.info({ user: userId })
  const { profile = {} } = user
  return {
    teamId: user.team_id ?? null,
    name: user.real_name || profile.real_name || profile.display_name || user.name || userId,
    email: profile.email ?? null,
    timeZone: user.tz && isTimeZone(user.tz) ? user.tz : null,
    pictureUrl: profile.image_72 ?? null,
    isSlackAdmin: user.is_admin ?? false,
  }
}
