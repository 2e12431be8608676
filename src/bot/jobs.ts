import { z } from 'zod'
import type { JobHandler } from '../core/index.ts'
import { type CardDeps, postCard, refreshCards } from './cards/cards.ts'
import { sayIt } from './conversations/say.ts'
import { unfurlIt } from './conversations/unfurls.ts'
import { refreshHome } from './home.ts'
import { type EventDeps, eventJobs } from './intake/event-intake.ts'
import { noticeJobs } from './notices/notice-jobs.ts'
import { slackJob } from './slack/slack-job.ts'
import { type UpkeepDeps, upkeepJobs } from './slack/upkeep.ts'

export interface JobDeps extends CardDeps, EventDeps, UpkeepDeps {}

const refresh = z.object({ number: z.number() })
const posting = z.object({
  number: z.number(),
  channelId: z.string(),
  slackUserId: z.string(),
  responseUrl: z.string().nullable(),
  threadTs: z.string().optional(),
})

/** What the bot does for the outbox, by kind of job. Doing a job twice does no harm. */
export function jobHandlers(deps: JobDeps): Record<string, JobHandler> {
  return {
    ...eventJobs(deps),
    ...upkeepJobs(deps),
    say: slackJob(deps, sayIt, { channel: ({ channel }) => channel }),
    unfurl: slackJob(deps, unfurlIt),
    'post-card': slackJob(deps, (errand) => postCard(errand, deps, posting.parse(errand.job.payload)), {
      channel: ({ channelId }) => channelId,
    }),
    ...noticeJobs(deps),
    'publish-home': slackJob(deps, (errand) => refreshHome(errand, deps.publicUrl)),
    'refresh-cards': slackJob(deps, (errand) => refreshCards(errand, deps, refresh.parse(errand.job.payload).number)),
  }
}
