import { CATEGORIES, type Category } from '../categories/model.ts'
import type { Ctx } from '../context.ts'
import { type Directory, dealsLink, type Filters } from '../filters/index.ts'
import { formatMoneyShort } from '../money.ts'
import { ALL_TIME, customPeriod, type Period } from '../period.ts'
import { targetsFor, type Wanted } from '../targets/wanted.ts'
import type { TermUnit } from '../terms.ts'
import { localDateOf } from '../time.ts'
import { type Bucket, bucketsOf, holds, MOST_TERMS, within } from './counting/buckets.ts'
import { type ClosedDay, closedByDay } from './counting/by-month.ts'
import { type ExpectedGroup, expectedByDay } from './counting/expected.ts'
import { narrowed } from './counting/narrowing.ts'
import { notesOn } from './counting/notes.ts'
import { deals, noDeals, when } from './counting/sentences.ts'
import { ratio, total } from './counting/tally.ts'
import type { Ratio, Report, Row } from './report.ts'

/** All that a forecast is made of. */
interface Counted {
  readonly open: readonly ExpectedGroup[]
  readonly won: readonly ClosedDay[]
  readonly buckets: readonly Bucket[]
  readonly wanted: (period: Period) => Wanted
}

/** What will close, and when. */
export const forecast: Report = {
  id: 'forecast',
  title: 'Forecast',
  question: 'What will close, and when?',
  definition:
    'Open deals by expected close, and what was won in the period by final close. Deals whose expected close is past are ' +
    'overdue, those without one undated; both stand apart, as does what is expected outside of the period. Commit is a ' +
    'probability of 75 % or more, best case of 40 % or more, pipeline the rest: the deal’s own probability, else its ' +
    'stage’s as it is today. Weighted is value times probability, rounded deal by deal; won deals count whole. Coverage is ' +
    'the open value expected in the time / (target − won so far in it). Targets count as they are set today. Without a ' +
    'period, from the present month or quarter to the last expected close, a year ahead at the most.',
  dated: [
    { what: 'open deals', by: 'expected close' },
    { what: 'won deals', by: 'closed' },
  ],
  options: [
    {
      key: 'group',
      label: 'By',
      choices: [
        { id: 'month', label: 'Month' },
        { id: 'quarter', label: 'Quarter' },
      ],
    },
  ],
  columns: [
    { key: 'expected', label: 'Expected', type: 'text' },
    { key: 'category', label: 'Category', type: 'text' },
    { key: 'count', label: 'Deals', type: 'count' },
    { key: 'value', label: 'Value', type: 'money' },
    { key: 'weighted', label: 'Weighted', type: 'money' },
    { key: 'target', label: 'Target', type: 'money' },
    { key: 'coverage', label: 'Coverage', type: 'ratio' },
  ],
  async run(ctx, filters, directory, { group }) {
    const counted = await countedIn(ctx, filters, group === 'quarter' ? 'quarter' : 'month')
    const { open, buckets } = counted
    const won = total(counted.won)
    const all = total([...open, won])
    const wanted = counted.wanted(filters.period)
    const inPeriod = open.filter(({ day }) => buckets.some((bucket) => bucket.days && holds(bucket, day)))
    const closable = narrowed({ ...filters, period: spanOf(ctx, buckets) }, ['open', 'won'])
    return {
      rows: buckets.flatMap((bucket) => rowsOf(bucket, counted, filters, directory)),
      totals: {
        ...{ count: all.count, value: all.value, weighted: weightOf(open) + won.value },
        ...{ target: wanted.value, coverage: coverageOf(total(inPeriod).value, wanted, won.value) },
      },
      n: all.count,
      summary: all.count === 0 ? noDeals(filters) : summaryOf(ctx, filters, inPeriod, won.value, wanted),
      notes: [
        ...(all.count === 0 ? [] : coverageNote(wanted, won.value)),
        ...(buckets.filter(({ days }) => days).length < MOST_TERMS ? [] : [`Only ${MOST_TERMS} are shown.`]),
        ...(closable ? await notesOn(ctx, closable, all) : []),
      ],
    }
  },
}

async function countedIn(ctx: Ctx, filters: Filters, unit: TermUnit): Promise<Counted> {
  const today = localDateOf(filters.asOf ?? ctx.now(), ctx.workspace.timeZone)
  const [open, wanted] = await Promise.all([expectedByDay(ctx, filters), targetsFor(ctx, filters)])
  const last = open.reduce<string | null>((latest, { day }) => (day && day > (latest ?? '') ? day : latest), null)
  const buckets = bucketsOf(ctx, { period: filters.period, today, unit, last })
  const closed = narrowed({ ...filters, period: spanOf(ctx, buckets) }, ['won'])
  return { open, buckets, wanted, won: closed ? await closedByDay(ctx, closed) : [] }
}

/** The days of all months or quarters together. */
function spanOf({ workspace }: Ctx, buckets: readonly Bucket[]): Period {
  const days = buckets.flatMap((bucket) => bucket.days ?? [])
  return customPeriod(days.at(0)?.fromDate ?? null, days.at(-1)?.toDate ?? null, workspace)
}

/** What was won first, then the open deals, the surest first; a bucket of its own shows only what it holds. */
function rowsOf(bucket: Bucket, counted: Counted, filters: Filters, directory: Directory): Row[] {
  const open = counted.open.filter(({ day }) => holds(bucket, day))
  const won = total(counted.won.filter(({ day }) => inside(bucket.days, day)))
  const wanted = bucket.days && counted.wanted(bucket.days)
  const coverage = wanted && coverageOf(total(open).value, wanted, won.value)
  const none = wanted?.value == null ? 'no target' : 'target reached'
  const goal = wanted && { target: wanted.value, coverage, ...(coverage === null && { none }) }
  const rows = [
    ...(bucket.days ? [wonRow(bucket.days, won, filters, directory)] : []),
    ...[...CATEGORIES].reverse().flatMap((category) => openRow(bucket, category, open, filters, directory)),
  ]
  return rows.map((row, place) => ({
    expected: bucket.label,
    ...row,
    ...(place === 0 && goal ? goal : { target: null, coverage: null }),
  }))
}

function inside(days: Period | null, day: string): boolean {
  return days !== null && day >= (days.fromDate ?? '') && day < (days.toDate ?? '9999')
}

function wonRow(
  days: Period,
  { count, value }: { count: number; value: number },
  filters: Filters,
  directory: Directory,
): Row {
  const closed = narrowed(filters, ['won'])
  const link = closed && { deals: dealsLink({ ...closed, period: days }, directory) }
  return { category: 'won', count, value, weighted: value, ...link }
}

function openRow(
  { expected, undated, days: term }: Bucket,
  category: Category,
  groups: readonly ExpectedGroup[],
  filters: Filters,
  directory: Directory,
): Row[] {
  const own = groups.filter((group) => group.category === category)
  const { count, value } = total(own)
  const open = narrowed(filters, ['open'])
  const asked = !filters.category || filters.category.includes(category)
  if (!open || !asked || (count === 0 && !(term && expected))) return []
  const days = expected && within(filters.expected, expected)
  if (!undated && !days) return []
  const time = undated ? { undated: true as const } : { expected: days ?? ALL_TIME }
  const link = dealsLink({ ...open, ...time, period: ALL_TIME, category: [category] }, directory)
  return [{ category, count, value, weighted: weightOf(own), deals: link }]
}

function weightOf(groups: readonly ExpectedGroup[]): number {
  return groups.reduce((sum, { weighted }) => sum + weighted, 0)
}

/** Null where nothing is wanted, or nothing is left to win. */
function coverageOf(open: number, { value: target }: Wanted, won: number): Ratio | null {
  return target === null || target <= won ? null : ratio(open, target - won)
}

function coverageNote({ value, reason }: Wanted, won: number): string[] {
  if (reason) return [`No coverage: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`]
  return value !== null && value <= won ? ['No coverage: the target is reached, nothing is left to cover.'] : []
}

function summaryOf(
  { workspace }: Ctx,
  filters: Filters,
  open: readonly ExpectedGroup[],
  won: number,
  wanted: Wanted,
): string {
  const money = (value: number) => formatMoneyShort(value, workspace.currency)
  const { count, value } = total(open)
  const committed = total(open.filter(({ category }) => category === 'commit')).value
  const of = wanted.value === null ? '' : ` of a target of ${money(wanted.value)}`
  const expected = `${money(value)} in ${deals(count, 'open')} is expected${when(filters)}`
  return `${expected}, ${money(committed)} of it committed; ${money(won)} is won${of}.`
}
