import type { KnownBlock } from '@slack/types'
import { z } from 'zod'
import { AppError, type Ctx, enqueue, getOpportunity, inTransaction, isNewSince, reports } from '../../core/index.ts'
import { dealLine } from '../blocks/lines.ts'
import { context, link, type Markup, md, moment, section } from '../blocks/render.ts'
import type { Scene } from '../event.ts'
import { reportAt } from '../report-at.ts'
import { isRefusal } from '../slack/reactions.ts'
import type { Errand } from '../slack/slack-job.ts'
import { type OurPage, pageAt } from '../words/our-links.ts'

/** Messages with this many links are lists, and get no unfurl. */
const TOO_MANY_LINKS = 3
/** The same link in the same channel is unfurled again after so many seconds. */
const AGAIN_AFTER = 30 * 60
/** The message or the link is gone, or its author wanted no unfurl. */
const GONE = ['cannot_unfurl_url', 'cannot_find_message', 'cannot_unfurl_message', 'message_not_found']

interface Place {
  readonly channel: string
  readonly ts: string
}

/** Has a message's links to the dashboard unfurled, as far as everybody who reads along may see what they lead to. */
export async function unfurl(scene: Scene, { channel, ts }: Place, urls: readonly string[]): Promise<void> {
  const { ctx, publicUrl, isShared, requestKey } = scene
  if (urls.length >= TOO_MANY_LINKS) return
  const previews: [string, { blocks: KnownBlock[] }][] = []
  for (const url of urls) {
    const page = pageAt(url, publicUrl)
    const blocks = page && (await previewOf(ctx, page, { url, publicUrl, isShared }))
    if (blocks) previews.push([url, { blocks }])
  }
  await inTransaction(ctx, async (tx) => {
    const wanted: typeof previews = []
    for (const preview of previews) {
      const name = `unfurl/${channel}/${preview[0]}`
      if (await isNewSince(tx, name, { seconds: AGAIN_AFTER })) wanted.push(preview)
    }
    const payload = { channel, ts, unfurls: Object.fromEntries(wanted) }
    if (wanted.length > 0) await enqueue(tx, { kind: 'unfurl', key: requestKey, payload })
  })
}

const payload = z.object({
  channel: z.string(),
  ts: z.string(),
  unfurls: z.record(z.string(), z.object({ blocks: z.array(z.custom<KnownBlock>()) })),
})

/** Does the `unfurl` job. */
export async function unfurlIt({ slack, job }: Errand): Promise<void> {
  try {
    await slack.patient.chat.unfurl(payload.parse(job.payload))
  } catch (error) {
    if (!isRefusal(error, GONE)) throw error
  }
}

interface Shown {
  readonly url: string
  readonly publicUrl: string
  readonly isShared: boolean
}

/** Null for what is not there, or is different for everybody who opens it. */
async function previewOf(ctx: Ctx, page: OurPage, { url, publicUrl, isShared }: Shown): Promise<KnownBlock[] | null> {
  // Another company reads along.
  if (isShared) return [section(md`*Dealwright*`)]
  // Not everybody in a channel sees every deal, so nothing of any stands there.
  if (ctx.workspace.repsSee === 'own') return discreet(page, url)
  try {
    const text = page.kind === 'deal' ? await dealText(ctx, page.number, publicUrl) : await reportText(ctx, page, url)
    return [section(text), context(md`Dealwright · as of ${moment(ctx.now())}`)]
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

function discreet(page: OurPage, url: string): KnownBlock[] {
  const title = page.kind === 'deal' ? `D-${page.number}` : titleOf(page)
  return [section(md`*${link(url, title)}*`), context(md`Dealwright · what you may see of it is in the dashboard`)]
}

async function dealText(ctx: Ctx, number: number, publicUrl: string): Promise<Markup> {
  return dealLine(await getOpportunity(ctx, number), publicUrl)
}

async function reportText(ctx: Ctx, page: Extract<OurPage, { kind: 'report' }>, url: string): Promise<Markup> {
  const { summary, period } = await reportAt(ctx, page.id ?? reports[0]?.id ?? '', url)
  return md`*${link(url, titleOf(page))}* · ${period.label}\n${summary}`
}

function titleOf(page: Extract<OurPage, { kind: 'report' }>): string {
  return reports.find(({ id }) => id === page.id)?.title ?? 'Overview'
}
