import type { ReportResult } from '../../core/index.ts'
import type { Message } from '../command.ts'
import { actions, button, context, join, link, md, message, moment, prose, section, uploadedImage } from './render.ts'

interface Shared {
  readonly url: string
  /** Slack's id of the uploaded picture; null where there was nothing to draw. */
  readonly picture: string | null
  readonly author: string
  readonly note: string | null
}

/** A report for a channel: what its author says about it, its sentence, its picture, and the way to the page. */
export function sharedReport(result: ReportResult, { url, picture, author, note }: Shared): Message {
  const { id, title, summary, notes, period, asOf } = result
  const narrowed = Object.entries(result.filters).map(([key, values]) => `${key}: ${values.join(', ')}`)
  const scope = [period.label, ...narrowed].join(' · ')
  const blocks = [
    ...(note ? [section(prose(note, 600))] : []),
    section(md`*${link(url, title)}* · ${scope}\n${summary}`),
    ...(picture ? [uploadedImage(picture, `${title}: ${summary}`)] : []),
    context(
      join([md`Shared by ${author} · as of ${moment(asOf)}`, ...notes.slice(0, 2).map((one) => md`${one}`)], ' · '),
    ),
    actions('shared-report', [button('open', 'Open the report', id, { url })]),
  ]
  return message(blocks, md`${title}: ${summary}`)
}

/** For the author: why nothing was posted, and where to mend it. */
export function unsharedReport(title: string, url: string, why: string): Message {
  const text = md`*${link(url, title)}* could not be posted for you: ${why} Open it, change what it is narrowed down by, and share it again.`
  return message([section(text)], md`${title} could not be posted.`)
}
