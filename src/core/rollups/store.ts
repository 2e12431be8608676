import { sql } from 'kysely'
import type { Ctx, TxCtx } from '../context.ts'
import { count } from '../db/portable.ts'
import type { OpportunityHistoryRow, RollupStateRow } from '../db/tables.ts'
import { type RollupRow, type Standing, SUMS } from './model.ts'

/** What every question here needs; writing ones are handed a transaction. */
export type Place = Pick<Ctx, 'db' | 'workspace'>
/** Where transactions can be begun, too. */
export type Keeper = Place & Pick<Ctx, 'database'>

/** A change with what it made of the deal, and what the deal was before. */
export interface Step {
  readonly id: string
  readonly opportunity_id: string
  readonly version: number
  readonly valid_from: string
  readonly before: Standing | null
  readonly after: Standing
}

/** One span of history as the rollups are built from it. */
export type Span = Standing & Pick<OpportunityHistoryRow, 'id' | 'opportunity_id' | 'version' | 'valid_from' | 'folded'>

const STANDING = [
  ...(['status', 'deleted', 'currency', 'pipeline_id', 'stage_id', 'owner_id', 'source', 'highest_rank'] as const),
  ...(['value', 'probability', 'created_at', 'closed_on', 'cycle_seconds'] as const),
] as const satisfies readonly (keyof Standing)[]
const KEY = [
  ...(['workspace_id', 'generation', 'kind', 'lens', 'bucket', 'source', 'status', 'currency'] as const),
  ...(['pipeline_id', 'stage_id', 'owner_id', 'highest_rank', 'cycle_days'] as const),
] as const
/** 18 columns each: well under both engines' limit of parameters. */
const ROWS_PER_INSERT = 400
const IDS_PER_UPDATE = 500

/** Where the rollups of the workspace stand; null when there are none yet. */
export function stateOf({ db, workspace }: Place) {
  return db.selectFrom('rollup_states').selectAll().where('workspace_id', '=', workspace.id).executeTakeFirst()
}

/** The same, and nobody else may change it before the transaction ends. */
export async function lockedState(tx: Place, engine: 'sqlite' | 'postgres') {
  const states = tx.db.selectFrom('rollup_states').selectAll().where('workspace_id', '=', tx.workspace.id)
  return (engine === 'postgres' ? states.forUpdate() : states).executeTakeFirst()
}

/** Which rollups can be read: none where they are yet to be built, or go by the days of another time zone. */
export function readable(state: RollupStateRow | undefined, { timeZone }: Ctx['workspace']): number | null {
  return state?.time_zone === timeZone ? state.generation : null
}

/** Whether spans that are added now wait: where rollups are yet to be built, building takes them in. */
export async function spansWait(tx: TxCtx): Promise<boolean> {
  const state = await lockedState(tx, tx.database.engine)
  return state !== undefined && (state.generation !== null || state.building !== null)
}

/** How many changes wait, counted no further than `limit`. */
export async function countWaiting({ db, workspace }: Place, limit: number): Promise<number> {
  const some = waiting({ db, workspace }).select('h.version').limit(limit)
  const { waits } = await db.selectFrom(some.as('some')).select(count().as('waits')).executeTakeFirstOrThrow()
  return waits
}

/** Changes that wait, each deal's in their order. */
export async function waitingSteps(tx: Place, limit: number): Promise<Step[]> {
  const rows = await waiting(tx)
    .leftJoin('opportunity_history as b', (join) =>
      join
        .onRef('b.workspace_id', '=', 'h.workspace_id')
        .onRef('b.opportunity_id', '=', 'h.opportunity_id')
        .on('b.version', '=', sql<number>`h.version - 1`),
    )
    .select(['h.id', 'h.opportunity_id', 'h.version', 'h.valid_from', 'b.id as before_id'])
    .select(STANDING.map((column) => `h.${column}` as const))
    .select(STANDING.map((column) => `b.${column} as before_${column}` as const))
    .orderBy('h.opportunity_id')
    .orderBy('h.version')
    .limit(limit)
    .execute()
  return rows.map(({ id, opportunity_id, version, valid_from, before_id, ...row }) => {
    const columns = row as unknown as Record<string, unknown>
    const standing = (prefix: string) =>
      Object.fromEntries(STANDING.map((column) => [column, columns[prefix + column]])) as unknown as Standing
    const before = before_id === null ? null : standing('before_')
    return { id, opportunity_id, version, valid_from, before, after: standing('') }
  })
}

/** Percent by the stage's id. */
export async function probabilities({ db, workspace }: Place): Promise<ReadonlyMap<string, number>> {
  const stages = db.selectFrom('stages').select(['id', 'probability']).where('workspace_id', '=', workspace.id)
  return new Map((await stages.execute()).map(({ id, probability }) => [id, probability]))
}

/** Spans in the order of their deals, from after the deal `after`; the last deal may be cut short. */
export function spansAfter({ db, workspace }: Place, after: string, limit: number): Promise<Span[]> {
  return db
    .selectFrom('opportunity_history as h')
    .select(['h.id', 'h.opportunity_id', 'h.version', 'h.valid_from', 'h.folded'])
    .select(STANDING.map((column) => `h.${column}` as const))
    .where('h.workspace_id', '=', workspace.id)
    .where('h.opportunity_id', '>', after)
    .orderBy('h.opportunity_id')
    .orderBy('h.version')
    .limit(limit)
    .execute()
}

/** Notes that the rollups have these changes. */
export async function markFolded({ db, workspace }: Place, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += IDS_PER_UPDATE) {
    await db
      .updateTable('opportunity_history')
      .set({ folded: 1 })
      .where('workspace_id', '=', workspace.id)
      .where('id', 'in', ids.slice(start, start + IDS_PER_UPDATE))
      .execute()
  }
}

/** Adds what the rows come to. */
export async function addRows({ db, workspace }: Place, generation: number, rows: readonly RollupRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    const some = rows.slice(start, start + ROWS_PER_INSERT)
    await db
      .insertInto('deal_rollups')
      .values(some.map((row) => ({ workspace_id: workspace.id, generation, ...row })))
      .onConflict((conflict) =>
        conflict
          .columns(KEY)
          .doUpdateSet(
            Object.fromEntries(
              SUMS.map((sum) => [sum, sql<number>`deal_rollups.${sql.ref(sum)} + excluded.${sql.ref(sum)}`]),
            ),
          ),
      )
      .execute()
  }
}

/** Begins a new generation and gives up the one there is; resolves to its number. */
export async function beginGeneration({ db, workspace }: Place): Promise<number> {
  const { latest } = await db
    .insertInto('rollup_states')
    .values({ workspace_id: workspace.id, generation: null, building: 1, time_zone: workspace.timeZone, latest: 1 })
    .onConflict((conflict) =>
      conflict.column('workspace_id').doUpdateSet({
        generation: null,
        time_zone: workspace.timeZone,
        building: sql<number>`rollup_states.latest + 1`,
        latest: sql<number>`rollup_states.latest + 1`,
      }),
    )
    .returning('latest')
    .executeTakeFirstOrThrow()
  return latest
}

/** Makes the generation the one to read from; false when it was given up meanwhile. */
export async function completeGeneration({ db, workspace }: Place, generation: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('rollup_states')
    .set({ generation, building: null })
    .where('workspace_id', '=', workspace.id)
    .where('building', '=', generation)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What the rollups are made of changed for many deals at once: they are built anew before they are read again. */
export async function giveUp({ db, workspace }: Place): Promise<void> {
  await db
    .updateTable('rollup_states')
    .set({ generation: null, building: null })
    .where('workspace_id', '=', workspace.id)
    .execute()
}

/** Removes rows of other generations, not all at once; false when none are left. */
export async function removeOthers({ db, workspace }: Place, generation: number): Promise<boolean> {
  const row = await db
    .selectFrom('deal_rollups')
    .select(['generation', 'kind', 'lens', 'bucket'])
    .where('workspace_id', '=', workspace.id)
    .where('generation', '<>', generation)
    .limit(1)
    .executeTakeFirst()
  if (!row) return false
  let some = db.deleteFrom('deal_rollups').where('workspace_id', '=', workspace.id)
  for (const column of ['generation', 'kind', 'lens', 'bucket'] as const) some = some.where(column, '=', row[column])
  await some.execute()
  return true
}

/** Every row of a generation. */
export function rowsOf({ db, workspace }: Place, generation: number): Promise<RollupRow[]> {
  return db
    .selectFrom('deal_rollups')
    .selectAll()
    .where('workspace_id', '=', workspace.id)
    .where('generation', '=', generation)
    .execute()
}

// As a literal: an index over a part of a table serves only who says which part.
function waiting({ db, workspace }: Place) {
  return db
    .selectFrom('opportunity_history as h')
    .where('h.workspace_id', '=', workspace.id)
    .where(sql<boolean>`h.folded = 0`)
}
