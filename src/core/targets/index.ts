import { type Ctx, inTransaction } from '../context.ts'
import { onField } from '../errors.ts'
import { findMember } from '../members/index.ts'
import { checkValue } from '../money.ts'
import { seesOnlyOwn } from '../opportunities/selection-store.ts'
import { requireManager } from '../permissions.ts'
import { findPipeline } from '../pipelines/index.ts'
import { termOf } from '../terms.ts'
import { bumpRevision } from '../workspaces/store.ts'
import type { Target } from './model.ts'
import * as store from './store.ts'

export interface SetTargetInput {
  /** A member, by name or id; none is the whole team. */
  readonly owner?: string | null
  /** A pipeline, by name or id; none is every pipeline. */
  readonly pipeline?: string | null
  readonly unit: string
  /** Any day of the month or quarter. */
  readonly startsOn: string
  /** Minor units of the workspace's currency; null takes the target back. */
  readonly value: number | null
}

/**
 * What is wanted as it stands, by beginning; with `earlier`, also everything that was wanted before. A rep who may see own
 * deals only is shown own targets only.
 */
export async function listTargets(ctx: Ctx, { earlier = false }: { earlier?: boolean } = {}): Promise<Target[]> {
  const all = await store.all(ctx)
  const kept = earlier ? all : standing(all)
  const mine = seesOnlyOwn(ctx) ? kept.filter(({ owner }) => owner?.id === ctx.actor.memberId) : kept
  return mine.sort((a, b) => (a.startsOn === b.startsOn ? 0 : a.startsOn < b.startsOn ? -1 : 1))
}

/** Sets what shall be won. The latest counts, earlier ones stay in the list of what was wanted. Managers and admins. */
export async function setTarget(ctx: Ctx, input: SetTargetInput): Promise<Target> {
  requireManager(ctx, 'set targets')
  const term = termOf(input.unit, input.startsOn, ctx.workspace)
  const value = input.value === null ? null : await onField('value', () => checkValue(input.value as number))
  const [owner, pipeline] = [input.owner?.trim(), input.pipeline?.trim()]
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    const ownerId = owner ? (await onField('owner', () => findMember(tx, owner))).id : null
    const pipelineId = pipeline ? (await onField('pipeline', () => findPipeline(tx, pipeline))).id : null
    const id = await store.insert(tx, term, { ownerId, pipelineId, value })
    return (await store.all(tx)).find((target) => target.id === id) as Target
  })
}

/** The latest of each: without those that were taken back. The rows come latest first. */
export function standing(rows: readonly Target[]): Target[] {
  const latest = new Map<string, Target>()
  for (const row of rows) {
    const key = [row.owner?.id, row.pipeline?.id, row.unit, row.startsOn].join(' ')
    if (!latest.has(key)) latest.set(key, row)
  }
  return [...latest.values()].filter(({ value }) => value !== null)
}
