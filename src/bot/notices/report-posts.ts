import { z } from 'zod'
import { AppError, actorOf, findMember, findReport } from '../../core/index.ts'
import { sharedReport, unsharedReport } from '../blocks/shared-report.ts'
import { reportAt } from '../report-at.ts'
import { uploadedPicture } from '../report-picture.ts'
import { onceOnly } from '../slack/once-only.ts'
import type { Errand } from '../slack/slack-job.ts'

const post = z.object({
  report: z.string(),
  query: z.string(),
  channelId: z.string(),
  memberId: z.string(),
  note: z.string().nullable(),
})

/**
 * Does the `post-report` job: the report as its author sees it, into a channel. What is wrong with it by now, such as a
 * filter for somebody who was renamed, is told to the author. Nothing is posted for one who left.
 */
export async function postReport({ ctx, slack, job }: Errand, { publicUrl }: { publicUrl: string }): Promise<void> {
  const { report, query, channelId, memberId, note } = post.parse(job.payload)
  const author = await findMember(ctx, memberId).catch(() => null)
  if (!author?.active) return
  const url = `${publicUrl}/reports/${report}?${query}`
  try {
    const result = await reportAt({ ...ctx, actor: actorOf(author, 'slack') }, report, url)
    const picture = await uploadedPicture(slack, result)
    const message = sharedReport(result, { url, picture, author: author.name, note })
    await slack.patient.chat.postMessage({
      channel: channelId,
      unfurl_links: false,
      ...message,
      ...onceOnly(job, channelId),
    })
  } catch (error) {
    if (!(error instanceof AppError) || author.slackUserId === null) throw error
    const message = unsharedReport(findReport(report).title, url, error.message)
    const { slackUserId } = author
    await slack.patient.chat.postMessage({ channel: slackUserId, ...message, ...onceOnly(job, slackUserId) })
  }
}
