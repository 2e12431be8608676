import { type JobHandler, spreadBulkNotices, spreadNotices } from '../../core/index.ts'
import type { CardDeps } from '../cards/cards.ts'
import { type SlackJobDeps, slackJob } from '../slack/slack-job.ts'
import { announceSubscription } from './announcing.ts'
import { tellBulk } from './bulk-notices.ts'
import { sendDigest, sendDigestPicture } from './digests.ts'
import { tell } from './notifier.ts'
import { postReport } from './report-posts.ts'
import { askStale, showKept } from './stale-questions.ts'
import { tellTask } from './task-notices.ts'

/** What tells people of changes, by kind of job. */
export function noticeJobs(deps: CardDeps & SlackJobDeps): Record<string, JobHandler> {
  const inPlace = { channel: ({ place }: Record<string, unknown>) => place }
  return {
    notices: slackJob(deps, ({ ctx, job }) => spreadNotices(ctx, job)),
    tell: slackJob(deps, (errand) => tell(errand, deps), inPlace),
    'tell-task': slackJob(deps, (errand) => tellTask(errand, deps)),
    'bulk-notices': slackJob(deps, ({ ctx, job }) => spreadBulkNotices(ctx, job)),
    'tell-bulk': slackJob(deps, (errand) => tellBulk(errand, deps), inPlace),
    'ask-stale': slackJob(deps, (errand) => askStale(errand, deps), inPlace),
    'show-kept': slackJob(deps, (errand) => showKept(errand, deps)),
    digest: slackJob(deps, (errand) => sendDigest(errand, deps)),
    'digest-picture': slackJob(deps, sendDigestPicture),
    'post-report': slackJob(deps, (errand) => postReport(errand, deps), {
      channel: ({ channelId }) => channelId,
    }),
    'announce-subscription': slackJob(deps, (errand) => announceSubscription(errand, deps), inPlace),
  }
}
