import { sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { count, sum } from '../../db/portable.ts'
import { applyFilters, type Filters } from '../../filters/index.ts'
import { REPORTABLE_COLUMNS, seesOnlyOwn } from '../../opportunities/selection-store.ts'
import { ALL_TIME } from '../../period.ts'
import type { Instant } from '../../time.ts'
import { openDeals } from './open-deals.ts'
import { OWNER } from './population.ts'

/** An owner's deals, and how many of them were touched since each of three moments. */
export interface Touched {
  /** Null for deals of nobody. */
  readonly owner: string | null
  readonly count: number
  readonly touched7: number
  readonly touched14: number
  readonly touched30: number
}

/** Changes that came one way. */
export interface ByWay {
  readonly via: string
  readonly count: number
  readonly backDated: number
}

/** The open deals that the filters let through, by owner, with how many were touched after each of the moments. */
export async function touchedByOwner(
  ctx: Ctx,
  filters: Filters,
  [week, fortnight, month]: readonly [Instant, Instant, Instant],
): Promise<Touched[]> {
  const after = (moment: Instant) => sum(sql<number>`case when d.last_activity_at > ${moment} then 1 else 0 end`)
  const owners = openDeals(ctx, filters)
    .groupBy(OWNER)
    .select([OWNER.as('owner'), count().as('count')])
    .select([after(week).as('touched7'), after(fortnight).as('touched14'), after(month).as('touched30')])
  return (await owners.execute()).map((touched) => ({ ...touched, owner: touched.owner || null }))
}

/** The changes recorded in the filters' period, and no later than `now`, of deals as the change left them. */
export function changesByWay(ctx: Ctx, filters: Filters, now: Instant): Promise<ByWay[]> {
  const { from, to } = filters.period
  const spans = ctx.db
    .selectFrom('opportunity_history as h')
    .select(['h.opportunity_id as id', 'h.via'])
    .select(sql<number>`case when h.valid_from < h.recorded_at then 1 else 0 end`.as('back_dated'))
    .select(REPORTABLE_COLUMNS)
    .where('h.workspace_id', '=', ctx.workspace.id)
    .where('h.recorded_at', '<=', now)
    .$if(from !== null, (all) => all.where('h.recorded_at', '>=', from as Instant))
    .$if(to !== null, (all) => all.where('h.recorded_at', '<', to as Instant))
    .$if(seesOnlyOwn(ctx), (all) => all.where('h.owner_id', '=', ctx.actor.memberId))
  return applyFilters(ctx.db.selectFrom(spans.as('d')), { ...filters, status: [], period: ALL_TIME })
    .groupBy('d.via')
    .select(['d.via', count().as('count'), sum(sql<number>`d.back_dated`).as('backDated')])
    .execute()
}
