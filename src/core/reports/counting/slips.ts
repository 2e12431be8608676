import { differenceInCalendarDays } from 'date-fns'
import type { Ctx } from '../../context.ts'
import { count } from '../../db/portable.ts'
import type { Filters } from '../../filters/index.ts'
import type { Instant } from '../../time.ts'
import { narrowed } from './narrowing.ts'
import { askEveryPart } from './population.ts'

/** Deals that were open at a moment, and how many of them were expected later at another one, and how much later. */
export interface Slips {
  readonly count: number
  readonly slipped: number
  /** Of those that slipped, together. */
  readonly days: number
}

/** How the expected close of the deals that were open as of the filters' moment had moved by `end`. */
export async function slipsUntil(ctx: Ctx, filters: Filters, end: Instant): Promise<Slips> {
  const open = narrowed(filters, ['open'])
  const pairs =
    open &&
    askEveryPart(ctx, open, (part) =>
      part
        // Crossed, SQLite goes from the deals to their history, and never the other way round.
        .crossJoin('opportunity_history as e')
        .whereRef('e.workspace_id', '=', 'd.workspace_id')
        .whereRef('e.opportunity_id', '=', 'd.id')
        .where('e.valid_from', '<=', end)
        .where('e.valid_to', '>', end)
        .groupBy(['d.expected_close_on', 'e.expected_close_on'])
        .select(['d.expected_close_on as before', 'e.expected_close_on as after', count().as('count')]),
    )
  return (pairs ? await pairs.execute() : []).reduce(
    (sum, { before, after, count }) => {
      const days = before && after ? differenceInCalendarDays(`${after}T12:00:00Z`, `${before}T12:00:00Z`) : 0
      const late = days > 0 ? count : 0
      return { count: sum.count + count, slipped: sum.slipped + late, days: sum.days + late * days }
    },
    { count: 0, slipped: 0, days: 0 },
  )
}
