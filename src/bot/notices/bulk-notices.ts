import { z } from 'zod'
import { bulkNotice } from '../../core/index.ts'
import { bulkNoticeMessage } from '../blocks/bulk-notice.ts'
import type { CardDeps } from '../cards/cards.ts'
import { onceOnly } from '../slack/once-only.ts'
import type { Errand } from '../slack/slack-job.ts'

const telling = z.object({ bulkId: z.string(), undo: z.boolean(), place: z.string() })

/** Does the `tell-bulk` job: one person hears in one message what became of many deals at once. */
export async function tellBulk({ ctx, slack, job }: Errand, { publicUrl }: CardDeps): Promise<void> {
  const asked = telling.parse(job.payload)
  const notice = await bulkNotice(ctx, asked)
  if (!notice) return
  await slack.patient.chat.postMessage({
    channel: asked.place,
    unfurl_links: false,
    ...bulkNoticeMessage(notice, publicUrl),
    ...onceOnly(job, asked.place),
  })
}
