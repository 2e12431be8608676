import {
  actorOf,
  type Ctx,
  createMember,
  createWorkspace,
  type Database,
  type Instant,
  type Member,
  type Role,
  systemActor,
  toInstant,
  type Via,
  type Workspace,
} from '../../src/core/index.ts'
import { quietLog } from './quiet-log.ts'

/** A Monday, 2026-11-23, 09:00 in Berlin: when tests begin unless they say otherwise. */
export const START: Instant = '2026-11-23T08:00:00.000Z'

/** A clock that stands still until it is moved. */
export interface FakeClock {
  now(): Instant
  set(instant: Instant): void
  /** Moves on by any mixture of units. */
  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): void
}

export interface Team {
  readonly database: Database
  readonly workspace: Workspace
  readonly clock: FakeClock
  readonly members: {
    readonly rep: Member
    readonly otherRep: Member
    readonly manager: Member
    readonly admin: Member
  }
  readonly rep: Ctx
  readonly otherRep: Ctx
  readonly manager: Ctx
  readonly admin: Ctx
  /** The program itself. */
  readonly system: Ctx
  /** What the member may see and do from now on. */
  ctxOf(member: Member, via?: Via): Ctx
}

/** A workspace with Ana Rep (U1), Ben Rep (U2), Mia Manager (U3) and Dana Bright (U4, admin). */
export async function makeTeam(
  database: Database,
  settings: { name?: string; slackTeamId?: string; timeZone?: string; currency?: string; startsAt?: Instant } = {},
): Promise<Team> {
  const { startsAt = START, ...given } = settings
  const clock = makeClock(startsAt)
  const workspace = await createWorkspace(database, {
    name: 'Acme Sales',
    slackTeamId: 'T1',
    timeZone: 'Europe/Berlin',
    ...given,
    now: clock.now(),
  })
  const room = { db: database.read, database, workspace, now: clock.now, log: quietLog }
  const system: Ctx = { ...room, actor: systemActor('Dealwright', 'automation') }
  const ctxOf = (member: Member, via: Via = 'slack'): Ctx => ({ ...room, actor: actorOf(member, via) })
  const add = (name: string, role: Role, slackUserId: string, email: string) =>
    createMember(system, { name, role, slackUserId, email })

  const rep = await add('Ana Rep', 'rep', 'U1', 'ana@acme.example')
  const otherRep = await add('Ben Rep', 'rep', 'U2', 'ben@acme.example')
  const manager = await add('Mia Manager', 'manager', 'U3', 'mia@acme.example')
  const admin = await add('Dana Bright', 'admin', 'U4', 'dana@acme.example')
  return {
    database,
    workspace,
    clock,
    members: { rep, otherRep, manager, admin },
    rep: ctxOf(rep),
    otherRep: ctxOf(otherRep),
    manager: ctxOf(manager),
    admin: ctxOf(admin),
    system,
    ctxOf,
  }
}

/** A clock for tests. */
export function makeClock(startsAt: Instant = START): FakeClock {
  let instant = startsAt
  return {
    now: () => instant,
    set(next) {
      instant = next
    },
    advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }) {
      const by = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
      instant = toInstant(new Date(Date.parse(instant) + by))
    },
  }
}
