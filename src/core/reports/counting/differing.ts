import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { count, sum } from '../../db/portable.ts'
import { type Filters, passes } from '../../filters/index.ts'
import { STATUSES, type Status } from '../../opportunities/model.ts'
import { REPORTABLE_COLUMNS, seesOnlyOwn } from '../../opportunities/selection-store.ts'
import { priceAt } from '../../rates/price-store.ts'
import type { Instant } from '../../time.ts'

/** Deals that are counted otherwise at one moment than at another, alike in how they stood at both. */
export interface DifferingGroup {
  /** Null where the deal was not there, or is not the viewer's. */
  readonly statusBefore: Status | null
  readonly statusAfter: Status | null
  readonly countedBefore: number
  readonly countedAfter: number
  readonly count: number
  /** Minor units of the workspace's currency, of what was counted. */
  readonly valueBefore: number
  readonly valueAfter: number
}

/** One such deal. */
export interface DifferingDeal extends Omit<DifferingGroup, 'count'> {
  readonly number: number
  readonly name: string
  readonly stageBefore: string | null
  readonly stageAfter: string | null
  /** What it is worth at either moment, counted or not. */
  readonly worthBefore: number | null
  readonly worthAfter: number | null
}

/** What decides whether a deal is counted otherwise: its stage does where deals are counted by stage. */
type By = 'status' | 'stage'

/** The deals that make a difference between the two moments, in groups. */
export function differingGroups(ctx: Ctx, filters: Filters, from: Instant, to: Instant, by: By) {
  const alike = ['p.statusBefore', 'p.statusAfter', 'p.countedBefore', 'p.countedAfter'] as const
  return differing(ctx, filters, from, to, by)
    .groupBy(alike)
    .select(alike)
    .select([
      count().as('count'),
      sum(sql<number>`${BEFORE}`).as('valueBefore'),
      sum(sql<number>`${AFTER}`).as('valueAfter'),
    ])
    .execute() as Promise<DifferingGroup[]>
}

/** The largest of them. */
export function differingDeals(ctx: Ctx, filters: Filters, from: Instant, to: Instant, by: By, limit: number) {
  return differing(ctx, filters, from, to, by)
    .innerJoin('opportunities as o', 'o.id', 'p.id')
    .select(['o.number', 'o.name', 'p.statusBefore', 'p.statusAfter', 'p.stageBefore', 'p.stageAfter'])
    .select(['p.countedBefore', 'p.countedAfter', 'p.worthBefore', 'p.worthAfter'])
    .select([BEFORE.as('valueBefore'), AFTER.as('valueAfter')])
    .orderBy(sql`abs(${AFTER} - ${BEFORE})`, 'desc')
    .orderBy('o.number')
    .limit(limit)
    .execute() as Promise<DifferingDeal[]>
}

/** Changes that took effect by the moment and became known after it, as they left their deals. */
export function datedBack(ctx: Ctx, filters: Filters, moment: Instant, limit: number) {
  const changes = ctx.db
    .selectFrom('opportunity_history as h')
    .leftJoin('members as a', 'a.id', 'h.actor_id')
    .select(['h.opportunity_id as id', 'h.kind', 'h.valid_from', 'h.recorded_at', 'a.name as by'])
    .select(REPORTABLE_COLUMNS)
    .where('h.workspace_id', '=', ctx.workspace.id)
    .where('h.recorded_at', '>', moment)
    .where('h.valid_from', '<=', moment)
    // An import brings what was known elsewhere.
    .where('h.via', '<>', 'import')
    .where('h.deleted', '=', 0)
    .$if(seesOnlyOwn(ctx), (all) => all.where('h.owner_id', '=', ctx.actor.memberId))
  return ctx.db
    .selectFrom(changes.as('d'))
    .innerJoin('opportunities as o', 'o.id', 'd.id')
    .select(['o.number', 'o.name', 'd.kind', 'd.valid_from as dated', 'd.recorded_at as recorded', 'd.by'])
    .select(priceAt(ctx, moment).as('worth'))
    .where(passes(filters))
    .orderBy('d.recorded_at', 'desc')
    .orderBy('o.number')
    .limit(limit)
    .execute()
}

/** What was counted of a deal `p` at either moment. */
const BEFORE: RawBuilder<number> = sql<number>`(p."countedBefore" * coalesce(p."worthBefore", 0))`
const AFTER: RawBuilder<number> = sql<number>`(p."countedAfter" * coalesce(p."worthAfter", 0))`

function differing(ctx: Ctx, filters: Filters, from: Instant, to: Instant, by: By) {
  const before = standing(ctx, filters, from).where('d.valid_from', '<=', from).where('d.valid_to', '>', from)
  const after = standing(ctx, filters, to)
    .where('d.valid_from', '<=', to)
    .where('d.valid_to', '>', to)
    // Nothing else can differ, but for what another currency is worth.
    .where((d) => d.or([d('d.valid_from', '>', from), d('d.currency', '<>', ctx.workspace.currency)]))
  const pairs = ctx.db
    .selectFrom(after.as('b'))
    .leftJoin(before.as('a'), 'a.id', 'b.id')
    .leftJoin('stages as sa', 'sa.id', 'a.stage')
    .leftJoin('stages as sb', 'sb.id', 'b.stage')
    .select(['b.id', 'a.status as statusBefore', 'b.status as statusAfter'])
    .select(['sa.name as stageBefore', 'sb.name as stageAfter', 'a.stage as fromStage', 'b.stage as toStage'])
    .select(['a.worth as worthBefore', 'b.worth as worthAfter', 'b.counted as countedAfter'])
    .select(sql<number>`coalesce(a.counted, 0)`.as('countedBefore'))
  return ctx.db.selectFrom(pairs.as('p')).where(
    sql<boolean>`p."countedBefore" <> p."countedAfter" or (p."countedAfter" = 1 and (
      p."statusBefore" <> p."statusAfter" or coalesce(p."worthBefore", -1) <> coalesce(p."worthAfter", -1)
      ${by === 'stage' ? sql`or p."fromStage" <> p."toStage"` : sql``}))`,
  )
}

/** Spans of history with what a difference asks of them; of a deal that is not the viewer's only that it is not counted. */
function standing(ctx: Ctx, filters: Filters, moment: Instant) {
  const spans = ctx.db
    .selectFrom('opportunity_history as h')
    .select(['h.opportunity_id as id', 'h.valid_from', 'h.valid_to', 'h.deleted'])
    .select(REPORTABLE_COLUMNS)
    .where('h.workspace_id', '=', ctx.workspace.id)
    // The index that finds a moment begins with it.
    .where('h.status', 'in', STATUSES)
  const theirs = seesOnlyOwn(ctx) ? sql`d.owner_id = ${ctx.actor.memberId}` : sql`1 = 1`
  const seen = sql`d.deleted = 0 and ${theirs}`
  return ctx.db
    .selectFrom(spans.as('d'))
    .select('d.id')
    .select(sql<Status | null>`case when ${seen} then d.status end`.as('status'))
    .select(sql<string | null>`case when ${seen} then d.stage_id end`.as('stage'))
    .select(sql<number | null>`case when ${seen} then ${priceAt(ctx, moment)} end`.as('worth'))
    .select(sql<number>`case when ${seen} and ${passes(filters)} then 1 else 0 end`.as('counted'))
}
