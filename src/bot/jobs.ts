import { z } from 'zod'
import type { Ctx, Job } from '../core/index.ts'
import { type CardDeps, postCard, refreshCards } from './cards.ts'
import { type EventDeps, eventJobs } from './event-intake.ts'
import { noticeJobs } from './notice-jobs.ts'
import { ourselvesById } from './ourselves.ts'
import { sayIt } from './say.ts'

export interface JobDeps extends CardDeps, EventDeps {}

const refresh = z.object({ number: z.number() })
const posting = z.object({
  number: z.number(),
  channelId: z.string(),
  slackUserId: z.string(),
  responseUrl: z.string().nullable(),
  threadTs: z.string().optional(),
})

/** What the bot does for the outbox, by kind of job. Doing a job twice does no harm. */
export function jobHandlers(deps: JobDeps): Record<string, (job: Job) => Promise<void>> {
  const asOurselves =
    (work: (ctx: Ctx, payload: unknown, job: Job) => Promise<void>) =>
    async (job: Job): Promise<void> => {
      const ctx = await ourselvesById(deps, job.workspaceId)
      if (ctx) await work(ctx, job.payload, job)
    }
  return {
    ...eventJobs(deps),
    say: asOurselves((_ctx, payload) => sayIt(deps.slack, payload)),
    'post-card': asOurselves((ctx, payload) => postCard(ctx, deps, posting.parse(payload))),
    ...noticeJobs(asOurselves, deps),
    'refresh-cards': asOurselves((ctx, payload) => refreshCards(ctx, deps, refresh.parse(payload).number)),
  }
}
