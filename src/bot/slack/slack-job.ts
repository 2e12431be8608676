import {
  type Ctx,
  enqueue,
  GiveUp,
  inTransaction,
  type Job,
  type JobHandler,
  noteTrouble,
  RetryLater,
  StopWorkspace,
  toInstant,
} from '../../core/index.ts'
import type { SlackClients } from './clients.ts'
import type { Connections } from './connections.ts'
import { type OurselvesDeps, ourselvesById } from './ourselves.ts'
import { decide } from './reactions.ts'

/** How soon to look whether a workspace that stands still can go on. */
export const LOOK_AGAIN_MS = 10 * 60 * 1000

export interface SlackJobDeps extends OurselvesDeps {
  readonly connections: Connections
}

/** What a job of ours is done with: where, with which token, and which job it is. */
export interface Errand {
  readonly ctx: Ctx
  readonly slack: SlackClients
  readonly job: Job
}

interface SlackJobOptions {
  /** Where it posts, so that what goes to one channel goes in order and waits alone; left out, the kind is one lane. */
  readonly channel?: (payload: Job['payload']) => unknown
  readonly whenStopped?: boolean
}

/** Does a kind of job in our own name, with the decided reaction to every error of Slack that the work leaves to us. */
export function slackJob(
  deps: SlackJobDeps,
  work: (errand: Errand) => Promise<void>,
  { channel, whenStopped }: SlackJobOptions = {},
): JobHandler {
  return {
    ...(channel && { lane: (job) => `channel ${String(channel(job.payload))}` }),
    ...(whenStopped && { whenStopped }),
    async run(job) {
      const ctx = await ourselvesById(deps, job.workspaceId)
      if (!ctx) return
      try {
        await work({ ctx, slack: deps.connections.of(ctx.workspace), job })
      } catch (error) {
        throw await settled(ctx, error)
      }
    },
  }
}

/** The error in the outbox's own words; what a person should know of it is kept for them. */
async function settled(ctx: Ctx, error: unknown): Promise<unknown> {
  if (error instanceof RetryLater) return error
  if (error instanceof StopWorkspace) {
    await standStill(ctx, error)
    return error
  }
  const decided = decide(error)
  if (!decided) return error
  const { reaction, name, sentence, seconds } = decided
  if (reaction === 'wait') return new RetryLater(Math.max(1, seconds))
  await noteTrouble(ctx.database, ctx.workspace.id, { name, sentence, at: ctx.now() })
  const told = `${sentence} (${name})`
  if (reaction === 'stop') return settled(ctx, new StopWorkspace(name, sentence))
  return reaction === 'give up' ? new GiveUp(told) : new Error(told, { cause: error })
}

/** Keeps why, and has somebody look later whether the token works again. */
async function standStill(ctx: Ctx, { reason, advice }: StopWorkspace): Promise<void> {
  await noteTrouble(ctx.database, ctx.workspace.id, { name: reason, sentence: advice, at: ctx.now() })
  await inTransaction(ctx, (tx) => enqueue(tx, lookWhether(tx, LOOK_AGAIN_MS)))
}

/** The job that looks whether the workspace's token works. */
export function lookWhether(ctx: Pick<Ctx, 'workspace' | 'now'>, inMs: number) {
  const runAt = toInstant(new Date(Date.parse(ctx.now()) + inMs))
  return { kind: 'check-slack', key: ctx.workspace.id, payload: {}, runAt }
}
