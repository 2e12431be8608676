import { sql } from 'kysely'
import { answeredOnce } from '../../answers.ts'
import type { Ctx } from '../../context.ts'
import { sum } from '../../db/portable.ts'
import type { DealRollupRow } from '../../db/tables.ts'
import { applyFilters, type Filters } from '../../filters/index.ts'
import { REPORTABLE_COLUMNS, seesOnlyOwn } from '../../opportunities/selection-store.ts'
import { ALL_TIME } from '../../period.ts'
import { countWaiting, readable, stateOf } from '../../rollups/store.ts'
import type { Instant } from '../../time.ts'
import { isSaid } from './narrowing.ts'
import type { Source } from './population.ts'

/** With more changes waiting than this, asking the deals themselves takes no longer. */
const MOST_WAITING = 3_000

export type Kind = DealRollupRow['kind']
export type Lens = DealRollupRow['lens']

/**
 * The one place that decides whether a question is put to the rollups: where there are any to read, and they tell apart
 * all that the filters ask for. Null when it must be put to the deals themselves. `ask` may ask one question only, and is
 * handed the generation that it must ask for.
 */
export async function fromRollups<Answer>(
  ctx: Ctx,
  filters: Filters,
  ask: (generation: number) => Promise<Answer>,
): Promise<Answer | null> {
  if (!carried(filters)) return null
  const generation = await answeredOnce(ctx, 'rollups', () => usable(ctx))
  if (generation === null) return null
  const answer = await ask(generation)
  // Numbers never come again: it stood all the time if it stands now.
  return generation === readable(await stateOf(ctx), ctx.workspace) ? answer : null
}

async function usable(ctx: Ctx): Promise<number | null> {
  const generation = readable(await stateOf(ctx), ctx.workspace)
  if (generation === null) return null
  return (await countWaiting(ctx, MOST_WAITING)) < MOST_WAITING ? generation : null
}

/** Whether rollups tell apart what each filter narrows down by, or the filter narrows nothing: one that is new must say. */
const CARRIED: Record<keyof Required<Filters>, boolean> = {
  ...{ pipeline: true, stage: true, status: true, owner: true, source: true, period: true, created: true },
  ...{ currency: true, timeZone: true, today: true, asOf: true },
  ...{ notSource: false, tag: false, reason: false, notReason: false, q: false, minValue: false, maxValue: false },
  ...{ expected: false, undated: false, category: false, reached: false, stay: false, deal: false, attention: false },
}

function carried(filters: Filters): boolean {
  const others = Object.entries(filters).filter(([key]) => !CARRIED[key as keyof Filters])
  return !others.some(([, value]) => isSaid(value))
}

/** The coarsest that tells apart what the filters narrow down by, and owners where they are asked for. */
export function lensFor(ctx: Ctx, filters: Filters, { byOwner }: { byOwner: boolean }): Lens {
  const owner = byOwner || filters.owner.length > 0 || seesOnlyOwn(ctx)
  if (filters.source.length > 0) return owner ? 'both' : 'source'
  return owner ? 'owner' : 'none'
}

/** Rows of the rollups as `d`, of the kind, from the bucket `from` until before `to`, that the filters let through. */
export function rolledRows(
  ctx: Ctx,
  { created, ...filters }: Filters,
  of: { generation: number; kind: Kind; lens: Lens; from?: string | null; to?: string | null },
) {
  const rows = ctx.db
    .selectFrom('deal_rollups as r')
    .select(['r.workspace_id', 'r.bucket', 'r.status', 'r.currency', 'r.pipeline_id', 'r.stage_id', 'r.highest_rank'])
    .select(['r.cycle_days', 'r.deals', 'r.valued', 'r.amount', 'r.weighted', 'r.cycles'])
    .select(sql<string | null>`nullif(r.owner_id, '')`.as('owner_id'))
    .select(sql<string | null>`nullif(r.source, '')`.as('source'))
    .where('r.workspace_id', '=', ctx.workspace.id)
    .where('r.generation', '=', of.generation)
    .where('r.kind', '=', of.kind)
    .where('r.lens', '=', of.lens)
    .$if(of.from != null, (all) => all.where('r.bucket', '>=', of.from as string))
    .$if(of.to != null, (all) => all.where('r.bucket', '<', of.to as string))
  return applyFilters(ctx.db.selectFrom(rows.as('d')), { ...filters, period: ALL_TIME }).$if(seesOnlyOwn(ctx), (all) =>
    all.where('d.owner_id', '=', ctx.actor.memberId),
  )
}

/** Selects of rows of the rollups what `added` selects of deals. */
export function addedRows() {
  const total = (column: 'deals' | 'valued' | 'amount') => sum(sql.ref<number>(`d.${column}`))
  return [
    total('deals').as('count'),
    total('valued').as('valued'),
    // Other currencies than the workspace's are priced deal by deal.
    sql<number>`0`.as('converted'),
    total('amount').as('amount'),
  ] as const
}

/** Deals as each of some changes left them, and as they were before it; `changed_at` is when it took effect. */
export interface Changed {
  readonly source: Source
  readonly sign: 1 | -1
}

interface Between {
  readonly from?: Instant
  readonly after?: Instant
  readonly until?: Instant
}

/** The changes that the rollups do not have yet, of a stretch of time: from `from` or after `after`, until `until`. */
export function waitingDeals(ctx: Ctx, between: Between = {}): readonly Changed[] {
  // As a literal: an index over a part of a table serves only who says which part.
  return changed(ctx, between, (of) => of.where(sql<boolean>`w.folded = 0`))
}

/** The changes of a stretch of time that the rollups have. */
export function foldedDeals(ctx: Ctx, between: Between): readonly Changed[] {
  return changed(ctx, between, (of) => of.where(sql<boolean>`w.folded = 1`))
}

type Changes = ReturnType<typeof changesOf>

function changed(ctx: Ctx, { from, after, until }: Between, which: (of: Changes) => Changes): readonly Changed[] {
  const states = (step: 0 | 1) =>
    which(changesOf(ctx))
      .$if(from !== undefined, (all) => all.where('w.valid_from', '>=', from as Instant))
      .$if(after !== undefined, (all) => all.where('w.valid_from', '>', after as Instant))
      .$if(until !== undefined, (all) => all.where('w.valid_from', '<=', until as Instant))
      // Crossed, SQLite goes from the few changes to their deals, and never the other way round.
      .crossJoin('opportunity_history as h')
      .whereRef('h.workspace_id', '=', 'w.workspace_id')
      .whereRef('h.opportunity_id', '=', 'w.opportunity_id')
      .where('h.version', '=', sql<number>`w.version - ${sql.lit(step)}`)
      .select('h.opportunity_id as id')
      .select('w.valid_from as changed_at')
      .select(REPORTABLE_COLUMNS)
      .where('h.deleted', '=', 0) as unknown as Source
  return [
    { source: states(0), sign: 1 },
    { source: states(1), sign: -1 },
  ]
}

function changesOf({ db, workspace }: Ctx) {
  return db.selectFrom('opportunity_history as w').where('w.workspace_id', '=', workspace.id)
}
