import type { Ctx } from '../context.ts'
import { type Directory, dealsLink, type Filters } from '../filters/index.ts'
import { formatMoneyShort } from '../money.ts'
import { type ClosedStatus, STATUSES } from '../opportunities/model.ts'
import { customPeriod, overlap } from '../period.ts'
import type { LocalDate } from '../time.ts'
import { admits } from './counting/narrowing.ts'
import { notesOn } from './counting/notes.ts'
import { askEveryPart } from './counting/population.ts'
import { pricingOf } from './counting/priced.ts'
import { deals, number, when } from './counting/sentences.ts'
import { added, type Tally, tallyOf, total } from './counting/tally.ts'
import type { Report, Row } from './report.ts'

/** "2026-11" */
type Month = string

interface Group extends Tally {
  readonly month: Month
  readonly status: string
}

/** How months compare in what was won, lost and abandoned. */
export const wonLost: Report = {
  id: 'won-lost',
  title: 'Won and lost',
  question: 'How did months compare?',
  definition:
    'Deals by the month of their final close and how they ended, count and value; the day is the workspace’s local ' +
    'day. Months of the period without any deal are shown as zero; for all time, from the first close to the last.',
  columns: [
    { key: 'month', label: 'Month', type: 'text' },
    { key: 'status', label: 'Status', type: 'text' },
    { key: 'count', label: 'Deals', type: 'count' },
    { key: 'value', label: 'Value', type: 'money' },
  ],
  async run(ctx, filters, directory) {
    const closed = CLOSED.filter((status) => admits(filters, status))
    const onlyClosed: Filters = { ...filters, status: closed }
    const groups = closed.length ? await byMonth(ctx, onlyClosed) : []
    const all = total(groups)
    const months = monthsOf(groups, filters)
    return {
      rows: months.flatMap((month) => closed.map((status) => rowOf(ctx, month, status, groups, onlyClosed, directory))),
      totals: { count: all.count, value: all.value },
      n: all.count,
      summary: summaryOf(ctx, groups, filters),
      notes: closed.length ? await notesOn(ctx, onlyClosed, all) : [],
    }
  },
}

const CLOSED = STATUSES.filter((status): status is ClosedStatus => status !== 'open')

async function byMonth(ctx: Ctx, filters: Filters): Promise<Group[]> {
  const pricing = await pricingOf(ctx, filters.asOf)
  // By day, as the index has them, so that nothing has to be sorted.
  const days = askEveryPart(ctx, filters, (part) =>
    part
      .groupBy(['d.status', 'd.closed_on', 'd.currency'])
      .select(['d.status', 'd.closed_on', 'd.currency'])
      .select(added(pricing)),
  )
  return (days ? await days.execute() : []).map((day) => ({
    ...tallyOf(pricing, day),
    status: day.status,
    month: (day.closed_on ?? '').slice(0, 7),
  }))
}

function rowOf(
  ctx: Ctx,
  month: Month,
  status: ClosedStatus,
  groups: readonly Group[],
  filters: Filters,
  directory: Directory,
): Row {
  const { count, value } = total(groups.filter((group) => group.month === month && group.status === status))
  const period = overlap(customPeriod(firstDay(month), firstDay(monthAfter(month)), ctx.workspace), filters.period)
  return { month, status, count, value, deals: dealsLink({ ...filters, status: [status], period }, directory) }
}

/** Every month of the period; an open end reaches as far as there are deals. */
function monthsOf(groups: readonly Group[], { period: { fromDate, toDate } }: Filters): Month[] {
  const seen = groups.map(({ month }) => month).sort()
  const first = fromDate ? fromDate.slice(0, 7) : seen[0]
  const end = toDate ?? (seen.length ? firstDay(monthAfter(seen.at(-1) as Month)) : null)
  const months: Month[] = []
  if (!first || !end) return months
  for (let month = first; firstDay(month) < end; month = monthAfter(month)) months.push(month)
  return months
}

function monthAfter(month: Month): Month {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

function firstDay(month: Month): LocalDate {
  return `${month}-01`
}

function summaryOf({ workspace }: Ctx, groups: readonly Group[], filters: Filters): string {
  const of = (status: ClosedStatus) => total(groups.filter((group) => group.status === status))
  const [won, lost, abandoned] = [of('won'), of('lost'), of('abandoned')]
  if (won.count + lost.count + abandoned.count === 0) return `No deal was closed${when(filters) || ' yet'}.`
  const worth = formatMoneyShort(won.value, workspace.currency)
  const others = `${number(lost.count)} lost and ${number(abandoned.count)} abandoned`
  return `${worth} won in ${deals(won.count)}${when(filters)}; ${others}.`
}
