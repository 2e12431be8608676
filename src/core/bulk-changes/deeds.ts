import type { Ctx } from '../context.ts'
import { invalid } from '../errors.ts'
import { pickByName, sameName } from '../matching.ts'
import { readFacts, readTags } from '../opportunities/facts.ts'
import {
  type Change,
  closeAs,
  edit,
  moveTo,
  type Opportunity,
  remove,
  type StageOfDeal,
} from '../opportunities/model.ts'
import { momentAfter } from '../opportunities/moments.ts'
import { findPipeline, findStage, listPipelines } from '../pipelines/index.ts'
import type { Pipeline } from '../pipelines/model.ts'
import { findReason } from '../reasons/index.ts'
import { localDateOf } from '../time.ts'
import type { BulkDeed } from './model.ts'

/** A deed whose names were found: what it is called, how it is kept, and what it makes of a deal. */
export interface ReadyDeed {
  /** With ids in place of names. */
  readonly deed: BulkDeed
  readonly sentence: string
  /** Pure; throws `conflict` and the like for a deal that it cannot be done to. */
  readonly rule: (before: Opportunity) => Change
}

/** Finds what the deed names. Throws `invalid` for what makes no sense, `not_found` for what does not exist. */
export async function readDeed(ctx: Ctx, deed: BulkDeed): Promise<ReadyDeed> {
  switch (deed.kind) {
    case 'move':
      return readMove(ctx, deed)
    case 'assign':
      return readAssignment(ctx, deed)
    case 'close':
      return readClosing(ctx, deed)
    case 'expected-close':
      return readExpectedClose(ctx, deed)
    case 'tag':
      return readTagging(ctx, deed)
    case 'delete':
      return { deed, sentence: 'Delete', rule: (before) => remove(before, momentAfter(ctx, before)) }
  }
}

async function readMove(ctx: Ctx, deed: Extract<BulkDeed, { kind: 'move' }>): Promise<ReadyDeed> {
  const pipelines = await listPipelines(ctx)
  const asked = deed.pipeline === undefined ? undefined : await findPipeline(ctx, deed.pipeline)
  const home = asked ?? pipelines.find(({ stages }) => stages.some(({ id }) => id === deed.stage))
  if (home) {
    const stage = await findStage(ctx, deed.stage, home.id)
    const named = `${stage.name}${pipelines.length > 1 ? ` of ${home.name}` : ''}`
    return {
      deed: { kind: 'move', stage: stage.id, pipeline: home.id, named },
      sentence: `Move to ${named}`,
      rule: (before) => moveTo(before, stage, home, momentAfter(ctx, before)),
    }
  }
  const stages = pipelines.flatMap((pipeline) => pipeline.stages)
  const { name } = pickByName(deed.stage, firstOfEachName(stages), { what: 'stage', listed: 'The stages' })
  return {
    deed: { kind: 'move', stage: name, named: name },
    sentence: `Move to ${name}`,
    rule: (before) => moveTo(before, stageNamed(name, before, pipelines), before.pipeline, momentAfter(ctx, before)),
  }
}

function firstOfEachName<Stage extends { id: string; name: string }>(stages: readonly Stage[]): Stage[] {
  return stages.filter((stage, i) => stages.findIndex(({ name }) => sameName(name, stage.name)) === i)
}

function stageNamed(name: string, { pipeline, ref }: Opportunity, pipelines: readonly Pipeline[]): StageOfDeal {
  const stages = pipelines.find(({ id }) => id === pipeline.id)?.stages ?? []
  const stage = stages.find((one) => sameName(one.name, name))
  if (!stage) throw invalid(`${ref} is in ${pipeline.name}, which has no stage ${name}.`)
  return stage
}

async function readAssignment(ctx: Ctx, deed: Extract<BulkDeed, { kind: 'assign' }>): Promise<ReadyDeed> {
  const { owner = null } = await readFacts(ctx, { owner: deed.owner })
  const named = owner?.name ?? 'nobody'
  return {
    deed: { kind: 'assign', owner: owner?.id ?? null, named },
    sentence: `Give to ${named}`,
    rule: (before) => edit(before, { owner }, momentAfter(ctx, before)),
  }
}

async function readClosing(ctx: Ctx, deed: Extract<BulkDeed, { kind: 'close' }>): Promise<ReadyDeed> {
  const { status } = deed
  const reason = deed.reason ? await findReason(ctx, deed.reason, status) : null
  const named = `as ${status}${reason ? ` because of ${reason.name}` : ''}`
  return {
    deed: { kind: 'close', status, reason: reason?.id ?? null, named },
    sentence: `Close ${named}`,
    rule(before) {
      const at = momentAfter(ctx, before)
      const ending = { status, reason: reason && { id: reason.id, name: reason.name } }
      return closeAs(before, { ...ending, closedOn: localDateOf(at, ctx.workspace.timeZone) }, at)
    },
  }
}

async function readExpectedClose(ctx: Ctx, deed: Extract<BulkDeed, { kind: 'expected-close' }>): Promise<ReadyDeed> {
  const { expectedCloseOn = null } = await readFacts(ctx, { expectedCloseOn: deed.on })
  return {
    deed: { kind: 'expected-close', on: expectedCloseOn },
    sentence: expectedCloseOn ? `Expect to close on ${expectedCloseOn}` : 'Take the expected close away',
    rule: (before) => edit(before, { expectedCloseOn }, momentAfter(ctx, before)),
  }
}

function readTagging(ctx: Ctx, deed: Extract<BulkDeed, { kind: 'tag' }>): ReadyDeed {
  const [add, gone] = [readTags(deed.add), readTags(deed.remove)]
  if (add.length === 0 && gone.length === 0) {
    throw invalid('Write which tags to add or to take away.', { add: 'Write a tag, such as enterprise.' })
  }
  const named = [...add.map((tag) => `+${tag}`), ...gone.map((tag) => `−${tag}`)].join(' ')
  return {
    deed: { kind: 'tag', add, remove: gone, named },
    sentence: `Tag ${named}`,
    rule(before) {
      const kept = [...before.tags, ...add].filter((tag) => !gone.includes(tag))
      return edit(before, { tags: readTags(kept) }, momentAfter(ctx, before))
    },
  }
}
