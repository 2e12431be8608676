import type { Ctx } from '../context.ts'
import { requireManager } from '../permissions.ts'
import { findPipeline, findStage } from '../pipelines/index.ts'
import { findReason } from '../reasons/index.ts'
import { localDateOf } from '../time.ts'
import { changeOpportunity } from './change.ts'
import { readFacts } from './facts.ts'
import { type ClosedStatus, closeAs, moveTo, type Opportunity, reopen } from './model.ts'
import { momentAfter, onDay } from './moments.ts'

export interface MoveInput {
  readonly opportunity: number
  readonly stage: string
  /** Another pipeline; left out: the one it stands in. */
  readonly pipeline?: string
  /** What the person saw; a deal changed since then is a `conflict`. */
  readonly version?: number
}

/**
 * Moves an open deal to another stage; the same stage twice changes nothing, so a double click is harmless.
 * Throws `conflict` when the deal is closed or changed meanwhile, `not_found` for a stage that its pipeline has not.
 */
export function moveOpportunity(ctx: Ctx, input: MoveInput): Promise<Opportunity> {
  return changeOpportunity(ctx, input, async (before) => {
    const pipeline = input.pipeline === undefined ? before.pipeline : await findPipeline(ctx, input.pipeline)
    const stage = await findStage(ctx, input.stage, pipeline.id)
    return moveTo(before, stage, pipeline, momentAfter(ctx, before))
  })
}

export interface CloseInput {
  readonly opportunity: number
  readonly status: ClosedStatus
  /** Why it was lost or abandoned: a reason's id or name. */
  readonly reason?: string | null
  /** What it was worth in the end, in minor units. */
  readonly value?: number | null
  readonly currency?: string
  /** A local day in the past; managers only. */
  readonly closedOn?: string
  readonly version?: number
}

/**
 * Ends a deal as won, lost or abandoned; its stage stays. Ending it the same way twice changes nothing.
 * Throws `conflict` when it ended another way or was changed meanwhile, `forbidden` when a rep dates it back.
 */
export function closeOpportunity(ctx: Ctx, input: CloseInput): Promise<Opportunity> {
  return changeOpportunity(ctx, input, async (before) => {
    if (input.closedOn) requireManager(ctx, 'date a deal back')
    const at = input.closedOn ? onDay(ctx, before, input.closedOn) : momentAfter(ctx, before)
    const reason = input.reason && input.status !== 'won' ? await findReason(ctx, input.reason, input.status) : null
    const { value, currency } = input
    const worth = await readFacts(ctx, { ...(value !== undefined && { value }), ...(currency && { currency }) })
    const closedOn = localDateOf(at, ctx.workspace.timeZone)
    return closeAs(before, { ...worth, status: input.status, reason, closedOn }, at)
  })
}

export interface ReopenInput {
  readonly opportunity: number
  /** Left out: where it stood when it was closed. */
  readonly stage?: string
  readonly version?: number
}

/** Opens a closed deal again, as a new episode. An open one is left as it is. Throws `not_found` for an unknown stage. */
export function reopenOpportunity(ctx: Ctx, input: ReopenInput): Promise<Opportunity> {
  return changeOpportunity(ctx, input, async (before) => {
    const stage = await findStage(ctx, input.stage ?? before.stage.name, before.pipeline.id)
    return reopen(before, stage, before.pipeline, momentAfter(ctx, before))
  })
}
