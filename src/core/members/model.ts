import type { Actor, Role, Via, Workspace } from '../context.ts'
import { conflict, forbidden, invalid } from '../errors.ts'

export const ROLES = ['rep', 'manager', 'admin'] as const satisfies readonly Role[]

/** A person of the team. */
export interface Member {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly role: Role
  readonly slackUserId: string | null
  /** IANA zone of the person, as Slack tells it. */
  readonly timeZone: string | null
  readonly pictureUrl: string | null
  /** False once the person left: nothing can be done in their name any more. */
  readonly active: boolean
}

/** Somebody in person: the member and the workspace as they stand now. */
export interface Known {
  readonly workspace: Workspace
  readonly member: Member
}

/** The member as the one who asks. Throws `forbidden` for a member who is switched off. */
export function actorOf(member: Member, via: Via): Actor {
  if (!member.active) throw forbidden('Your account is switched off here. Ask an admin to switch it on again.')
  return { memberId: member.id, name: member.name, role: member.role, via }
}

/** The program itself, or the operator at the command line: may do everything. */
export function systemActor(name: string, via: Via): Actor {
  return { memberId: null, name, role: 'admin', via }
}

/** Reads a role. Throws `invalid` for any other word. */
export function parseRole(text: string): Role {
  const role = ROLES.find((one) => one === text.trim().toLowerCase())
  if (!role)
    throw invalid(`“${text}” is not a role. Choose rep, manager or admin.`, { role: 'Choose rep, manager or admin.' })
  return role
}

/** Throws `conflict` when `after` would leave the team without an active admin. */
export function assertAdminRemains(members: readonly Member[], after: Member): void {
  const admins = members.filter((member) => member.role === 'admin' && member.active)
  const isLast = admins.length === 1 && admins[0]?.id === after.id
  if (isLast && (after.role !== 'admin' || !after.active)) {
    throw conflict(`${after.name} is the only admin. Make somebody else an admin first.`)
  }
}
