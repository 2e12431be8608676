import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import type { Filters } from '../../filters/index.ts'
import { type ClosedStatus, STATUSES, type Status } from '../../opportunities/model.ts'
import { ALL_TIME } from '../../period.ts'
import { type Instant, type LocalDate, localDateOf, startOfLocalDate } from '../../time.ts'
import { type ClosedDayRow, rolledDays } from './closed-days.ts'
import { firstDay, type Month, monthOf, monthsOf } from './months.ts'
import { narrowed } from './narrowing.ts'
import { askEveryPart } from './population.ts'
import { type Pricing, pricingOf } from './priced.ts'
import { added, type Tally, tallyOf } from './tally.ts'

/** The statuses that end an episode, in the order in which they are shown. */
export const CLOSED = STATUSES.filter((status): status is ClosedStatus => status !== 'open')

/** Deals that came to the same end on the same local day. */
export interface ClosedDay extends Tally {
  readonly status: Status
  readonly day: LocalDate
}

/** Deals created in the same local month, and what became of them. */
export interface CreatedMonth extends Tally {
  readonly status: Status
  readonly month: Month
}

/** What was closed in the filters' period, by day, as the index has it, so that nothing has to be sorted. */
export async function closedByDay(ctx: Ctx, filters: Filters): Promise<ClosedDay[]> {
  const closed = narrowed(filters, CLOSED)
  if (!closed) return []
  const pricing = await pricingOf(ctx, filters.asOf)
  const days = (await rolledDays(ctx, closed, pricing)) ?? (await dealsByDay(ctx, closed, pricing))
  return days.map((day) => ({ ...tallyOf(pricing, day), status: day.status, day: day.closed_on ?? '' }))
}

async function dealsByDay(ctx: Ctx, closed: Filters, pricing: Pricing): Promise<ClosedDayRow[]> {
  const days = askEveryPart(ctx, closed, (part) =>
    part
      .groupBy(['d.status', 'd.closed_on', 'd.currency'])
      .select(['d.status', 'd.closed_on', 'd.currency'])
      .select(added(pricing)),
  )
  return days ? days.execute() : []
}

/** The deals that the filters let through, by the month in which they were created. */
export async function createdByMonth(ctx: Ctx, filters: Filters): Promise<CreatedMonth[]> {
  const [starts, pricing] = await Promise.all([monthStarts(ctx), pricingOf(ctx, filters.asOf)])
  if (starts.length === 0) return []
  // Not the bare month where there is but one: Postgres does not group by a constant.
  const month = sql<Month>`case when d.created_at < ${sql.lit(starts[0]?.from ?? '')} then '' else ${monthIn(starts)} end`
  const months = askEveryPart(ctx, filters, (part) =>
    part
      .groupBy(['d.status', 'd.currency', month])
      .select(['d.status', 'd.currency', month.as('month')])
      .select(added(pricing)),
  )
  return (months ? await months.execute() : []).map(({ status, month, ...group }) => ({
    ...tallyOf(pricing, group),
    status,
    month,
  }))
}

interface MonthStart {
  readonly month: Month
  /** The first moment of its first day. */
  readonly from: Instant
}

/** The months from the first deal's to the last one's. */
async function monthStarts(ctx: Ctx): Promise<MonthStart[]> {
  const { timeZone } = ctx.workspace
  const [first, last] = await Promise.all([outermost(ctx, 'asc'), outermost(ctx, 'desc')])
  const seen = [first, last].flatMap((instant) => (instant ? [monthOf(localDateOf(instant, timeZone))] : []))
  return monthsOf(ALL_TIME, seen).map((month) => ({ month, from: startOfLocalDate(firstDay(month), timeZone) }))
}

async function outermost({ db, workspace }: Ctx, direction: 'asc' | 'desc'): Promise<Instant | undefined> {
  const deals = db.selectFrom('opportunities').select('created_at').where('workspace_id', '=', workspace.id)
  return (await deals.orderBy('created_at', direction).limit(1).executeTakeFirst())?.created_at
}

/** Halves the months until one is left, so that many months cost few comparisons. In words, as groups must be. */
function monthIn(starts: readonly MonthStart[]): RawBuilder<Month> {
  const half = starts.length >> 1
  const middle = starts[half] as MonthStart
  if (half === 0) return sql<Month>`${sql.lit(middle.month)}`
  const [before, after] = [monthIn(starts.slice(0, half)), monthIn(starts.slice(half))]
  return sql<Month>`case when d.created_at < ${sql.lit(middle.from)} then ${before} else ${after} end`
}
