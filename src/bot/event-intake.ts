import { z } from 'zod'
import {
  AppError,
  type Ctx,
  forbidden,
  type Job,
  receiveOnce,
  type Workspace,
  workspaceOfSlackTeam,
} from '../core/index.ts'
import { type AskerDeps, meet, workspaceFor } from './asker.ts'
import { callSlack } from './cards.ts'
import type { Scene, SlackEvent } from './event.ts'
import { ourselves, ourselvesById } from './ourselves.ts'
import type { Registry } from './registry.ts'

const envelope = z.object({
  team_id: z.string(),
  event_id: z.string(),
  authorizations: z.array(z.looseObject({ user_id: z.string() })).default([]),
  is_ext_shared_channel: z.boolean().default(false),
  event: z.looseObject({ type: z.string(), user: z.string().optional().catch(undefined) }),
})
const kept = z.object({
  requestKey: z.string(),
  botUserId: z.string().nullable(),
  isShared: z.boolean(),
  event: z.unknown(),
})

const FOREIGN = 'Dealwright belongs to another company’s workspace, so only its people can use it here.'

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
        event,
      },
    },
  })
}

/** What the outbox calls for the events that were kept, by the kind of job. */
export function eventJobs(deps: EventDeps): Record<string, (job: Job) => Promise<void>> {
  return Object.fromEntries(deps.events.map((known) => [jobKind(known), (job: Job) => workOn(deps, known, job)]))
}

async function workOn(deps: EventDeps, known: SlackEvent, { workspaceId, payload }: Job): Promise<void> {
  const ctx = await ourselvesById(deps, workspaceId)
  if (!ctx) return
  const { event, ...told } = kept.parse(payload)
  try {
    await callSlack(() => known.run(sceneOf(deps, ctx, told), known.payload.parse(event)))
  } catch (error) {
    // A refusal stays one however often it is tried: somebody of another company, or who was switched off.
    if (!(error instanceof AppError)) throw error
    deps.log.info({ err: error, type: known.type }, 'An event was refused')
  }
}

function jobKind({ type }: SlackEvent): string {
  return `event-${type}`
}

function sceneOf(deps: EventDeps, ctx: Ctx, told: Pick<Scene, 'requestKey' | 'botUserId' | 'isShared'>): Scene {
  const { slack, publicUrl, registry } = deps
  return {
    ...told,
    ctx,
    slack,
    publicUrl,
    registry,
    async turnOf(who, origin) {
      // Another company may have us too; but what its people ask for here would be answered before ours.
      if (who.teamId !== ctx.workspace.slackTeamId) throw forbidden(FOREIGN)
      const nowhere = { channelId: null, responseUrl: null, message: null }
      return { ...(await meet(deps, who, told.requestKey)), origin: { ...nowhere, ...origin }, slack, publicUrl }
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
