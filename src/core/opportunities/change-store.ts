import { type CompiledQuery, sql } from 'kysely'
import { refreshIfPosted } from '../cards/store.ts'
import type { Ctx, TxCtx } from '../context.ts'
import { epochSeconds, isMissing, isUniqueViolation } from '../db/portable.ts'
import { prepared } from '../db/prepared.ts'
import type { OpportunityHistoryRow, OpportunityRow, StageStayRow } from '../db/tables.ts'
import { AppError, conflict } from '../errors.ts'
import { refreshIfAtHome } from '../homes/store.ts'
import { tellIfHeard } from '../notices/wish-store.ts'
import { replaceWords } from '../search/store.ts'
import { secondOf } from '../time.ts'
import { revisionBump } from '../workspaces/store.ts'
import type { Opportunity } from './model.ts'
import { rowOf } from './rows.ts'

/** Rows a multi-row insert carries: 30 columns each stay well under both engines' limit of parameters. */
const ROWS_PER_INSERT = 200

/** A row without its interface's name: what a prepared statement takes. */
type Row<T> = { [Column in keyof T]: T[Column] }
type EndedStay = Row<Pick<StageStayRow, 'left_at' | 'outcome' | 'next_stage_id'>>

/** All that a change writes. */
export interface Written {
  readonly before: Opportunity
  readonly after: Opportunity
  readonly span: OpportunityHistoryRow
  readonly endedStay: EndedStay | null
  readonly begunStay: StageStayRow | null
}

/**
 * What a change writes, in order: the turn among the writers of the workspace, the row, the end of the open span and the
 * next one, the stays, and the wishes to rewrite posted cards and to tell of it. All or nothing: it fails when the deal
 * is no longer at `before`, since its next version exists then, when the stage it goes to was retired, or when the same
 * request wrote it.
 */
export function writesOf(ctx: Ctx, { before, after, span, endedStay, begunStay }: Written): CompiledQuery[] {
  const { db, workspace } = ctx
  const ofDeal = { workspaceId: workspace.id, dealId: after.id }
  return [
    revisionBump(ctx),
    rowUpdate(ctx, before, after),
    spanEnd(db, { ...ofDeal, version: before.version, validTo: span.valid_from }),
    spanInsert(db, { ...span }),
    ...(endedStay ? [stayEnd(db, { ...ofDeal, leftSecond: secondOf(span.valid_from), ...endedStay })] : []),
    ...(begunStay ? [stayInsert(db, { ...begunStay })] : []),
    ...(before.name === after.name ? [] : replaceWords(ctx, { id: after.id, texts: [after.name] })),
    refreshIfPosted(ctx, span.id, after),
    ...(ctx.quiet ? [] : [tellIfHeard(ctx, span, before, after)]),
    refreshIfAtHome(ctx),
  ]
}

/** Thrown when another change came first: deciding again on what stands now may succeed. */
export class Overtaken extends AppError {
  constructor({ ref }: Opportunity) {
    super('conflict', `${ref} was changed by someone else a moment ago. Look at it again, then repeat your change.`)
  }
}

/** Waits for the writes of a change. Throws in the words of a person what a rule of the database refused. */
export async function explained(before: Opportunity, writes: Promise<void>): Promise<void> {
  try {
    await writes
  } catch (error) {
    if (isUniqueViolation(error, 'source_key')) throw doneAlready()
    if (isUniqueViolation(error, 'version') || isMissing(error, 'stage_id')) throw new Overtaken(before)
    throw error
  }
}

const spanInsert = prepared((db, span: Row<OpportunityHistoryRow>) => db.insertInto('opportunity_history').values(span))

const spanEnd = prepared((db, deal: { workspaceId: string; dealId: string; version: number; validTo: string }) =>
  db
    .updateTable('opportunity_history')
    .set({ valid_to: deal.validTo })
    .where('workspace_id', '=', deal.workspaceId)
    .where('opportunity_id', '=', deal.dealId)
    .where('version', '=', deal.version),
)

// Of a stage that was retired meanwhile there is nothing to select, and a stay without a stage is refused.
const stayInsert = prepared((db, stay: Row<StageStayRow>) =>
  db.insertInto('stage_stays').values((row) => ({
    ...stay,
    stage_id: row
      .selectFrom('stages')
      .select('id')
      .where('workspace_id', '=', stay.workspace_id)
      .where('id', '=', stay.stage_id)
      .where('retired_at', 'is', null)
      .$asScalar()
      .$notNull(),
  })),
)

interface StayOfDeal {
  workspaceId: string
  dealId: string
  /** When it ended, in seconds since 1970. */
  leftSecond: number
}

const stayEnd = prepared((db, { workspaceId, dealId, leftSecond, ...end }: Row<StayOfDeal> & EndedStay) =>
  db
    .updateTable('stage_stays')
    .set({ ...end, seconds: sql`case when entry_known = 1 then ${leftSecond} - ${ENTERED_SECOND} end` })
    .where('workspace_id', '=', workspaceId)
    .where('opportunity_id', '=', dealId)
    .where('left_at', 'is', null),
)

const ENTERED_SECOND = epochSeconds(sql.ref('entered_at'))

/** The row's new values, if it is still at the version that the rule saw; columns that stay are left out. */
function rowUpdate({ db, workspace }: Ctx, before: Opportunity, after: Opportunity): CompiledQuery {
  const old = rowOf(before, workspace.id, null)
  const changed = Object.entries(rowOf(after, workspace.id, null)).filter(
    ([column, value]) => value !== old[column as keyof OpportunityRow],
  )
  const shape = changed.map(([column]) => column).join()
  const update = rowUpdates.get(shape) ?? preparedRowUpdate(changed.map(([column]) => column))
  rowUpdates.set(shape, update)
  const { id: deal, version: seen } = before
  return update(db, { ...Object.fromEntries(changed), of: workspace.id, deal, seen })
}

/** By the columns they set: a move sets the same ones every time. */
const rowUpdates = new Map<string, ReturnType<typeof preparedRowUpdate>>()

function preparedRowUpdate(columns: readonly string[]) {
  return prepared((db, values: Record<string, string | number | null>) =>
    db
      .updateTable('opportunities')
      .set(Object.fromEntries(columns.map((column) => [column, values[column]])))
      .where('workspace_id', '=', values.of as string)
      .where('id', '=', values.deal as string)
      .where('version', '=', values.seen as number),
  )
}

function doneAlready(): Error {
  return conflict('This was done already. Nothing was changed twice.')
}

export async function insertOpportunities(tx: TxCtx, rows: readonly OpportunityRow[]): Promise<void> {
  await inBatches(rows, (batch) => tx.db.insertInto('opportunities').values(batch).execute())
}

/** Adds history spans. Throws `conflict` when the same request wrote its span already. */
export async function insertSpans(tx: TxCtx, rows: readonly OpportunityHistoryRow[]): Promise<void> {
  try {
    await inBatches(rows, (batch) => tx.db.insertInto('opportunity_history').values(batch).execute())
  } catch (error) {
    if (isUniqueViolation(error, 'source_key')) throw doneAlready()
    throw error
  }
}

export async function insertStays(tx: TxCtx, rows: readonly StageStayRow[]): Promise<void> {
  await inBatches(rows, (batch) => tx.db.insertInto('stage_stays').values(batch).execute())
}

async function inBatches<Row>(rows: readonly Row[], insert: (batch: Row[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    await insert(rows.slice(start, start + ROWS_PER_INSERT))
  }
}
