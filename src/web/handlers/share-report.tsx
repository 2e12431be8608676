import type { Context } from 'hono'
import {
  AppError,
  type Channel,
  type Ctx,
  endScheduledReport,
  findReport,
  invalid,
  listScheduledReports,
  scheduleReport,
  shareReport,
} from '../../core/index.ts'
import type { WebEnv } from '../env.ts'
import { STATUS_OF } from '../failure.tsx'
import { type Refusal, submit, type Typed, written } from '../forms.ts'
import { ShareReport } from '../pages/share-report.tsx'
import { goOn, showPage } from '../respond.tsx'
import { ctxIn } from '../session.ts'

/** GET /reports/:id/share */
export function showShare(c: Context<WebEnv>): Promise<Response> {
  return sharePage(c)
}

/** POST /reports/:id/share: posts the report now, or again and again. */
export function share(c: Context<WebEnv>): Promise<Response> {
  return submit(
    c,
    'share',
    async (typed) => goOn(c, addressOf(c, ''), await carriedOut(c, typed)),
    (refusal) => sharePage(c, refusal),
  )
}

/** POST /reports/scheduled/:schedule/end */
export async function endScheduled(c: Context<WebEnv>): Promise<Response> {
  const { report, query, channel } = await endScheduledReport(ctxIn(c), c.req.param('schedule') ?? '')
  return goOn(c, `/reports/${report}/share?${query}`, `It is no longer posted to #${channel.name}.`)
}

async function carriedOut(c: Context<WebEnv>, typed: Typed): Promise<string> {
  const ctx = ctxIn(c)
  const channels = await channelsFor(c, ctx)
  const channel = channels.find(({ id }) => id === typed.channel)
  if (!channel) throw invalid('Choose a channel.', { channel: 'Choose a channel.' })
  const shared = { report: reportOf(c).id, query: queryOf(c), channel }
  if (typed.every === 'once') {
    await shareReport(ctx, { ...shared, note: written(typed, 'note') })
    return `It is on its way to #${channel.name}.`
  }
  await scheduleReport(ctx, { ...shared, every: typed.every ?? '', hour: Number(typed.hour) })
  return `It will be posted to #${channel.name} from now on.`
}

async function sharePage(c: Context<WebEnv>, refusal?: Refusal): Promise<Response> {
  const ctx = ctxIn(c)
  const report = reportOf(c)
  const [channels, scheduled] = await Promise.all([orSentence(channelsFor(c, ctx)), listScheduledReports(ctx)])
  const status = refusal && STATUS_OF[refusal.code]
  return showPage(
    c,
    { title: `Share ${report.title}`, current: 'reports', ...(status && { status }) },
    <ShareReport
      report={report}
      back={addressOf(c, '')}
      action={addressOf(c, '/share')}
      channels={channels}
      scheduled={scheduled}
      timeZone={ctx.workspace.timeZone}
      refusal={refusal}
    />,
  )
}

async function channelsFor(c: Context<WebEnv>, ctx: Ctx): Promise<readonly Channel[]> {
  const { slackChannels } = c.var.deps.mounts
  if (!slackChannels) throw invalid('Slack is not connected here, so that nothing can be shared into it.')
  return slackChannels(ctx)
}

/** The channels, or why there are none to choose from. */
async function orSentence(asked: Promise<readonly Channel[]>): Promise<readonly Channel[] | string> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
}

function reportOf(c: Context<WebEnv>) {
  return findReport(c.req.param('id') ?? '')
}

/** What the report is narrowed down by and how it is asked, as its address says. */
function queryOf(c: Context<WebEnv>): string {
  return new URL(c.req.url).search.slice(1)
}

function addressOf(c: Context<WebEnv>, page: '' | '/share'): string {
  return `/reports/${reportOf(c).id}${page}${new URL(c.req.url).search}`
}
