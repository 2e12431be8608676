import { z } from 'zod'
import { unfurl } from '../conversations/unfurls.ts'
import { defineEvent } from '../event.ts'

/** Somebody posted links to the dashboard. Those in a message that is still being written are not looked at. */
export const linkShared = defineEvent({
  type: 'link_shared',
  scopes: {
    'links:read': 'links to the dashboard in messages, and no other part of them',
    'links:write': 'a line about the deal or report under such a link',
  },
  payload: z.object({
    channel: z.string(),
    message_ts: z.string(),
    source: z.literal('conversations_history').optional(),
    links: z.array(z.object({ url: z.string() })),
  }),
  incident: ({ channel, message_ts }) => `links/${channel}/${message_ts}`,
  run: (scene, { channel, message_ts, links }) =>
    unfurl(
      scene,
      { channel, ts: message_ts },
      links.map(({ url }) => url),
    ),
})
