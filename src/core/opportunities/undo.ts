import type { Ctx } from '../context.ts'
import { AppError, conflict, notFound } from '../errors.ts'
import { listMembers } from '../members/index.ts'
import { requireManager } from '../permissions.ts'
import { listPipelines } from '../pipelines/index.ts'
import { changeOpportunity } from './change.ts'
import { didWhat } from './history.ts'
import { type Change, type ChangeKind, type Opportunity, remove, takeBack } from './model.ts'
import { momentAfter } from './moments.ts'
import { latestChange } from './store.ts'
import * as store from './undo-store.ts'

export interface UndoInput {
  /** The deal's number; left out: whichever the actor changed last. */
  readonly opportunity?: number
  /** The version that the change led to, where the person saw it. */
  readonly version?: number
}

/** What was taken back: "moved D-12 to Proposal", and the deal as it is again. */
export interface Undone {
  readonly deal: Opportunity
  readonly what: string
}

/**
 * Takes back the last change that the actor made, as a change of its own: history keeps both. The deal is again as it was
 * before, in its old stage since when it was there. A creation is taken back as a deletion.
 * Throws `not_found` when there is no such change, `conflict` with who did what when something came after it or the
 * way back is closed, `forbidden` where the actor may not delete or restore.
 */
export async function undoChange(ctx: Ctx, input: UndoInput = {}): Promise<Undone> {
  const own = await store.latestOwnChange(ctx, input.opportunity)
  if (!own) throw nothingToUndo(input)
  if (ctx.requestKey && own.sourceKey?.startsWith(`${ctx.requestKey}/`)) {
    throw conflict('This was done already. Nothing was changed twice.')
  }
  let what = ''
  const rule = async (before: Opportunity): Promise<Change> => {
    await assertLatest(ctx, before, own, input)
    what = didWhat(own.kind, before)
    return reversal(ctx, before, own)
  }
  const deal = await changeOpportunity(ctx, { opportunity: own.number }, rule, { deleted: true }).catch(
    (error: unknown) => {
      throw error instanceof AppError && error.code === 'not_found' ? outOfSight(own) : error
    },
  )
  return { deal, what }
}

/** Throws `conflict` unless the actor's change is the deal's latest, and the one that the person saw. */
async function assertLatest(ctx: Ctx, before: Opportunity, own: store.OwnChange, seen: UndoInput): Promise<void> {
  const isLatest = before.version === own.version
  if (isLatest && (seen.version === undefined || seen.version === own.version)) return
  const { kind, by } = await latestChange(ctx, before.id)
  const when = isLatest ? 'since' : 'after you'
  throw conflict(
    `${by ?? 'Dealwright'} ${didWhat(kind as ChangeKind, before)} ${when}, so your change cannot be taken back. /deal history ${before.ref} tells what happened.`,
  )
}

/**
 * The change that takes back the deal's latest one. Throws `conflict` when the way back is closed, `forbidden` where the
 * actor may not delete or restore.
 */
export async function reversal(
  ctx: Ctx,
  before: Opportunity,
  { kind, version }: Pick<store.OwnChange, 'kind' | 'version'>,
): Promise<Change> {
  const at = momentAfter(ctx, before)
  if (kind === 'stage-retired') {
    throw conflict(`A stage was retired, which moved ${before.ref}. That cannot be taken back; move the deal instead.`)
  }
  if (kind === 'created') {
    requireManager(ctx, 'take back a new deal, since that deletes it')
    return remove(before, at)
  }
  if (kind === 'deleted' || kind === 'restored') requireManager(ctx, `take back that a deal was ${kind}`)
  const earlier = await store.dealAtVersion(ctx, before.id, version - 1)
  if (!earlier) throw outOfSight(before)
  await assertStillThere(ctx, before, earlier)
  return takeBack(earlier, kind, at)
}

/** Nothing goes back to a stage that is retired, or to a member who left. */
async function assertStillThere(ctx: Ctx, before: Opportunity, earlier: Opportunity): Promise<void> {
  const { stage, owner, status, deletedAt } = earlier
  const goesThere = stage.id !== before.stage.id || before.status !== 'open' || before.deletedAt !== null
  if (status === 'open' && !deletedAt && goesThere) {
    const stages = (await listPipelines(ctx)).flatMap((pipeline) => pipeline.stages)
    if (!stages.some(({ id }) => id === stage.id)) {
      throw conflict(`The stage ${stage.name} was retired since, so ${before.ref} cannot go back there.`)
    }
  }
  if (owner && owner.id !== before.owner?.id && !(await listMembers(ctx)).some(({ id }) => id === owner.id)) {
    throw conflict(`${owner.name} left, so ${before.ref} cannot go back to them. Assign it to somebody else.`)
  }
}

function nothingToUndo({ opportunity }: UndoInput): AppError {
  if (opportunity === undefined) return notFound('You have changed nothing yet, so there is nothing to take back.')
  return notFound(`You have not changed D-${opportunity}, so there is nothing of yours to take back.`)
}

function outOfSight({ number }: { number: number }): AppError {
  return conflict(
    `You do not see D-${number} any more, so you cannot take your change back. Ask its owner or a manager.`,
  )
}
