import { type SelectQueryBuilder, sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import type { Tables } from '../../db/tables.ts'
import type { Filters } from '../../filters/index.ts'
import type { Status } from '../../opportunities/model.ts'
import type { LocalDate } from '../../time.ts'
import { dealsInSight, unionOf } from './population.ts'
import type { Pricing } from './priced.ts'
import { addedRows, fromRollups, lensFor, rolledRows, waitingDeals } from './rolled.ts'
import { type Added, added } from './tally.ts'
import { together } from './together.ts'

/** Deals of one status whose final close was on the day, as the database adds them up. */
export interface ClosedDayRow extends Added {
  readonly status: Status
  readonly closed_on: LocalDate | null
}

type Question = SelectQueryBuilder<Tables, never, ClosedDayRow & { readonly sign: number }>

/**
 * The closed deals that the filters, which ask for no others, let through, by the day of their final close; null where
 * rollups cannot tell.
 */
export async function rolledDays(ctx: Ctx, filters: Filters, pricing: Pricing): Promise<ClosedDayRow[] | null> {
  const { asOf, created, period } = filters
  if (asOf || created || lensFor(ctx, filters, { byOwner: false }) !== 'none') return null
  // Where other currencies have a price, it is worked out deal by deal.
  if (pricing.converted) return null
  return fromRollups(ctx, filters, async (generation) => {
    const of = { generation, kind: 'closed-day', lens: 'none', from: period.fromDate, to: period.toDate } as const
    const rows = rolledRows(ctx, filters, of)
      .groupBy(['d.status', 'd.bucket', 'd.currency'])
      .select(['d.status', 'd.bucket as closed_on', 'd.currency'])
      .select(addedRows())
      .select(sql.lit(1).as('sign')) as unknown as Question
    const waiting = waitingDeals(ctx).map(
      ({ source, sign }) =>
        dealsInSight(ctx, filters, source)
          .groupBy(['d.status', 'd.closed_on', 'd.currency'])
          .select(['d.status', 'd.closed_on', 'd.currency'])
          .select(added(pricing))
          .select(sql.lit(sign).as('sign')) as unknown as Question,
    )
    const days = (await unionOf([rows, ...waiting])?.execute()) ?? []
    return together(days, ['status', 'closed_on', 'currency'], ['count', 'valued', 'converted', 'amount'])
  })
}
