import {
  actorOf,
  type Ctx,
  createWorkspace,
  type Database,
  forbidden,
  knownSlackUser,
  type Log,
  toInstant,
  type Workspace,
  workspaceOfSlackTeam,
} from '../../core/index.ts'
import type { Turn } from '../command.ts'
import type { Connections } from '../slack/connections.ts'
import { memberFor, profileOf } from './people.ts'

/** Who asks, as Slack says. */
export interface Who {
  readonly teamId: string
  readonly userId: string
  /** The team whose Dealwright posted what was used, where Slack tells; another one in a channel that both share. */
  readonly hostTeamId?: string
}

export interface AskerDeps {
  readonly database: Database
  readonly connections: Connections
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
  if (who.hostTeamId && who.hostTeamId !== who.teamId) throw strangers()
  const known = await knownSlackUser(deps.database, who)
  const stranger: Ctx = {
    db: deps.database.read,
    database: deps.database,
    workspace: known?.workspace ?? (await workspaceFor(deps, who)),
    actor: { memberId: null, name: 'Dealwright', role: 'rep', via: 'slack' },
    now: () => toInstant(deps.now()),
    log: deps.log,
    answers: new Map(),
    ...(requestKey && { requestKey }),
  }
  const member = known?.member ?? (await memberFor(stranger, deps.connections.of(stranger.workspace), who.userId))
  return { ctx: { ...stranger, actor: actorOf(member, 'slack') }, member: { ...member, slackUserId: who.userId } }
}

/** The team's workspace. The first person of our own team brings it into being; nobody else's team may. */
export async function workspaceFor(deps: AskerDeps, { teamId, userId }: Who): Promise<Workspace> {
  const known = await workspaceOfSlackTeam(deps.database, teamId)
  if (known) return known
  const { own } = deps.connections
  const team = await own?.find()
  if (!own || team?.teamId !== teamId) throw strangers()
  const { timeZone } = await profileOf(own.slack, userId)
  const now = toInstant(deps.now())
  return createWorkspace(deps.database, { name: team.name, slackTeamId: teamId, ...(timeZone && { timeZone }), now })
}

function strangers(): Error {
  return forbidden('Dealwright belongs to another company’s workspace, so only its people can use it here.')
}
