import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { count, sum } from '../../db/portable.ts'
import { type Filters, passes } from '../../filters/index.ts'
import { STATUSES, type Status } from '../../opportunities/model.ts'
import { REPORTABLE_COLUMNS, seesOnlyOwn } from '../../opportunities/selection-store.ts'
import { ALL_TIME } from '../../period.ts'
import { haveRatesChanged } from '../../rates/index.ts'
import { priceAt } from '../../rates/price-store.ts'
import type { Instant } from '../../time.ts'

/** How deals stood at a moment: not there yet, deleted, or by status. */
type Standing = 'none' | 'deleted' | Status

/** Deals that changed between two moments, or are worth something else by new rates, alike in how they stood at both. */
export interface Movement {
  readonly before: Standing
  readonly after: Standing
  /** 1 where they pass the filters, leaving aside when they are expected to close. */
  readonly insideBefore: number
  readonly insideAfter: number
  /** 1 where they are expected to close when the filters say. */
  readonly dueBefore: number
  readonly dueAfter: number
  readonly currencyBefore: string | null
  readonly currencyAfter: string
  /** 1 where the value grew, -1 where it shrank; by the later rates on both sides. */
  readonly direction: number
  /** 1 where rates alone made the earlier value more, -1 where less. */
  readonly rateDirection: number
  readonly count: number
  /** Minor units of the workspace's currency; what has no price in it adds nothing. */
  readonly valueBefore: number
  /** What they were worth before, by the rates of the later moment. */
  readonly valueRevalued: number
  readonly valueAfter: number
}

/** What changed after `from` until `to`, both counted as moments that figures are asked for as of; '' is before all time. */
export async function movementsBetween(ctx: Ctx, filters: Filters, from: Instant, to: Instant): Promise<Movement[]> {
  const seen = { ctx, filters, from, to }
  const before = standing(seen).where('d.valid_from', '<=', from).where('d.valid_to', '>', from)
  const after = standing(seen)
    .where('d.valid_from', '>', from)
    .where('d.valid_from', '<=', to)
    .where('d.valid_to', '>', to)
  const changed = ctx.db
    .selectFrom(after.as('b'))
    // What was created since was nothing before: it is not looked for.
    .leftJoin(before.as('a'), (on) => on.on('a.id', '=', sql<string>`case when b.created_at <= ${from} then b.id end`))
    .select(['b.standing as after', 'b.insideTo as insideAfter', 'b.due as dueAfter', 'b.currency as currencyAfter'])
    .select(sql<Standing>`coalesce(a.standing, 'none')`.as('before'))
    .select(sql<number>`coalesce(a."insideFrom", 0)`.as('insideBefore'))
    .select(sql<number>`coalesce(a.due, 0)`.as('dueBefore'))
    .select('a.currency as currencyBefore')
    .select(sql<number>`coalesce(b."worthTo", 0)`.as('valueAfter'))
    .select(sql<number>`coalesce(a."worthFrom", 0)`.as('valueBefore'))
    .select(sql<number>`coalesce(a."worthTo", 0)`.as('valueRevalued'))
  // Without a new rate, a deal that did not change is worth what it was.
  const revalued = from !== '' && (await haveRatesChanged(ctx, from, to))
  const pairs = revalued ? changed.unionAll(unchanged(seen)) : changed
  const directionOf = (first: string, second: string) => {
    const [a, b] = [sql.ref(`p.${first}`), sql.ref(`p.${second}`)]
    return sql<number>`case when ${b} > ${a} then 1 when ${b} < ${a} then -1 else 0 end`
  }
  const direction = directionOf('valueRevalued', 'valueAfter')
  const rateDirection = directionOf('valueBefore', 'valueRevalued')
  const alike = [
    ...(['p.before', 'p.after', 'p.insideBefore', 'p.insideAfter', 'p.dueBefore', 'p.dueAfter'] as const),
    ...(['p.currencyBefore', 'p.currencyAfter'] as const),
  ] as const
  return ctx.db
    .selectFrom(pairs.as('p'))
    .groupBy([...alike, direction, rateDirection])
    .select(alike)
    .select([direction.as('direction'), rateDirection.as('rateDirection'), count().as('count')])
    .select([
      sum(sql.ref<number>('p.valueBefore')).as('valueBefore'),
      sum(sql.ref<number>('p.valueRevalued')).as('valueRevalued'),
      sum(sql.ref<number>('p.valueAfter')).as('valueAfter'),
    ])
    .execute()
}

interface Seen {
  readonly ctx: Ctx
  readonly filters: Filters
  readonly from: Instant
  readonly to: Instant
}

/** Open deals in other currencies that stood alike at both moments: only their worth may differ. */
function unchanged(seen: Seen) {
  return standing(seen)
    .where('d.status', '=', 'open')
    .where('d.deleted', '=', 0)
    .where('d.currency', '<>', seen.ctx.workspace.currency)
    .where('d.valid_from', '<=', seen.from)
    .where('d.valid_to', '>', seen.to)
    .clearSelect()
    .select([sql<Standing>`'open'`.as('after'), inside(seen, seen.to).as('insideAfter'), due(seen).as('dueAfter')])
    .select('d.currency as currencyAfter')
    .select([sql<Standing>`'open'`.as('before'), inside(seen, seen.from).as('insideBefore'), due(seen).as('dueBefore')])
    .select('d.currency as currencyBefore')
    .select(sql<number>`coalesce(${priceAt(seen.ctx, seen.to)}, 0)`.as('valueAfter'))
    .select(sql<number>`coalesce(${priceAt(seen.ctx, seen.from)}, 0)`.as('valueBefore'))
    .select(sql<number>`coalesce(${priceAt(seen.ctx, seen.to)}, 0)`.as('valueRevalued'))
}

/** Spans of history, deleted ones too, with what a bridge asks of them at either moment. */
function standing(seen: Seen) {
  const { ctx, from, to } = seen
  const spans = ctx.db
    .selectFrom('opportunity_history as h')
    .select(['h.opportunity_id as id', 'h.valid_from', 'h.valid_to', 'h.deleted'])
    .select(REPORTABLE_COLUMNS)
    .where('h.workspace_id', '=', ctx.workspace.id)
    // The index that finds a moment begins with it.
    .where('h.status', 'in', STATUSES)
    .$if(seesOnlyOwn(ctx), (all) => all.where('h.owner_id', '=', ctx.actor.memberId))
  return ctx.db
    .selectFrom(spans.as('d'))
    .select(['d.id', 'd.currency', 'd.created_at'])
    .select([priceAt(ctx, from || to).as('worthFrom'), priceAt(ctx, to).as('worthTo')])
    .select(sql<Standing>`case when d.deleted = 1 then 'deleted' else d.status end`.as('standing'))
    .select([inside(seen, from || to).as('insideFrom'), inside(seen, to).as('insideTo'), due(seen).as('due')])
}

function inside({ filters: { expected: _, ...filters } }: Seen, asOf: Instant): RawBuilder<number> {
  return sql<number>`case when ${passes({ ...filters, status: [], period: ALL_TIME, asOf })} then 1 else 0 end`
}

function due({ filters: { expected, currency, timeZone, today } }: Seen): RawBuilder<number> {
  const only: Filters = { ...NO_FILTERS, ...{ currency, timeZone, today }, ...(expected ? { expected } : {}) }
  return sql<number>`case when ${passes(only)} then 1 else 0 end`
}

const NO_FILTERS = {
  ...{ pipeline: [], owner: [], source: [], status: [], stage: [], tag: [] },
  ...{ period: ALL_TIME, asOf: null },
}
