import { z } from 'zod'
import {
  AppError,
  type Instant,
  type JobHandler,
  receiveOnce,
  toInstant,
  type Workspace,
  workspaceOfSlackTeam,
} from '../../core/index.ts'
import type { Scene, SlackEvent } from '../event.ts'
import type { Registry } from '../registry.ts'
import { ourselves } from '../slack/ourselves.ts'
import { type Errand, slackJob } from '../slack/slack-job.ts'
import { type AskerDeps, meet, workspaceFor } from './asker.ts'

const envelope = z.object({
  team_id: z.string(),
  event_id: z.string(),
  event_time: z.number().optional(),
  authorizations: z.array(z.looseObject({ user_id: z.string() })).default([]),
  is_ext_shared_channel: z.boolean().default(false),
  event: z.looseObject({ type: z.string(), user: z.string().optional().catch(undefined) }),
})
const kept = z.object({
  requestKey: z.string(),
  botUserId: z.string().nullable(),
  isShared: z.boolean(),
  happenedAt: z.string().nullable(),
  event: z.unknown(),
})

export interface EventDeps extends AskerDeps {
  readonly events: readonly SlackEvent[]
  readonly registry: Registry
  readonly publicUrl: string
}

/**
 * Keeps an event of ours, unless it was kept before. Rejects when it could not be kept, so that Slack is not told that
 * it came and sends it again.
 */
export async function keepEvent(deps: EventDeps, body: unknown): Promise<void> {
  const { event, ...sent } = envelope.parse(body)
  const known = deps.events.find(({ type }) => type === event.type)
  const read = known?.payload.safeParse(event)
  if (!known || !read?.success) return
  const workspace = await workspaceToldBy(deps, sent.team_id, event.user)
  if (!workspace) return
  const incident = known.incident(read.data)
  await receiveOnce(ourselves(deps, workspace), {
    names: incident === null ? [sent.event_id] : [sent.event_id, incident],
    job: {
      kind: jobKind(known),
      key: known.onlyLast?.(read.data) ?? sent.event_id,
      payload: {
        requestKey: incident ?? sent.event_id,
        botUserId: sent.authorizations[0]?.user_id ?? null,
        isShared: sent.is_ext_shared_channel,
        happenedAt: momentOf(sent),
        event,
      },
    },
  })
}

/** What the outbox calls for the events that were kept, by the kind of job. */
export function eventJobs(deps: EventDeps): Record<string, JobHandler> {
  return Object.fromEntries(
    deps.events.map((known) => [
      jobKind(known),
      slackJob(deps, (errand) => workOn(deps, known, errand), {
        whenStopped: known.whenStopped === true,
        // What one person asks for is done in order, and waits for nobody else's.
        channel: ({ event }) => (event as { user?: string }).user ?? known.type,
      }),
    ]),
  )
}

async function workOn(deps: EventDeps, known: SlackEvent, errand: Errand): Promise<void> {
  const { event, ...told } = kept.parse(errand.job.payload)
  try {
    await known.run(sceneOf(deps, errand, told), known.payload.parse(event))
  } catch (error) {
    // A refusal stays one however often it is tried: somebody of another company, or who was switched off.
    if (!(error instanceof AppError)) throw error
    deps.log.info({ err: error, type: known.type }, 'An event was refused')
  }
}

/** Slack's own clock, in whole seconds. */
function momentOf({ event_time }: { event_time?: number | undefined }): Instant | null {
  return event_time === undefined ? null : toInstant(new Date(event_time * 1000))
}

function jobKind({ type }: SlackEvent): string {
  return `event-${type}`
}

function sceneOf(
  deps: EventDeps,
  { ctx, slack }: Errand,
  told: Pick<Scene, 'requestKey' | 'botUserId' | 'isShared' | 'happenedAt'>,
): Scene {
  const { publicUrl, registry } = deps
  return {
    ...told,
    ctx,
    slack,
    publicUrl,
    registry,
    async turnOf(who, origin) {
      const hostTeamId = ctx.workspace.slackTeamId ?? ''
      const nowhere = { channelId: null, responseUrl: null, message: null }
      return {
        ...(await meet(deps, { ...who, hostTeamId }, told.requestKey)),
        origin: { ...nowhere, ...origin },
        slack,
        publicUrl,
      }
    },
  }
}

/** A workspace comes into being with its first person; what nobody did, such as leaving, makes none. */
async function workspaceToldBy(deps: EventDeps, teamId: string, userId: string | undefined): Promise<Workspace | null> {
  if (!userId) return workspaceOfSlackTeam(deps.database, teamId)
  return workspaceFor(deps, { teamId, userId }).catch((error: unknown) => {
    if (error instanceof AppError) return null
    throw error
  })
}
