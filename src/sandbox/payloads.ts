import { describeView } from './api/views.ts'
import type { Message, View } from './model.ts'
import { findChannel, findPerson, type Team } from './team.ts'

/** Slack still sends the old verification token; nothing should trust it. */
export const VERIFICATION_TOKEN = 'sandbox-verification-token'

/** The fields that every interaction carries. */
export function interactionBase(team: Team, userId: string, triggerId?: string): object {
  const { id, name } = findPerson(team, userId)
  return {
    team: { id: team.id, domain: team.domain },
    user: { id, username: name, name, team_id: team.id },
    api_app_id: team.app.id,
    token: VERIFICATION_TOKEN,
    enterprise: null,
    is_enterprise_install: false,
    ...(triggerId && { trigger_id: triggerId }),
  }
}

/** A channel as interactions name it. */
export function channelOf(team: Team, id: string): { id: string; name: string } {
  return { id, name: findChannel(team, id).name }
}

/** A message as interactions carry it. */
export function describeMessage(team: Team, message: Message): object {
  const { ts, user, text, blocks = [], attachments, thread_ts, edited } = message
  const byApp = user === team.app.userId
  return {
    type: 'message',
    ts,
    user,
    text,
    team: team.id,
    ...(byApp && { bot_id: team.app.botId, app_id: team.app.id }),
    blocks,
    ...(attachments && { attachments }),
    ...(thread_ts && { thread_ts }),
    ...(edited && { edited: { user, ts } }),
  }
}

/** Where an element was used: in a message (an ephemeral one is not carried along) or in a view. */
export function placeOf(team: Team, place: { message: Message } | { view: View }): object {
  if ('view' in place) {
    const { view } = place
    return { container: { type: 'view', view_id: view.id }, view: describeView(team, view) }
  }
  const { message } = place
  const is_ephemeral = message.onlyFor !== undefined
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral,
      ...(message.thread_ts && { thread_ts: message.thread_ts }),
    },
    channel: channelOf(team, message.channel),
    ...(!is_ephemeral && { message: describeMessage(team, message) }),
  }
}

/** An event in the envelope in which Slack sends it. */
export function envelope(team: Team, eventId: string, at: Date, event: object): object {
  const authorization = { team_id: team.id, user_id: team.app.userId, is_bot: true, is_enterprise_install: false }
  return {
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: team.app.id,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(at.getTime() / 1000),
    authorizations: [{ enterprise_id: null, ...authorization }],
    is_ext_shared_channel: false,
    event_context: eventId.replace(/^Ev/, '4-'),
  }
}
