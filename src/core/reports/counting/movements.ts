import { sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { count, sum } from '../../db/portable.ts'
import { type Filters, passes } from '../../filters/index.ts'
import { STATUSES, type Status } from '../../opportunities/model.ts'
import { REPORTABLE_COLUMNS, seesOnlyOwn } from '../../opportunities/selection-store.ts'
import { ALL_TIME } from '../../period.ts'
import type { Instant } from '../../time.ts'
import { priced } from './priced.ts'

/** How deals stood at a moment: not there yet, deleted, or by status. */
type Standing = 'none' | 'deleted' | Status

/** Deals that changed between two moments, alike in how they stood at both. */
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
  /** 1 where the value grew, -1 where it shrank. */
  readonly direction: number
  readonly count: number
  /** Minor units of the workspace's currency; what has no value in it adds nothing. */
  readonly valueBefore: number
  readonly valueAfter: number
}

/** What changed after `from` until `to`, both counted as moments that figures are asked for as of. */
export async function movementsBetween(ctx: Ctx, filters: Filters, from: Instant, to: Instant): Promise<Movement[]> {
  const before = standing(ctx, filters, from).where('d.valid_from', '<=', from).where('d.valid_to', '>', from)
  const after = standing(ctx, filters, to)
    .where('d.valid_from', '>', from)
    .where('d.valid_from', '<=', to)
    .where('d.valid_to', '>', to)
  const pairs = ctx.db
    .selectFrom(after.as('b'))
    .leftJoin(before.as('a'), 'a.id', 'b.id')
    .select(['b.standing as after', 'b.inside as insideAfter', 'b.due as dueAfter', 'b.currency as currencyAfter'])
    .select(sql<Standing>`coalesce(a.standing, 'none')`.as('before'))
    .select(sql<number>`coalesce(a.inside, 0)`.as('insideBefore'))
    .select(sql<number>`coalesce(a.due, 0)`.as('dueBefore'))
    .select('a.currency as currencyBefore')
    .select(sql<number>`coalesce(b.worth, 0)`.as('valueAfter'))
    .select(sql<number>`coalesce(a.worth, 0)`.as('valueBefore'))
  const direction = sql<number>`case when p."valueAfter" > p."valueBefore" then 1
    when p."valueAfter" < p."valueBefore" then -1 else 0 end`
  const alike = [
    ...(['p.before', 'p.after', 'p.insideBefore', 'p.insideAfter', 'p.dueBefore', 'p.dueAfter'] as const),
    ...(['p.currencyBefore', 'p.currencyAfter'] as const),
  ] as const
  return ctx.db
    .selectFrom(pairs.as('p'))
    .groupBy([...alike, direction])
    .select(alike)
    .select([direction.as('direction'), count().as('count')])
    .select([
      sum(sql.ref<number>('p.valueBefore')).as('valueBefore'),
      sum(sql.ref<number>('p.valueAfter')).as('valueAfter'),
    ])
    .execute()
}

/** Spans of history, deleted ones too, with what a bridge asks of them. */
function standing(ctx: Ctx, { expected, ...filters }: Filters, moment: Instant) {
  const inside = passes({ ...filters, status: [], period: ALL_TIME })
  const due = passes({ ...NO_FILTERS, currency: filters.currency, ...(expected ? { expected } : {}) })
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
    .select(['d.id', 'd.currency', priced(ctx, moment).as('worth')])
    .select(sql<Standing>`case when d.deleted = 1 then 'deleted' else d.status end`.as('standing'))
    .select(sql<number>`case when ${inside} then 1 else 0 end`.as('inside'))
    .select(sql<number>`case when ${due} then 1 else 0 end`.as('due'))
}

const NO_FILTERS = {
  ...{ pipeline: [], owner: [], source: [], status: [], stage: [], tag: [] },
  ...{ period: ALL_TIME, asOf: null },
}
