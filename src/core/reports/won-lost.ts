import type { Ctx } from '../context.ts'
import { type Directory, dealsLink, type Filters } from '../filters/index.ts'
import { formatMoneyShort } from '../money.ts'
import { type Calendar, customPeriod, type Period, previousPeriod } from '../period.ts'
import { localDateOf } from '../time.ts'
import { CLOSED, type ClosedDay, closedByDay } from './counting/by-month.ts'
import { changeWord } from './counting/change.ts'
import { firstDay, type Month, monthAfter, monthOf, monthsOf, monthWithin } from './counting/months.ts'
import { admits } from './counting/narrowing.ts'
import { notesOn } from './counting/notes.ts'
import { before, deals, number, when } from './counting/sentences.ts'
import { type Tally, total } from './counting/tally.ts'
import type { Report, Row } from './report.ts'

/** How months compare in what was won, lost and abandoned. */
export const wonLost: Report = {
  id: 'won-lost',
  title: 'Won and lost',
  question: 'How did months compare?',
  definition:
    'Deals by the month of their final close and how they ended, count and value; the day is the workspace’s local ' +
    'day. Months of the period without any deal are shown as zero; for all time, from the first close to the last. Each ' +
    'month stands against the month before, and one that the period cuts against as many days before; “new” where there ' +
    'was nothing.',
  dated: [{ what: 'closed deals', by: 'closed' }],
  columns: [
    { key: 'month', label: 'Month', type: 'text' },
    { key: 'status', label: 'Status', type: 'text' },
    { key: 'count', label: 'Deals', type: 'count' },
    { key: 'value', label: 'Value', type: 'money' },
    { key: 'countBefore', label: 'Deals before', type: 'count' },
    { key: 'valueBefore', label: 'Value before', type: 'money' },
    { key: 'change', label: 'Change of value', type: 'text' },
  ],
  async run(ctx, filters, directory) {
    const closed = CLOSED.filter((status) => admits(filters, status))
    const onlyClosed: Filters = { ...filters, status: closed }
    const previous = previousPeriod(filters.period, ctx.workspace)
    const days = closed.length ? await closedByDay(ctx, { ...onlyClosed, period: widened(filters.period, ctx) }) : []
    const inside = within(days, filters.period)
    const all = total(inside)
    const months = monthsOf(
      filters.period,
      inside.map(({ day }) => monthOf(day)),
    )
    return {
      rows: months.flatMap((month) => closed.map((status) => rowOf(ctx, month, status, days, onlyClosed, directory))),
      totals: { count: all.count, value: all.value },
      n: all.count,
      summary: summaryOf(ctx, inside, previous ? within(days, previous) : null, filters),
      notes: closed.length
        ? [...(all.count ? unfinishedNote(ctx, filters, months) : []), ...(await notesOn(ctx, onlyClosed, all))]
        : [],
    }
  },
}

/** With as much before it as it is compared with: at least a month. */
function widened(period: Period, { workspace }: Ctx): Period {
  const { fromDate, toDate } = period
  if (!fromDate) return period
  const previous = previousPeriod(period, workspace)?.fromDate ?? fromDate
  const monthBefore = firstDay(monthAfter(monthOf(fromDate), -1))
  const [earliest = fromDate] = [previous, monthBefore].sort()
  return customPeriod(earliest, toDate, workspace)
}

function within(days: readonly ClosedDay[], { fromDate, toDate }: Period): ClosedDay[] {
  return days.filter(({ day }) => (!fromDate || day >= fromDate) && (!toDate || day < toDate))
}

function rowOf(
  { workspace }: Ctx,
  month: Month,
  status: string,
  days: readonly ClosedDay[],
  filters: Filters,
  directory: Directory,
): Row {
  const period = monthWithin(month, filters.period, workspace)
  const same = days.filter((day) => day.status === status)
  const { count, value } = total(within(same, period))
  const earlier = total(within(same, stretchBefore(month, period, workspace)))
  const figures = { count, value, countBefore: earlier.count, valueBefore: earlier.value }
  const link = dealsLink({ ...filters, status: [status as ClosedDay['status']], period }, directory)
  return { month, status, ...figures, change: changeWord(value, earlier.value), deals: link }
}

/** The month before a whole month; before a part of one, as many days. */
function stretchBefore(month: Month, period: Period, calendar: Calendar): Period {
  const whole = period.fromDate === firstDay(month) && period.toDate === firstDay(monthAfter(month))
  const previous = whole ? null : previousPeriod({ ...period, preset: 'custom' }, calendar)
  return previous ?? customPeriod(firstDay(monthAfter(month, -1)), firstDay(month), calendar)
}

/** A month that is not over looks worse than it will be. */
function unfinishedNote(ctx: Ctx, { asOf }: Filters, months: readonly Month[]): string[] {
  const month = monthOf(localDateOf(asOf ?? ctx.now(), ctx.workspace.timeZone))
  return months.includes(month) ? [`${month} is not over yet.`] : []
}

function summaryOf(
  { workspace }: Ctx,
  days: readonly ClosedDay[],
  earlier: readonly ClosedDay[] | null,
  filters: Filters,
): string {
  const of = (status: string, among = days): Tally => total(among.filter((day) => day.status === status))
  const [won, lost, abandoned] = [of('won'), of('lost'), of('abandoned')]
  if (won.count + lost.count + abandoned.count === 0) return `No deal was closed${when(filters) || ' yet'}.`
  const worth = formatMoneyShort(won.value, workspace.currency)
  const others = `${number(lost.count)} lost and ${number(abandoned.count)} abandoned`
  const change = earlier ? changeWord(won.value, of('won', earlier).value) : '-'
  const compared = change.endsWith('%') ? ` (${change} on ${before(filters.period)})` : ''
  return `${worth} won in ${deals(won.count)}${when(filters)}${compared}; ${others}.`
}
