import { type SelectQueryBuilder, sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { sum } from '../../db/portable.ts'
import type { Tables } from '../../db/tables.ts'
import { applyFilters, type Filters } from '../../filters/index.ts'
import type { Status } from '../../opportunities/model.ts'
import { askEveryPart } from './population.ts'
import { fromRollups, lensFor, rolledRows, waitingDeals } from './rolled.ts'
import { type Added, added } from './tally.ts'
import { together } from './together.ts'

/** Deals of one status and currency whose final close was on the day. */
export interface ClosedOn extends Added {
  readonly status: Status
  readonly closed_on: string | null
}

type Question = SelectQueryBuilder<Tables, never, ClosedOn & { readonly sign: number }>

const ALIKE = ['d.status', 'd.closed_on', 'd.currency'] as const

/** The population's closed deals by the day of their final close; the filters ask for closed ones only. */
export async function closedDays(ctx: Ctx, filters: Filters): Promise<ClosedOn[]> {
  const rolled = await rolledDays(ctx, filters)
  if (rolled) return rolled
  // By day, as the index has them, so that nothing has to be sorted.
  const days = askEveryPart(ctx, filters, (part) => part.groupBy(ALIKE).select(ALIKE).select(added()))
  return days ? days.execute() : []
}

async function rolledDays(ctx: Ctx, filters: Filters): Promise<ClosedOn[] | null> {
  const { asOf, created, period } = filters
  if (asOf || created || lensFor(ctx, filters, { byOwner: false }) !== 'none') return null
  return fromRollups(ctx, filters, async (generation) => {
    const of = { generation, kind: 'closed-day', lens: 'none', from: period.fromDate, to: period.toDate } as const
    const rows = rolledRows(ctx, filters, of)
      .groupBy(['d.status', 'd.bucket', 'd.currency'])
      .select(['d.status', 'd.bucket as closed_on', 'd.currency'])
      .select([sum(sql.ref<number>('d.deals')).as('count'), sum(sql.ref<number>('d.valued')).as('valued')])
      .select([sum(sql.ref<number>('d.amount')).as('amount'), sql.lit(1).as('sign')]) as unknown as Question
    const waiting = waitingDeals(ctx).map(
      ({ source, sign }) =>
        applyFilters(ctx.db.selectFrom(source.as('d')), filters)
          .groupBy(ALIKE)
          .select(ALIKE)
          .select(added())
          .select(sql.lit(sign).as('sign')) as unknown as Question,
    )
    const all = waiting.reduce((union, one) => union.unionAll(one), rows)
    return together(await all.execute(), ['status', 'closed_on', 'currency'], ['count', 'valued', 'amount'])
  })
}
