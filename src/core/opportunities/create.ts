import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import { queueHomeRefresh } from '../homes/index.ts'
import { newId } from '../ids.ts'
import { findMember } from '../members/index.ts'
import { addNoteTo } from '../notes/store.ts'
import { defaultPipeline, findPipeline, findStage } from '../pipelines/index.ts'
import type { Pipeline } from '../pipelines/model.ts'
import { takeTurn } from '../workspaces/store.ts'
import { type FactsInput, readFacts } from './facts.ts'
import { recordCreations } from './journal.ts'
import type { Change, EditableFields, Opportunity, StageOfDeal } from './model.ts'

export interface CreateInput extends FactsInput {
  readonly name: string
  /** Id or name; left out: the first pipeline. */
  readonly pipeline?: string
  /** Id, name or its beginning; left out: the pipeline's first stage. */
  readonly stage?: string
  /** A first note. */
  readonly note?: string
}

/**
 * Creates an open deal. Without an owner it belongs to who creates it. Throws `invalid` for a bad field,
 * `not_found` for a pipeline, stage or owner that does not exist.
 */
export function createOpportunity(ctx: Ctx, input: CreateInput): Promise<Opportunity> {
  return inTransaction(ctx, async (tx) => {
    await takeTurn(tx)
    const facts = await readFacts(tx, input)
    const pipeline = await (input.pipeline === undefined ? defaultPipeline(tx) : findPipeline(tx, input.pipeline))
    const stage = await stageOrFirst(tx, input.stage, pipeline)
    const owner = facts.owner === undefined ? await actorAsOwner(tx) : facts.owner
    const creation = creationOf(tx, { ...facts, name: facts.name as string, owner }, pipeline, stage)
    const [deal] = await recordCreations(tx, [{ changes: [creation], entryKnown: true, importRunId: null }])
    await queueHomeRefresh(tx)
    if (input.note) await addNoteTo(tx, (deal as Opportunity).id, input.note)
    return deal as Opportunity
  })
}

/** The change that begins a deal's life. The journal gives it its number. */
export function creationOf(
  ctx: Ctx,
  facts: Partial<EditableFields> & { name: string },
  pipeline: { id: string; name: string },
  stage: StageOfDeal,
  at = ctx.now(),
): Change {
  const after: Opportunity = {
    id: newId(),
    number: 0,
    ref: '',
    version: 1,
    pipeline: { id: pipeline.id, name: pipeline.name },
    stage: { id: stage.id, name: stage.name, rank: stage.rank, probability: stage.probability },
    highestRank: stage.rank,
    status: 'open',
    value: null,
    currency: ctx.workspace.currency,
    probability: null,
    owner: null,
    contact: null,
    source: null,
    tags: [],
    expectedCloseOn: null,
    reason: null,
    createdAt: at,
    stageEnteredAt: at,
    closedAt: null,
    closedOn: null,
    episode: 1,
    changedAt: at,
    lastActivityAt: at,
    externalId: null,
    historyQuality: 'full',
    deletedAt: null,
    ...facts,
  }
  return { kind: 'created', at, after }
}

/** The stage that was named, or the pipeline's first. */
export async function stageOrFirst(ctx: Ctx, words: string | undefined, pipeline: Pipeline): Promise<StageOfDeal> {
  const [first] = pipeline.stages
  return words === undefined && first ? first : findStage(ctx, words ?? '', pipeline.id)
}

async function actorAsOwner(tx: TxCtx): Promise<EditableFields['owner']> {
  if (!tx.actor.memberId) return null
  const { id, name, slackUserId } = await findMember(tx, tx.actor.memberId)
  return { id, name, slackUserId }
}
