import type { FilesCompleteUploadExternalResponse } from '@slack/web-api'
import type { ReportResult } from '../core/index.ts'
import { renderReportPicture } from '../pictures/index.ts'
import { md, message, uploadedImage } from './blocks/render.ts'
import type { Message, Turn } from './command.ts'

/** Draws the report, uploads the picture for this person alone, and gives the message that shows it. */
export async function pictureMessage({ slack }: Pick<Turn, 'slack'>, result: ReportResult): Promise<Message | null> {
  const id = await uploadedPicture(slack, result)
  if (!id) return null
  return message([uploadedImage(id, `${result.title}: ${result.summary}`)], md`${result.title}`)
}

/** Draws the report and uploads the picture; resolves to Slack's id of it, or null where there is nothing to draw. */
export async function uploadedPicture(slack: Turn['slack'], result: ReportResult): Promise<string | null> {
  if (result.rows.length === 0) return null
  const { files } = (await slack.patient.files.uploadV2({
    file: await renderReportPicture(result),
    filename: `${result.id}.png`,
    title: result.title,
    alt_text: result.summary,
  })) as { files?: FilesCompleteUploadExternalResponse[] }
  return files?.[0]?.files?.[0]?.id ?? null
}
