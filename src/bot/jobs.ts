import { z } from 'zod'
import {
  type Ctx,
  type Database,
  type Job,
  type Log,
  spreadNotices,
  systemActor,
  toInstant,
  workspaceById,
} from '../core/index.ts'
import { announceSubscription } from './announcing.ts'
import { type CardDeps, postCard, refreshCards } from './cards.ts'
import { tell } from './notifier.ts'
import { askStale, showKept } from './stale-questions.ts'

export interface JobDeps extends CardDeps {
  readonly database: Database
  readonly now: () => Date
  readonly log: Log
}

const refresh = z.object({ number: z.number() })
const posting = z.object({
  number: z.number(),
  channelId: z.string(),
  slackUserId: z.string(),
  responseUrl: z.string().nullable(),
})

/** What the bot does for the outbox, by kind of job. Doing a job twice does no harm. */
export function jobHandlers(deps: JobDeps): Record<string, (job: Job) => Promise<void>> {
  const asOurselves =
    (work: (ctx: Ctx, payload: unknown, job: Job) => Promise<void>) =>
    async (job: Job): Promise<void> => {
      const ctx = await contextOf(deps, job.workspaceId)
      if (ctx) await work(ctx, job.payload, job)
    }
  return {
    'post-card': asOurselves((ctx, payload) => postCard(ctx, deps, posting.parse(payload))),
    notices: asOurselves((ctx, _payload, job) => spreadNotices(ctx, job)),
    tell: asOurselves((ctx, payload) => tell(ctx, deps, payload)),
    'ask-stale': asOurselves((ctx, payload) => askStale(ctx, deps, payload)),
    'show-kept': asOurselves((ctx, payload) => showKept(ctx, deps, payload)),
    'announce-subscription': asOurselves((ctx, payload) => announceSubscription(ctx, deps, payload)),
    'refresh-cards': asOurselves((ctx, payload) => refreshCards(ctx, deps, refresh.parse(payload).number)),
  }
}

async function contextOf({ database, now, log }: JobDeps, workspaceId: string): Promise<Ctx | null> {
  const workspace = await workspaceById(database, workspaceId)
  if (!workspace) return null
  const actor = systemActor('Dealwright', 'slack')
  return { db: database.read, database, workspace, actor, now: () => toInstant(now()), log }
}
