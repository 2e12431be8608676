import { subDays } from 'date-fns'
import type { Ctx } from '../context.ts'
import { type Directory, dealsLink, type Filters, NOBODY } from '../filters/index.ts'
import { listForecasts } from '../forecasts/index.ts'
import type { SubmittedForecast } from '../forecasts/model.ts'
import { formatMoneyShort } from '../money.ts'
import { seesOnlyOwn } from '../opportunities/selection-store.ts'
import { ALL_TIME, type Period } from '../period.ts'
import { periodOfTerm, type Term, type TermUnit, termLabel, termOf, termsBetween } from '../terms.ts'
import { DAY_SECONDS, type Instant, type LocalDate, localDateOf, startOfLocalDate } from '../time.ts'
import { within } from './counting/buckets.ts'
import { closedByDay } from './counting/by-month.ts'
import { expectedByDay } from './counting/expected.ts'
import { narrowed } from './counting/narrowing.ts'
import { notesOn } from './counting/notes.ts'
import { percent } from './counting/sentences.ts'
import { slipsUntil } from './counting/slips.ts'
import { NOTHING, ratio, type Tally, total } from './counting/tally.ts'
import type { Ratio, Report, Row } from './report.ts'

/** Days before the end of a month or quarter at which the forecast is looked at again. */
const LEADS = [90, 60, 30] as const
/** More would take long to read out of history, and to look through. */
const MOST_TERMS = 8
interface Looked {
  readonly term: Term
  readonly lead: number
  /** Open deals that were expected in the term, as they stood. */
  readonly open: Tally
  /** What was won in the term by then, and the open deals weighted. */
  readonly forecast: number
  readonly won: number
  readonly row: Row
}

/** How right forecasts were. */
export const forecastAccuracy: Report = {
  id: 'forecast-accuracy',
  title: 'Forecast accuracy',
  question: 'Were we right?',
  definition:
    'For each month or quarter of the period, as history says it stood 90, 60 and 30 days before its end: the open deals ' +
    'expected to close in it, and the forecast: what was won in it by then, and those open deals weighted. Beside it what ' +
    'was won in it in the end, or so far, and the latest figure that was submitted by then for the owner or the team. ' +
    'Accuracy is won / forecast. Slipped is the share of those open deals whose expected close was later when the time ' +
    'ended; slip is by how much, on average. Weighted goes by the stages’ probabilities as they are today. Moments that are ' +
    'still to come are left out.',
  dated: [
    { what: 'open deals', by: 'expected close' },
    { what: 'won deals', by: 'closed' },
  ],
  options: [
    {
      key: 'group',
      label: 'By',
      choices: [
        { id: 'quarter', label: 'Quarter' },
        { id: 'month', label: 'Month' },
      ],
    },
  ],
  columns: [
    { key: 'expected', label: 'Time', type: 'text' },
    { key: 'lead', label: 'Days before its end', type: 'count' },
    { key: 'forecast', label: 'Forecast', type: 'money' },
    { key: 'submitted', label: 'Submitted', type: 'money', none: 'none submitted' },
    { key: 'won', label: 'Won', type: 'money' },
    { key: 'accuracy', label: 'Accuracy', type: 'ratio', none: 'nothing forecast' },
    { key: 'count', label: 'Open then', type: 'count' },
    { key: 'value', label: 'Worth', type: 'money' },
    { key: 'slipped', label: 'Slipped', type: 'ratio', none: 'no open deals then' },
    { key: 'slip', label: 'Slip', type: 'duration', none: 'none slipped' },
  ],
  async run(ctx, filters, directory, { group }) {
    const now = filters.asOf ?? ctx.now()
    const terms = termsIn(ctx, filters.period, group === 'month' ? 'month' : 'quarter', now)
    const shown = terms.slice(-MOST_TERMS)
    const submitted = await listForecasts(ctx, { from: shown[0]?.startsOn ?? null, asOf: filters.asOf })
    const looked: Looked[] = []
    for (const term of shown) looked.push(...(await lookedAt(ctx, filters, term, now, submitted, directory)))
    const open = total(looked.map((look) => look.open))
    return {
      rows: looked.map(({ row }) => row),
      totals: {},
      n: open.count,
      summary: summaryOf(ctx, looked),
      notes: [
        ...(isNothing(looked) ? [] : notesOnTerms(ctx, terms, now)),
        ...(await notesOn(ctx, { ...filters, period: ALL_TIME }, { ...NOTHING, unvalued: open.unvalued })),
      ],
    }
  },
}

/** Those of the period that have begun; without a beginning, the last ones. */
function termsIn({ workspace }: Ctx, { fromDate, toDate }: Period, unit: TermUnit, now: Instant): Term[] {
  const today = localDateOf(now, workspace.timeZone)
  const current = termOf(unit, today, workspace)
  const end = toDate && toDate < current.endsOn ? toDate : current.endsOn
  const months = unit === 'month' ? MOST_TERMS : 3 * MOST_TERMS
  const farBack = localDateOf(subDays(new Date(`${end}T12:00:00Z`), 31 * months).toISOString(), 'UTC')
  const first = fromDate ?? farBack
  return first < end ? termsBetween(unit, first, end, workspace) : []
}

async function lookedAt(
  ctx: Ctx,
  filters: Filters,
  term: Term,
  now: Instant,
  submitted: readonly SubmittedForecast[],
  directory: Directory,
): Promise<Looked[]> {
  const period = periodOfTerm(term, ctx.workspace)
  const over = beginningOf(ctx, term.endsOn)
  const end = over < now ? over : now
  const won = await wonBy(ctx, filters, period, filters.asOf)
  const looks: Looked[] = []
  for (const lead of LEADS) {
    const asOf = beginningOf(ctx, dayBefore(term.endsOn, lead))
    const expected = within(filters.expected, period)
    if (asOf > now || !expected) continue
    const then: Filters = { ...filters, asOf, expected, period: ALL_TIME }
    const [open, wonThen, slips] = await Promise.all([
      expectedByDay(ctx, then),
      wonBy(ctx, filters, period, asOf),
      slipsUntil(ctx, then, end),
    ])
    const all = total(open)
    const forecast = wonThen + open.reduce((sum, { weighted }) => sum + weighted, 0)
    const asked = narrowed(then, ['open'])
    const row: Row = {
      ...{
        expected: termLabel(term),
        lead,
        forecast,
        won,
        count: all.count,
        value: all.value,
      },
      submitted: submittedBy(ctx, filters, submitted, term, asOf),
      accuracy: ratio(won, forecast),
      slipped: ratio(slips.slipped, slips.count),
      slip: slips.slipped === 0 ? null : Math.round((slips.days * DAY_SECONDS) / slips.slipped),
      ...(asked && { deals: dealsLink(asked, directory) }),
    }
    looks.push({ term, lead, open: all, forecast, won, row })
  }
  return looks
}

/** What was won in the term as it stood at the moment; a deal that was reopened since counts as it stood. */
async function wonBy(ctx: Ctx, filters: Filters, period: Period, asOf: Instant | null): Promise<number> {
  const won = narrowed({ ...filters, period, asOf }, ['won'])
  return won ? total(await closedByDay(ctx, won)).value : 0
}

/** The latest by then: the team's, or the sum of those for the owners that the filters name. */
function submittedBy(
  ctx: Ctx,
  filters: Filters,
  submitted: readonly SubmittedForecast[],
  { unit, startsOn }: Term,
  asOf: Instant,
): number | null {
  const only = seesOnlyOwn(ctx) ? [ctx.actor.memberId ?? NOBODY] : filters.owner
  const owners: readonly (string | null)[] = only.length > 0 ? only : [null]
  const latest = owners.map((owner) =>
    submitted.find(
      (one) =>
        (one.owner?.id ?? null) === owner && one.unit === unit && one.startsOn === startsOn && one.submittedAt <= asOf,
    ),
  )
  return latest.reduce<number | null>((sum, one) => (one ? (sum ?? 0) + one.value : sum), null)
}

function beginningOf({ workspace }: Ctx, day: LocalDate): Instant {
  return startOfLocalDate(day, workspace.timeZone)
}

function dayBefore(day: LocalDate, days: number): LocalDate {
  return localDateOf(subDays(new Date(`${day}T12:00:00Z`), days).toISOString(), 'UTC')
}

function isNothing(looked: readonly Looked[]): boolean {
  return looked.every(({ open, forecast, won }) => open.count === 0 && forecast === 0 && won === 0)
}

function notesOnTerms(ctx: Ctx, terms: readonly Term[], now: Instant): string[] {
  const isUnderWay = terms.some(({ endsOn }) => beginningOf(ctx, endsOn) > now)
  return [
    ...(terms.length > MOST_TERMS ? [`Only the last ${MOST_TERMS} are shown. Choose a shorter period.`] : []),
    ...(isUnderWay ? ['What is not over yet is won so far.'] : []),
  ]
}

function summaryOf({ workspace }: Ctx, looked: readonly Looked[]): string {
  const last = looked.at(-1)
  if (!last) return 'No forecast to look back at in this time yet.'
  if (isNothing(looked)) return 'No deal was expected to close, or was won, in this time.'
  const money = (value: number) => formatMoneyShort(value, workspace.currency)
  const share: Ratio = ratio(last.won, last.forecast)
  const hit = share.value === null ? '' : `, ${percent(share)} of it`
  const said = `${last.lead} days before the end of ${termLabel(last.term)} the forecast was ${money(last.forecast)}`
  return `${said}; ${money(last.won)} was won${hit}.`
}
