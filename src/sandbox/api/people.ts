import { Refusal } from '../refusal.ts'
import { type Channel, directChannelOf, type Person, type Team } from '../team.ts'
import { type Call, type Method, text } from './call.ts'

/** Who is in the workspace and which conversations there are, as Slack tells an app: with time zone, e-mail and rank. */
export const peopleMethods: Record<string, Method> = {
  'users.info': ({ params, workspace: { team } }) => ({ ok: true, user: userOf(team, text(params, 'user')) }),
  'users.list': ({ workspace: { team } }) => ({
    ok: true,
    members: [...team.people.map((one) => describe(team, one)), describeBot(team)],
    response_metadata: { next_cursor: '' },
  }),
  'users.lookupByEmail': ({ params, workspace: { team } }) => {
    const found = team.people.find((one) => one.email === text(params, 'email'))
    if (!found) throw new Refusal('users_not_found')
    return { ok: true, user: describe(team, found) }
  },
  'users.conversations': (call) => listConversations(call),
  'conversations.list': (call) => listConversations(call),
  'conversations.info': ({ params, workspace: { team } }) => {
    const id = text(params, 'channel')
    const channel = team.channels.find((one) => one.id === id)
    if (channel) return { ok: true, channel: describeChannel(team, channel) }
    const partner = team.people.find((one) => directChannelOf(one.id) === id)
    if (!partner) throw new Refusal('channel_not_found')
    return { ok: true, channel: { id, is_im: true, is_channel: false, user: partner.id, is_ext_shared: false } }
  },
  'conversations.members': ({ params, workspace: { team } }) => {
    if (!team.channels.some((one) => one.id === text(params, 'channel'))) throw new Refusal('channel_not_found')
    const members = [...team.people.map((one) => one.id), team.app.userId]
    return { ok: true, members, response_metadata: { next_cursor: '' } }
  },
}

function listConversations({ workspace: { team }, params }: Call) {
  const types = (text(params, 'types') || 'public_channel').split(',')
  const channels = types.includes('public_channel') ? team.channels.map((one) => describeChannel(team, one)) : []
  return { ok: true, channels, response_metadata: { next_cursor: '' } }
}

function userOf(team: Team, id: string): object {
  const found = team.people.find((one) => one.id === id)
  if (found) return describe(team, found)
  if (id === team.app.userId) return describeBot(team)
  throw new Refusal('user_not_found')
}

function describe(team: Team, { id, name, realName, email, timeZone, isAdmin, title }: Person): object {
  return {
    id,
    team_id: team.id,
    name,
    deleted: false,
    real_name: realName,
    tz: timeZone,
    tz_label: timeZone,
    is_admin: isAdmin,
    is_owner: false,
    is_bot: false,
    is_app_user: false,
    is_restricted: false,
    is_ultra_restricted: false,
    updated: 0,
    profile: { real_name: realName, display_name: name, title, email, team: team.id },
  }
}

function describeBot(team: Team): object {
  const { app } = team
  const profile = { real_name: app.name, display_name: app.name, api_app_id: app.id, bot_id: app.botId, team: team.id }
  return { id: app.userId, team_id: team.id, name: app.userName, real_name: app.name, is_bot: true, profile }
}

function describeChannel(team: Team, { id, name, topic }: Channel): object {
  return {
    id,
    name,
    is_channel: true,
    is_private: false,
    is_im: false,
    is_archived: false,
    is_general: name === 'general',
    is_ext_shared: false,
    is_shared: false,
    is_member: true,
    num_members: team.people.length,
    topic: { value: topic },
    purpose: { value: topic },
    context_team_id: team.id,
  }
}
