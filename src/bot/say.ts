import type { KnownBlock } from '@slack/types'
import { z } from 'zod'
import { callSlack } from './cards.ts'
import type { SlackClients } from './clients.ts'

const payload = z.object({
  channel: z.string(),
  threadTs: z.string().optional(),
  onlyFor: z.string().optional(),
  message: z.object({ text: z.string(), blocks: z.array(z.custom<KnownBlock>()) }),
})

/** Does the `say` job: an answer in a conversation, or in a thread of it; `onlyFor` one person where others are. */
export async function sayIt({ patient }: SlackClients, job: unknown): Promise<void> {
  const { channel, threadTs, onlyFor, message } = payload.parse(job)
  const said = { channel, ...(threadTs && { thread_ts: threadTs }), ...message }
  await callSlack(() =>
    onlyFor
      ? patient.chat.postEphemeral({ ...said, user: onlyFor })
      : patient.chat.postMessage({ ...said, unfurl_links: false }),
  )
}
