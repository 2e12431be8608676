import type { Ctx } from '../context.ts'
import { type Directory, dealsLink, type Filters, loadDirectory } from '../filters/index.ts'
import { previousPeriod } from '../period.ts'
import { DAY_SECONDS } from '../time.ts'
import { type Closed, closedIn, type Open, openAt } from './counting/balance.ts'
import { type Change, growth, pointsGained, shortening } from './counting/change.ts'
import { linkTo, narrowed } from './counting/narrowing.ts'
import type { Spread } from './counting/percentiles.ts'
import { realDeals } from './counting/real.ts'
import { before, beginning, deals, number, when } from './counting/sentences.ts'
import { ratio } from './counting/tally.ts'
import { DATE_WORDS } from './dated.ts'
import type { Cell, ColumnType, Ratio } from './report.ts'

/** One of the few figures that a day begins with. */
export interface KeyFigure {
  readonly id: 'openValue' | 'weighted' | 'wonInPeriod' | 'wonOfClosed' | 'medianCycle'
  readonly label: string
  readonly type: ColumnType
  readonly value: Cell
  /** By which date it takes what it counts into the period, in words: "by final close". */
  readonly dated: string
  /** Of how many deals it speaks. */
  readonly n: number
  /** "52 deals" */
  readonly detail: string
  readonly change: Change | null
  /** Where the deals behind it are listed; null when the filters leave such deals out. */
  readonly deals: string | null
}

/**
 * What is open, what that is weighted, what was won, how often and how fast. Open figures are compared with how history
 * says the period began, the others with the period before; for all time there is nothing to compare with.
 */
export async function keyFigures(ctx: Ctx, filters: Filters): Promise<KeyFigure[]> {
  const previous = previousPeriod(filters.period, ctx.workspace)
  const closable = previous && narrowed(filters, ['won', 'lost'])
  const earlier = closable && { ...closable, period: previous }
  const [directory, open, openThen, closed, closedThen] = await Promise.all([
    loadDirectory(ctx),
    openAt(ctx, filters),
    openAtStart(ctx, filters),
    closedIn(ctx, filters),
    earlier && closedIn(ctx, earlier),
  ])
  return [...openFigures(filters, directory, open, openThen), ...closedFigures(filters, directory, closed, closedThen)]
}

/** Null when the period has no beginning, or one that is still to come. */
async function openAtStart(ctx: Ctx, filters: Filters): Promise<Open | null> {
  const { from } = filters.period
  const open = narrowed(filters, ['open'])
  return open && from && from < (filters.asOf ?? ctx.now()) ? openAt(ctx, { ...open, asOf: from }) : null
}

function openFigures(filters: Filters, directory: Directory, now: Open, then: Open | null): KeyFigure[] {
  const since = `since ${beginning(filters.period)}`
  const share = ratio(now.weighted, now.value).value
  const shared = {
    type: 'money',
    dated: DATE_WORDS['as of'],
    deals: linkTo(filters, 'open', directory).deals ?? null,
  } as const
  return [
    {
      ...shared,
      id: 'openValue',
      label: 'Open pipeline',
      value: now.value,
      n: now.count,
      detail: deals(now.count),
      change: then && growth(now.value, then.value, since),
    },
    {
      ...shared,
      id: 'weighted',
      label: 'Weighted',
      value: now.weighted,
      n: now.count,
      detail: share === null ? 'value × probability' : `${Math.round(share * 100)}\u00a0% of open`,
      change: then && growth(now.weighted, then.weighted, since),
    },
  ]
}

function closedFigures(filters: Filters, directory: Directory, now: Closed, then: Closed | null): KeyFigure[] {
  const { period } = filters
  const label = `vs ${before(period)}`
  const wonDeals = linkTo(filters, 'won', directory).deals ?? null
  const closed = narrowed(filters, ['won', 'lost'])
  const rate = wonOfClosed(now)
  return [
    {
      id: 'wonInPeriod',
      label: `Won${when(filters)}`,
      type: 'money',
      value: now.won.value,
      n: now.won.count,
      dated: DATE_WORDS.closed,
      detail: deals(now.won.count),
      change: then && growth(now.won.value, then.won.value, label),
      deals: wonDeals,
    },
    {
      id: 'wonOfClosed',
      label: 'Won of closed',
      type: 'ratio',
      value: rate,
      n: rate.denominator,
      dated: DATE_WORDS.closed,
      detail: `${madeOf(rate)}${aside(now)}`,
      change: then && pointsGained(rate.value, wonOfClosed(then).value, label),
      deals: closed && dealsLink(realDeals(closed, directory), directory),
    },
    {
      id: 'medianCycle',
      label: 'Median cycle',
      type: 'duration',
      value: now.cycle.median,
      n: now.cycle.n,
      dated: DATE_WORDS.closed,
      detail: spreadText(now.cycle),
      change: then && shortening(now.cycle.median, then.cycle.median, label),
      deals: wonDeals,
    },
  ]
}

/** "12 of 19", or why there is no share. */
function madeOf({ numerator, denominator }: Ratio): string {
  return denominator === 0 ? 'no closed deals' : `${number(numerator)} of ${number(denominator)}`
}

/** "p75 61.2 · p90 80.1 days · n 12" */
function spreadText({ n, p75, p90 }: Spread): string {
  const days = (seconds: number) => (seconds / DAY_SECONDS).toFixed(1)
  if (p75 === null || p90 === null) return 'no win'
  return `p75 ${days(p75)} · p90 ${days(p90)} days · n ${number(n)}`
}

/** What the share leaves out. */
function aside({ abandoned }: Closed): string {
  return abandoned.count > 0 ? ` · abandoned ${number(abandoned.count)} aside` : ''
}

function wonOfClosed({ won, lost }: Closed) {
  return ratio(won.count, won.count + lost.count)
}
