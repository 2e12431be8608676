import type { Ctx } from '../context.ts'
import type { Directory, Filters } from '../filters/index.ts'
import { formatMoneyShort } from '../money.ts'
import { DAY_SECONDS } from '../time.ts'
import { type Closed, closedIn, meanCycle, openAt } from './counting/balance.ts'
import { linkTo } from './counting/narrowing.ts'
import { notesOn } from './counting/notes.ts'
import type { Spread } from './counting/percentiles.ts'
import { deals, when } from './counting/sentences.ts'
import { ratio, type Tally, total } from './counting/tally.ts'
import type { Cell, ColumnType, Report, Row } from './report.ts'

const HIGHLEVEL_DAYS = 30

/** How fast the pipeline turns into money. */
export const velocity: Report = {
  id: 'velocity',
  title: 'Velocity',
  question: 'How fast does money come?',
  definition:
    'Cycle is the time from creation to the final win, of the deals won in the period: median, with the time within ' +
    'which three quarters (p75) and nine tenths (p90) were won, and mean. Velocity is money a day: open deals × win rate × mean value of a win ÷ mean cycle in days. The win rate is won of those won or ' +
    'lost by a final close in the period; the mean value is of the wins that have one. HighLevel’s sales velocity is won ' +
    'value ÷ mean cycle in days × 30. Without a win, or with a cycle of 0, there is none.',
  dated: [
    { what: 'open deals', by: 'as of' },
    { what: 'wins and losses', by: 'closed' },
  ],
  columns: [
    { key: 'measure', label: 'Measure', type: 'text' },
    { key: 'figure', label: 'Figure', type: 'count', n: 'count' },
    { key: 'p75', label: 'p75', type: 'duration', n: 'count' },
    { key: 'p90', label: 'p90', type: 'duration', n: 'count' },
    { key: 'unit', label: 'Unit', type: 'text' },
    { key: 'count', label: 'Deals', type: 'count' },
    { key: 'detail', label: 'Made of', type: 'text' },
  ],
  async run(ctx, filters, directory) {
    // Most of its figures are cut from one answer.
    const page = { ...ctx, answers: ctx.answers ?? new Map() }
    const [open, closed, mean] = await Promise.all([
      openAt(page, filters),
      closedIn(page, filters),
      meanCycle(page, filters),
    ])
    const speed = speedOf(open, closed, mean)
    return {
      rows: rowsOf(ctx, filters, directory, { open, ...closed }, speed),
      totals: {},
      n: open.count + closed.won.count + closed.lost.count,
      summary: summaryOf(ctx, filters, speed),
      notes: await notesOn(ctx, filters, total([open, closed.won])),
    }
  },
}

interface Speed {
  /** Seconds. */
  readonly meanCycle: number | null
  readonly cycle: Spread
  readonly winRate: ReturnType<typeof ratio>
  /** Minor units. */
  readonly meanWon: number | null
  /** Minor units a day. */
  readonly velocity: number | null
  /** Minor units in thirty days. */
  readonly highlevel: number | null
  /** Why there is no velocity. */
  readonly reason: string | null
}

function speedOf(open: Tally, { won, lost, cycle }: Closed, mean: number | null): Speed {
  const winRate = ratio(won.count, won.count + lost.count)
  const priced = won.count - won.unvalued - won.unpriced
  const meanWon = priced > 0 ? won.value / priced : null
  const days = mean === null ? null : mean / DAY_SECONDS
  const reason =
    won.count === 0
      ? 'No deal was won.'
      : meanWon === null
        ? 'No win has a value.'
        : days === 0
          ? 'The mean cycle is 0: wins were entered as won.'
          : null
  const a = (value: number) => (reason === null && days ? Math.round(value / days) : null)
  return {
    ...{ meanCycle: mean, cycle, winRate, reason, meanWon: meanWon === null ? null : Math.round(meanWon) },
    velocity: a(open.count * (winRate.value ?? 0) * (meanWon ?? 0)),
    highlevel: a(won.value * HIGHLEVEL_DAYS),
  }
}

type Counted = { readonly open: Tally } & Closed

function rowsOf(ctx: Ctx, filters: Filters, directory: Directory, { open, won, lost }: Counted, speed: Speed): Row[] {
  const money = (value: number) => formatMoneyShort(value, ctx.workspace.currency)
  const [ofWon, ofOpen] = [linkTo(filters, 'won', directory), linkTo(filters, 'open', directory)]
  const noWin = won.count === 0 ? 'No deal was won.' : ''
  const row = (measure: string, unit: ColumnType, figure: Cell, count: number | null, detail: string): Row => ({
    ...{ measure, figure, p75: null, p90: null, unit, count, detail },
  })
  const { reason, cycle } = speed
  const ended = won.count + lost.count
  return [
    { ...row('cycle-median', 'duration', cycle.median, won.count, noWin), p75: cycle.p75, p90: cycle.p90, ...ofWon },
    { ...row('cycle-mean', 'duration', speed.meanCycle, won.count, noWin), ...ofWon },
    { ...row('open-deals', 'count', open.count, open.count, ''), ...ofOpen },
    {
      ...row(
        'win-rate',
        'ratio',
        speed.winRate,
        won.count,
        ended ? `Won of ${deals(ended)} won or lost.` : 'No deal was won or lost.',
      ),
      ...ofWon,
    },
    { ...row('mean-won-value', 'money', speed.meanWon, won.count, noWin || `Of ${money(won.value)}.`), ...ofWon },
    row(
      'velocity',
      'money',
      speed.velocity,
      null,
      reason ?? 'A day: open deals × win rate × mean won value ÷ mean cycle.',
    ),
    row('highlevel-velocity', 'money', speed.highlevel, null, reason ?? 'HighLevel’s: won value ÷ mean cycle × 30.'),
  ]
}

function summaryOf({ workspace }: Ctx, filters: Filters, { velocity, cycle, reason }: Speed): string {
  if (velocity === null) return `No velocity${when(filters)}. ${reason}`
  const days = ((cycle.median ?? 0) / DAY_SECONDS).toFixed(1)
  return `The pipeline brings ${formatMoneyShort(velocity, workspace.currency)} a day; half of the wins${when(filters)} took less than ${days} days.`
}
