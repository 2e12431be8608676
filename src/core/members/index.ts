import { type Ctx, inTransaction, type Role } from '../context.ts'
import { conflict, invalid, notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { pickByName } from '../matching.ts'
import { requireAdmin } from '../permissions.ts'
import { cleanText } from '../text.ts'
import { bumpRevision } from '../workspaces/store.ts'
import { assertAdminRemains, type Member, parseRole } from './model.ts'
import * as store from './store.ts'

const MENTION = /^<@([A-Z0-9]+)(?:\|[^>]*)?>$/

/** The member who is this Slack user, also one who is switched off; null before the first contact. */
export function memberBySlackUser(team: store.Team, slackUserId: string): Promise<Member | null> {
  return store.bySlackUser(team, slackUserId)
}

/** What Slack tells about a person. */
export interface SlackProfile {
  slackUserId: string
  name: string
  email: string | null
  timeZone: string | null
  pictureUrl: string | null
  isSlackAdmin: boolean
}

/**
 * The member who is this Slack user, made at the first contact: Slack's admins become admins, everybody else a rep.
 * A rep who was added by e-mail before becomes this Slack user. Later contacts fill in what is still empty.
 */
export function welcomeMember(ctx: Ctx, profile: SlackProfile): Promise<Member> {
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    const email = cleanEmail(profile.email)
    const known = (await store.bySlackUser(tx, profile.slackUserId)) ?? (await repAddedByEmail(tx, email))
    const member: Member = {
      id: known?.id ?? newId(),
      name: known?.name ?? cleanName(profile.name),
      email: known?.email ?? email,
      role: known?.role ?? (profile.isSlackAdmin ? 'admin' : 'rep'),
      slackUserId: profile.slackUserId,
      timeZone: known?.timeZone ?? profile.timeZone,
      pictureUrl: known?.pictureUrl ?? profile.pictureUrl,
      active: known?.active ?? true,
    }
    await (known ? store.update(tx, member) : store.insert(tx, member))
    return member
  })
}

export interface CreateMemberInput {
  name: string
  email?: string | null
  role?: Role
  slackUserId?: string | null
}

/** Adds a person who has not come by Slack yet. Admins only. */
export async function createMember(ctx: Ctx, input: CreateMemberInput): Promise<Member> {
  requireAdmin(ctx, 'add members')
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    const { slackUserId = null } = input
    const email = cleanEmail(input.email ?? null)
    const everyone = await store.all(tx, { inactive: true })
    const same = everyone.find((m) => (email && m.email === email) || (slackUserId && m.slackUserId === slackUserId))
    if (same) throw conflict(`${same.name} is a member already.`)
    const role = parseRole(input.role ?? 'rep')
    const nothingElse = { timeZone: null, pictureUrl: null, active: true }
    const member = { id: newId(), name: cleanName(input.name), email, role, slackUserId, ...nothingElse }
    await store.insert(tx, member)
    return member
  })
}

/** The members by name; `inactive` adds those who are switched off. */
export function listMembers(ctx: Ctx, { inactive = false }: { inactive?: boolean } = {}): Promise<Member[]> {
  return store.all(ctx, { inactive })
}

/** Gives a member another role. Admins only; the last admin cannot step down. */
export async function setRole(ctx: Ctx, input: { member: string; role: Role }): Promise<Member> {
  requireAdmin(ctx, 'change roles')
  return change(ctx, input.member, { role: parseRole(input.role) })
}

/** Switches a member off, or on again. Admins only; the last admin stays. */
export async function setActive(ctx: Ctx, input: { member: string; active: boolean }): Promise<Member> {
  requireAdmin(ctx, 'switch members on and off')
  return change(ctx, input.member, { active: input.active })
}

/**
 * The active member whom the words name: "me", an id, a Slack id or mention, or an unambiguous part of the name, with or
 * without "@". Throws `not_found` with "did you mean", `invalid` when several fit.
 */
export async function findMember(ctx: Ctx, words: string): Promise<Member> {
  return pick(ctx, words, await store.all(ctx, { inactive: false }))
}

function pick(ctx: Ctx, words: string, members: readonly Member[]): Member {
  const text = words.trim()
  const slackUserId = MENTION.exec(text)?.[1] ?? text
  const me = text.toLowerCase() === 'me' || text.toLowerCase() === '@me'
  const direct = members.find((m) => (me ? m.id === ctx.actor.memberId : m.slackUserId === slackUserId))
  if (direct) return direct
  if (me) throw invalid('Nobody in particular is asking, so “me” names no one. Write a name.')
  if (MENTION.test(text)) throw notFound(`${text} has not used Dealwright yet. They join with their first /deal.`)
  return pickByName(text.replace(/^@/, ''), members, { what: 'member', anyPart: true })
}

function change(ctx: Ctx, words: string, changes: Partial<Pick<Member, 'role' | 'active'>>): Promise<Member> {
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    const everyone = await store.all(tx, { inactive: true })
    const after = { ...pick(tx, words, everyone), ...changes }
    assertAdminRemains(everyone, after)
    await store.update(tx, after)
    return after
  })
}

/** Only a rep: an e-mail address alone must never hand out the rights of a manager or admin. */
async function repAddedByEmail(ctx: Ctx, email: string | null): Promise<Member | undefined> {
  if (email === null) return undefined
  const everyone = await store.all(ctx, { inactive: false })
  return everyone.find((m) => m.email === email && m.slackUserId === null && m.role === 'rep')
}

function cleanName(name: string): string {
  return cleanText(name, { field: 'name', max: 200, required: true })
}

function cleanEmail(email: string | null): string | null {
  return cleanText(email, { field: 'email', max: 254 })?.toLowerCase() ?? null
}
