import type { Ctx } from '../../context.ts'
import { type Filters, loadDirectory } from '../../filters/index.ts'
import type { Status } from '../../opportunities/model.ts'
import { closedByDay, createdByMonth } from './by-month.ts'
import { type Month, monthOf, monthsOf, monthWithin } from './months.ts'
import { createdInPeriod } from './narrowing.ts'
import { type ByStatus, neverDeals, realByStatus } from './real.ts'
import { negated, type Tally, total } from './tally.ts'

/** What rates are made of, over a whole period or in one month of it. */
export interface Stretch {
  /** Null for the whole period. */
  readonly month: Month | null
  readonly filters: Filters
  /** Open deals, and those closed in the stretch. */
  readonly standing: ByStatus
  /** Those created in it, and what became of them. */
  readonly created: ByStatus
}

/** The filters' period as one stretch. */
export async function wholePeriod(ctx: Ctx, filters: Filters): Promise<Stretch> {
  const cohort = createdInPeriod(filters)
  const [standing, created] = await Promise.all([realByStatus(ctx, filters), realByStatus(ctx, cohort)])
  return { month: null, filters, standing, created }
}

/** Each month of the whole as a stretch of its own, asked in two questions for all of them. */
export async function monthly(ctx: Ctx, { filters, standing }: Stretch): Promise<Stretch[]> {
  const cohort = createdInPeriod(filters)
  const [closed, created] = await Promise.all([realOf(ctx, filters, closedByDay), realOf(ctx, cohort, createdByMonth)])
  const seen = [...closed.map(({ day }) => monthOf(day)), ...created.map(({ month }) => month)]
  return monthsOf(filters.period, seen).map((month) => ({
    month,
    filters: { ...filters, period: monthWithin(month, filters.period, ctx.workspace) },
    standing: { ...byStatus(closed.filter(({ day }) => monthOf(day) === month)), open: standing.open },
    created: byStatus(created.filter((one) => one.month === month)),
  }))
}

/** What a question finds, and what of it never were deals, to be taken away. */
async function realOf<Group extends Tally>(
  ctx: Ctx,
  filters: Filters,
  ask: (ctx: Ctx, filters: Filters) => Promise<Group[]>,
): Promise<Group[]> {
  const never = neverDeals(filters, await loadDirectory(ctx))
  return [...(await ask(ctx, filters)), ...(never ? (await ask(ctx, never)).map(negated) : [])]
}

function byStatus(groups: readonly (Tally & { status: Status })[]): ByStatus {
  const of = (status: Status): Tally => total(groups.filter((group) => group.status === status))
  return { open: of('open'), won: of('won'), lost: of('lost'), abandoned: of('abandoned') }
}
