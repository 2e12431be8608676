import type { Ctx, TxCtx } from '../context.ts'
import type { OpportunityHistoryRow, StageStayRow } from '../db/tables.ts'
import { executeTogether } from '../db/together.ts'
import { newId } from '../ids.ts'
import { tellIfHeard } from '../notices/wish-store.ts'
import { addWords } from '../search/store.ts'
import { FOREVER, type Instant, secondOf } from '../time.ts'
import { takeNumbers } from '../workspaces/store.ts'
import * as store from './change-store.ts'
import type { Change, Opportunity } from './model.ts'
import { reportableColumnsOf, rowOf } from './rows.ts'
import { stayStep } from './stays.ts'

/**
 * The one write path: every change of a deal, from any side, ends here. In the caller's transaction it saves the row
 * (only if nobody else did meanwhile), closes the open history span and opens the next, keeps the stage stay, and
 * queues what must happen outside. A change that changes nothing writes nothing. The caller took its turn
 * before it read `before`.
 * Throws `conflict` when the deal is no longer at `before`, or when the same request was carried out already.
 */
export async function record(tx: TxCtx, before: Opportunity, change: Change): Promise<Opportunity> {
  if (change.after === before) return before
  const written = writtenBy(tx, before, change)
  await store.explained(before, executeTogether(tx.db, store.writesOf(tx, written)))
  return written.after
}

/**
 * The same in a transaction of its own. `before` may have been read at any time: was the deal or its next stage changed
 * since, nothing is written. Throws `Overtaken` then, which is a `conflict`.
 */
export async function recordAlone(ctx: Ctx, before: Opportunity, change: Change): Promise<Opportunity> {
  if (change.after === before) return before
  const written = writtenBy(ctx, before, change)
  await store.explained(before, ctx.database.commit(store.writesOf(ctx, written)))
  ctx.database.changes.announce(ctx.workspace.id)
  return written.after
}

function writtenBy(ctx: Ctx, before: Opportunity, change: Change): store.Written {
  // What the program does by itself, or to all deals of a stage, is no activity of anybody on this one.
  const isActivity = ctx.actor.memberId !== null && change.kind !== 'stage-retired'
  const lastActivityAt = isActivity ? ctx.now() : before.lastActivityAt
  const after = { ...change.after, version: before.version + 1, changedAt: change.at, lastActivityAt }
  const made = { ...change, after }
  const span = spanOf(ctx, made, FOREVER, String(after.number))
  return { before, after, span, ...staysAround(ctx, before, made, span.id) }
}

/** The life of a deal that is new to the database: its creation and whatever an import knows to have followed. */
export interface Story {
  /** The first is the creation; each later one was decided on the state before it. */
  readonly changes: readonly [Change, ...Change[]]
  /** False when nobody knows when the deal entered its first stage: that stay is counted, never timed. */
  readonly entryKnown: boolean
  readonly importRunId: string | null
}

/**
 * The same write path for deals that are not there yet, one or ten thousand: numbers them and inserts rows, spans and
 * stays in bulk. Returns them as they stand after their last change, in the order given.
 */
export async function recordCreations(tx: TxCtx, stories: readonly Story[]): Promise<Opportunity[]> {
  if (stories.length === 0) return []
  const firstNumber = await takeNumbers(tx, stories.length)
  const lives = stories.map((story, i) => ({ ...story, changes: numbered(story.changes, firstNumber + i) }))
  const latest = lives.map(({ changes }) => (changes.at(-1) as Change).after)
  await store.insertOpportunities(
    tx,
    lives.map(({ importRunId }, i) => rowOf(latest[i] as Opportunity, tx.workspace.id, importRunId)),
  )
  // By place, not number: the same request delivered again would get new numbers.
  const spans = lives.map(({ changes }, place) => spansOf(tx, changes, `new ${place}`))
  await store.insertSpans(tx, spans.flat())
  await addWords(
    tx,
    latest.map(({ id, name }) => ({ id, texts: [name] })),
  )
  await store.insertStays(
    tx,
    lives.flatMap(({ changes, entryKnown }) => staysOf(tx, changes, entryKnown)),
  )
  // An import is nobody's news.
  for (const [i, deal] of latest.entries()) {
    const created = spans[i]?.[0]
    if (created && lives[i]?.importRunId === null) await tx.db.executeQuery(tellIfHeard(tx, created, null, deal))
  }
  return latest
}

function numbered(changes: Story['changes'], number: number): Change[] {
  return changes.map((change, i) => ({
    ...change,
    after: { ...change.after, number, ref: `D-${number}`, version: i + 1, changedAt: change.at },
  }))
}

function spansOf(tx: TxCtx, changes: readonly Change[], subject: string): OpportunityHistoryRow[] {
  return changes.map((change, i) => spanOf(tx, change, changes[i + 1]?.at ?? FOREVER, subject))
}

function spanOf(ctx: Ctx, { kind, at, after }: Change, validTo: Instant, subject: string): OpportunityHistoryRow {
  return {
    ...reportableColumnsOf(after, ctx.workspace.id),
    id: newId(),
    opportunity_id: after.id,
    version: after.version,
    valid_from: at,
    valid_to: validTo,
    deleted: after.deletedAt ? 1 : 0,
    kind,
    actor_id: ctx.actor.memberId,
    via: ctx.actor.via,
    recorded_at: ctx.now(),
    source_key: ctx.requestKey ? `${ctx.requestKey}/${kind}/${subject}` : null,
  }
}

/** A change begins one stay at the most, so that both go by one id. */
function staysAround(
  ctx: Ctx,
  before: Opportunity,
  change: Change,
  id: string,
): Pick<store.Written, 'endedStay' | 'begunStay'> {
  const { ends, begins } = stayStep(before, change)
  const next = begins ? change.after.stage.id : null
  return {
    endedStay: ends && { left_at: change.at, outcome: ends, next_stage_id: next },
    begunStay: begins ? stayOf(ctx, change, true, id) : null,
  }
}

/** All stays of a life that is known as a whole. */
function staysOf(tx: TxCtx, changes: readonly Change[], entryKnown: boolean): StageStayRow[] {
  const stays: StageStayRow[] = []
  let before: Opportunity | null = null
  for (const change of changes) {
    const { ends, begins } = stayStep(before, change)
    const current = stays.at(-1)
    if (ends && current) {
      Object.assign(current, {
        left_at: change.at,
        outcome: ends,
        next_stage_id: begins ? change.after.stage.id : null,
        seconds: current.entry_known ? secondOf(change.at) - secondOf(current.entered_at) : null,
      })
    }
    if (begins) stays.push(stayOf(tx, change, stays.length > 0 || entryKnown))
    before = change.after
  }
  return stays
}

function stayOf(ctx: Ctx, { at, after }: Change, entryKnown: boolean, id = newId()): StageStayRow {
  return {
    id,
    workspace_id: ctx.workspace.id,
    opportunity_id: after.id,
    pipeline_id: after.pipeline.id,
    stage_id: after.stage.id,
    rank: after.stage.rank,
    episode: after.episode,
    entered_at: at,
    left_at: null,
    outcome: null,
    next_stage_id: null,
    entry_known: entryKnown ? 1 : 0,
    seconds: null,
  }
}
