import type { MessageShortcut } from '@slack/bolt'

/** A message that somebody used a shortcut on. */
export interface SharedMessage {
  /** As Slack passes it on: with its own signs for people and links. */
  readonly text: string
  readonly author: string | null
  readonly channelId: string
  readonly ts: string
  readonly threadTs: string | null
  /** Where it can be read; null when Slack does not say which workspace this is. */
  readonly permalink: string | null
}

/** Reads it from what Slack sends. We may read no channel, so the text is the one that came along. */
export function sharedMessage({ message, channel, team }: MessageShortcut): SharedMessage {
  const { ts, text = '', user = null, thread_ts: threadTs = null } = message as MessageFields
  const thread = threadTs && threadTs !== ts ? `?thread_ts=${threadTs}&cid=${channel.id}` : ''
  const isDomain = /^[a-z0-9-]+$/.test(team?.domain ?? '')
  const address = `https://${team?.domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}${thread}`
  return { text, author: user, channelId: channel.id, ts, threadTs, permalink: isDomain ? address : null }
}

interface MessageFields {
  readonly ts: string
  readonly text?: string
  readonly user?: string
  readonly thread_ts?: string
}
