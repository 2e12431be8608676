import { type Ctx, type Job, spreadNotices } from '../core/index.ts'
import { announceSubscription } from './announcing.ts'
import type { CardDeps } from './cards.ts'
import { sendDigest, sendDigestPicture } from './digests.ts'
import { tell } from './notifier.ts'
import { askStale, showKept } from './stale-questions.ts'
import { tellTask } from './task-notices.ts'

/** A job's work in a workspace, in nobody's name. */
type Work = (ctx: Ctx, payload: unknown, job: Job) => Promise<void>
type Handler = (job: Job) => Promise<void>

/** What tells people of changes, by kind of job. */
export function noticeJobs(asOurselves: (work: Work) => Handler, deps: CardDeps): Record<string, Handler> {
  return {
    notices: asOurselves((ctx, _payload, job) => spreadNotices(ctx, job)),
    tell: asOurselves((ctx, payload) => tell(ctx, deps, payload)),
    'tell-task': asOurselves((ctx, payload) => tellTask(ctx, deps, payload)),
    'ask-stale': asOurselves((ctx, payload) => askStale(ctx, deps, payload)),
    'show-kept': asOurselves((ctx, payload) => showKept(ctx, deps, payload)),
    digest: asOurselves((ctx, payload) => sendDigest(ctx, deps, payload)),
    'digest-picture': asOurselves((ctx, payload) => sendDigestPicture(ctx, deps, payload)),
    'announce-subscription': asOurselves((ctx, payload) => announceSubscription(ctx, deps, payload)),
  }
}
