import {
  type Ctx,
  findMember,
  forbidden,
  isTimeZone,
  type Member,
  memberBySlackUser,
  welcomeMember,
} from '../../core/index.ts'
import type { Turn } from '../command.ts'
import type { SlackClients } from '../slack/clients.ts'
import { SlackTrouble } from '../slack/trouble.ts'

/** A person as Slack describes them. */
export interface Profile {
  readonly teamId: string | null
  readonly name: string
  readonly email: string | null
  readonly timeZone: string | null
  readonly pictureUrl: string | null
  readonly isSlackAdmin: boolean
}

/** Asks Slack who this is. */
export async function profileOf(slack: SlackClients, userId: string): Promise<Profile> {
  const asked = slack.prompt.users.info({ user: userId })
  const { user = {} } = await asked.catch((error: unknown) => {
    throw new SlackTrouble('Slack did not say who this is.', error)
  })
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

/** The member who is this Slack user, made at the first contact. Throws `forbidden` for people of another company. */
export async function memberFor(ctx: Ctx, slack: SlackClients, slackUserId: string): Promise<Member> {
  const known = await memberBySlackUser(ctx, slackUserId)
  if (known) return known
  const { teamId, ...profile } = await profileOf(slack, slackUserId)
  if (teamId && teamId !== ctx.workspace.slackTeamId) {
    throw forbidden('People of another company cannot use Dealwright here. Ask somebody of this workspace.')
  }
  return welcomeMember(ctx, { slackUserId, ...profile })
}

/** The member whom the words name; a mention of a colleague is their first contact. Throws as `findMember` does. */
export async function memberNamed({ ctx, slack }: Turn, words: string): Promise<Member> {
  const [, mentioned] = /^<@([A-Z0-9]+)(?:\|[^>]*)?>$/.exec(words.trim()) ?? []
  if (mentioned) await memberFor(ctx, slack, mentioned)
  return findMember(ctx, words)
}
