import { z } from 'zod'
import {
  actorOf,
  agendaOf,
  type Ctx,
  enqueue,
  findMember,
  inTransaction,
  type Member,
  picturedReports,
  weekOf,
  weekReport,
} from '../../core/index.ts'
import { dayDigest, weekDigest } from '../blocks/digest.ts'
import { lineButton } from '../blocks/lines.ts'
import type { CardDeps } from '../cards/cards.ts'
import type { Message } from '../command.ts'
import { lookOf } from '../commands/day.ts'
import { pictureMessage } from '../report-picture.ts'
import { onceOnly } from '../slack/once-only.ts'
import type { Errand } from '../slack/slack-job.ts'

const PER_LIST = 5

const digest = z.object({ memberId: z.string(), digest: z.enum(['day', 'week']), day: z.string() })
const picture = z.object({ memberId: z.string(), report: z.string(), channelId: z.string(), threadTs: z.string() })

/** Does the `digest` job: one message to its reader, with their own rights; charts follow by jobs of their own. */
export async function sendDigest({ ctx, slack, job }: Errand, deps: CardDeps): Promise<void> {
  const { memberId, digest: which } = digest.parse(job.payload)
  const reader = await readerOf(ctx, memberId)
  if (!reader) return
  const message = which === 'day' ? await dayFor(reader, deps) : await weekFor(reader, deps)
  const { ts = '', channel = '' } = await slack.patient.chat.postMessage({
    channel: reader.slackUserId,
    unfurl_links: false,
    ...message,
    ...onceOnly(job, reader.slackUserId),
  })
  if (which === 'week') await queuePictures(ctx, { memberId, channelId: channel, threadTs: ts })
}

/** Does the `digest-picture` job: a chart in the digest's thread. */
export async function sendDigestPicture({ ctx, slack, job }: Errand): Promise<void> {
  const { memberId, report, channelId, threadTs } = picture.parse(job.payload)
  const reader = await readerOf(ctx, memberId)
  if (!reader) return
  const shown = await pictureMessage({ slack }, await weekReport(reader.ctx, report))
  if (!shown) return
  await slack.patient.chat.postMessage({
    channel: channelId,
    thread_ts: threadTs,
    ...shown,
    ...onceOnly(job, channelId),
  })
}

interface Reader {
  readonly ctx: Ctx
  readonly member: Member
  readonly slackUserId: string
}

/** The member in whose name their digest is made; null for one who left. */
async function readerOf(ctx: Ctx, memberId: string): Promise<Reader | null> {
  const member = await findMember(ctx, memberId).catch(() => null)
  if (!member?.active || member.slackUserId === null) return null
  return { ctx: { ...ctx, actor: actorOf(member, 'slack') }, member, slackUserId: member.slackUserId }
}

async function dayFor({ ctx, member }: Reader, { publicUrl }: CardDeps): Promise<Message> {
  const agenda = await agendaOf(ctx, { whose: 'mine', limit: PER_LIST })
  const look = lookOf({ ctx, publicUrl }, (_list, { count, shown }) =>
    count > shown ? [lineButton(`All ${count.toLocaleString('en')}`, 'day')] : [],
  )
  return dayDigest(agenda, firstName(member), look)
}

async function weekFor({ ctx, member }: Reader, { publicUrl }: CardDeps): Promise<Message> {
  return weekDigest(await weekOf(ctx), firstName(member), publicUrl)
}

function firstName({ name }: Member): string {
  return name.split(' ')[0] ?? ''
}

async function queuePictures(
  ctx: Ctx,
  place: { memberId: string; channelId: string; threadTs: string },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    for (const report of picturedReports()) {
      await enqueue(tx, { kind: 'digest-picture', key: `${place.threadTs}/${report}`, payload: { ...place, report } })
    }
  })
}
