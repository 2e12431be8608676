import { type SelectQueryBuilder, sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { sum } from '../../db/portable.ts'
import type { Tables } from '../../db/tables.ts'
import type { Filters } from '../../filters/index.ts'
import type { Status } from '../../opportunities/model.ts'
import { dealsInSight, unionOf } from './population.ts'
import { pricingOf } from './priced.ts'
import { fromRollups, lensFor, rolledRows, waitingDeals } from './rolled.ts'
import { type Tally, tallied } from './tally.ts'
import { together } from './together.ts'

/** Deals of one status whose final close was on the day. */
interface ClosedOn extends Tally {
  readonly status: Status
  readonly closed_on: string | null
}

type Question = SelectQueryBuilder<Tables, never, ClosedOn & { readonly sign: number }>

/**
 * The closed deals that the filters, which ask for no others, let through, by the day of their final close; null where
 * rollups cannot tell.
 */
export async function rolledDays(ctx: Ctx, filters: Filters): Promise<Omit<ClosedOn, 'sign'>[] | null> {
  const { asOf, created, period } = filters
  if (asOf || created || lensFor(ctx, filters, { byOwner: false }) !== 'none') return null
  // Where other currencies have a price, it is worked out deal by deal.
  if ((await pricingOf(ctx, asOf)).converted) return null
  const own = sql<number>`case when d.currency = ${ctx.workspace.currency} then 1 else 0 end`
  return fromRollups(ctx, filters, async (generation) => {
    const of = { generation, kind: 'closed-day', lens: 'none', from: period.fromDate, to: period.toDate } as const
    const rows = rolledRows(ctx, filters, of)
      .groupBy(['d.status', 'd.bucket'])
      .select(['d.status', 'd.bucket as closed_on', sum(sql.ref<number>('d.deals')).as('count')])
      .select([sum(sql<number>`${own} * d.amount`).as('value'), sum(sql<number>`d.deals - d.valued`).as('unvalued')])
      .select([sum(sql<number>`(1 - ${own}) * d.valued`).as('unpriced'), sql.lit(1).as('sign')]) as unknown as Question
    const waiting = waitingDeals(ctx).map(
      ({ source, sign }) =>
        dealsInSight(ctx, filters, source)
          .groupBy(['d.status', 'd.closed_on'])
          .select(['d.status', 'd.closed_on'])
          .select(tallied(ctx, asOf))
          .select(sql.lit(sign).as('sign')) as unknown as Question,
    )
    const days = (await unionOf([rows, ...waiting])?.execute()) ?? []
    return together(days, ['status', 'closed_on'], ['count', 'value', 'unvalued', 'unpriced'])
  })
}
