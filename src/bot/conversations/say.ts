import type { KnownBlock } from '@slack/types'
import { z } from 'zod'
import { onceOnly } from '../slack/once-only.ts'
import type { Errand } from '../slack/slack-job.ts'

const payload = z.object({
  channel: z.string(),
  threadTs: z.string().optional(),
  onlyFor: z.string().optional(),
  message: z.object({ text: z.string(), blocks: z.array(z.custom<KnownBlock>()) }),
})

/** Does the `say` job: an answer in a conversation, or in a thread of it; `onlyFor` one person where others are. */
export async function sayIt({ slack: { patient }, job }: Errand): Promise<void> {
  const { channel, threadTs, onlyFor, message } = payload.parse(job.payload)
  const said = { channel, ...(threadTs && { thread_ts: threadTs }), ...message }
  if (onlyFor) await patient.chat.postEphemeral({ ...said, user: onlyFor })
  else await patient.chat.postMessage({ ...said, unfurl_links: false, ...onceOnly(job, channel) })
}
