import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../db/open.ts'
import { everyWorkspace } from '../workspaces/index.ts'
import { dayFinder } from './days.ts'
import { type Basis, keyOf, type RollupRow, Totals } from './model.ts'
import * as store from './store.ts'

const STEPS_AT_ONCE = 500
const SPANS_AT_ONCE = 4_000
const ROWS_AT_ONCE = 4_000
/** Between two steps it rests so much longer than one took: those who change deals wait for few of them. */
const REST = 10

/**
 * Brings the rollups up to date: builds them where there are none, and folds in the changes that wait. Questions are
 * answered right at any time; this keeps them fast.
 */
export async function keepRollups(ctx: store.Keeper): Promise<void> {
  if (store.readable(await store.stateOf(ctx), ctx.workspace) === null) return rebuildRollups(ctx)
  for (;;) {
    const began = performance.now()
    const folded = await foldSome(ctx)
    if (folded < STEPS_AT_ONCE) return
    await sleep((performance.now() - began) * REST)
  }
}

/** Takes some of the waiting changes into the rollups, in one transaction; resolves to how many. */
export async function foldSome(ctx: store.Keeper): Promise<number> {
  if ((await store.countWaiting(ctx, 1)) === 0) return 0
  return ctx.database.transaction(async (db) => {
    const tx = { ...ctx, db }
    const generation = store.readable(await store.lockedState(tx, ctx.database.engine), ctx.workspace)
    if (generation === null) return 0
    const steps = await store.waitingSteps(tx, STEPS_AT_ONCE)
    const totals = new Totals(await basisOf(tx))
    for (const { before, after, valid_from } of steps) {
      if (before) totals.stands(before, -1)
      totals.stands(after, 1)
      totals.changes(before, after, valid_from)
    }
    await store.addRows(tx, generation, totals.rows())
    await store.markFolded(
      tx,
      steps.map(({ id }) => id),
    )
    return steps.length
  })
}

/** Builds the rollups anew from history. Until they are complete, questions go to the deals themselves. */
export async function rebuildRollups(ctx: store.Keeper): Promise<void> {
  const inTransaction = <T>(work: (tx: store.Place) => Promise<T>) =>
    ctx.database.transaction((db) => work({ db, workspace: ctx.workspace }))
  const generation = await inTransaction(store.beginGeneration)
  const { rows, waited } = await totalsOf(ctx, 'all')
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const some = rows.slice(start, start + ROWS_AT_ONCE)
    await inTransaction((tx) => store.addRows(tx, generation, some))
  }
  const complete = await inTransaction(async (tx) => {
    const completed = await store.completeGeneration(tx, generation)
    if (completed) await store.markFolded(tx, waited)
    return completed
  })
  while (complete && (await inTransaction((tx) => store.removeOthers(tx, generation))));
}

/** The same for every workspace of the installation. */
export async function rebuildEveryRollup(database: Database): Promise<void> {
  for (const workspace of await everyWorkspace(database))
    await rebuildRollups({ db: database.read, database, workspace })
}

/** How many rows of the rollups differ from a rebuild; null when there are none to compare. */
export async function countWrongRollups(ctx: store.Place): Promise<number | null> {
  const generation = store.readable(await store.stateOf(ctx), ctx.workspace)
  if (generation === null) return null
  const kept = byKey(await store.rowsOf(ctx, generation))
  const { rows } = await totalsOf(ctx, 'folded')
  const right = byKey(rows)
  return [...new Set([...kept.keys(), ...right.keys()])].filter((key) => kept.get(key) !== right.get(key)).length
}

function byKey(rows: readonly RollupRow[]): Map<string, string> {
  const sums = ({ deals, valued, amount, weighted, cycles }: RollupRow) => [deals, valued, amount, weighted, cycles]
  const some = rows.filter((row) => sums(row).some((sum) => sum !== 0))
  return new Map(some.map((row) => [keyOf(row), sums(row).join()]))
}

/** What all of history comes to, or what of it is folded; with the changes that waited when they were read. */
async function totalsOf(ctx: store.Place, which: 'all' | 'folded'): Promise<{ rows: RollupRow[]; waited: string[] }> {
  const totals = new Totals(await basisOf(ctx))
  const waited: string[] = []
  for (let after: string | null = ''; after !== null; ) {
    const spans = await wholeDealsAfter(ctx, after)
    addSpans(
      totals,
      spans.filter(({ folded }) => which === 'all' || folded === 1),
    )
    for (const { id, folded } of spans) if (folded === 0) waited.push(id)
    after = spans.at(-1)?.opportunity_id ?? null
  }
  return { rows: totals.rows(), waited }
}

/** Spans of the next deals, none of which is cut short. */
async function wholeDealsAfter(ctx: store.Place, after: string, limit = SPANS_AT_ONCE): Promise<store.Span[]> {
  const spans = await store.spansAfter(ctx, after, limit)
  if (spans.length < limit) return spans
  const last = spans.at(-1)?.opportunity_id
  const whole = spans.filter(({ opportunity_id }) => opportunity_id !== last)
  return whole.length > 0 ? whole : wholeDealsAfter(ctx, after, limit * 2)
}

function addSpans(totals: Totals, spans: readonly store.Span[]): void {
  for (const [i, span] of spans.entries()) {
    const [previous, next] = [spans[i - 1], spans[i + 1]]
    const before = previous?.opportunity_id === span.opportunity_id ? previous : null
    totals.changes(before, span, span.valid_from)
    if (next?.opportunity_id !== span.opportunity_id) totals.stands(span, 1)
  }
}

async function basisOf(ctx: store.Place): Promise<Basis> {
  const probabilities = await store.probabilities(ctx)
  return { dayOf: dayFinder(ctx.workspace.timeZone), probabilityOf: (stageId) => probabilities.get(stageId) ?? 0 }
}
