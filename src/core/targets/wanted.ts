import { answeredOnce } from '../answers.ts'
import type { Ctx } from '../context.ts'
import { type Filters, NOBODY } from '../filters/index.ts'
import { seesOnlyOwn } from '../opportunities/selection-store.ts'
import type { Period } from '../period.ts'
import { type Term, termsBetween } from '../terms.ts'
import { standing } from './index.ts'
import { type Target, type Wanting, wantedIn } from './model.ts'
import * as store from './store.ts'

/** What shall be won; `value` is null for the reason given. */
export interface Wanted {
  readonly value: number | null
  readonly reason: string | null
}

/** Asks for one period after the other what is wanted of those that the filters name. */
export async function targetsFor(ctx: Ctx, filters: Filters): Promise<(period: Period, owner?: string) => Wanted> {
  const targets = standing(await answeredOnce(ctx, 'targets', () => store.all(ctx)))
  const only = seesOnlyOwn(ctx) ? [ctx.actor.memberId ?? NOBODY] : filters.owner
  // A report asks about the same period once for each owner; to cut it takes far longer than to look targets up.
  const cuts = new Map<string, Cut>()
  const cut = (period: Period): Cut => {
    const key = `${period.fromDate}/${period.toDate}`
    const known = cuts.get(key) ?? cutOf(ctx, period)
    cuts.set(key, known)
    return known
  }
  return (period, owner) => {
    const who = { owners: owner === undefined ? only : [owner], pipelines: filters.pipeline }
    const { reason, pieces } = cut(period)
    const unmet = unfit(filters) ?? reason
    if (unmet) return { value: null, reason: unmet }
    const value = sumOver(targets, pieces, who)
    return { value, reason: value === null ? 'There is no target for it.' : null }
  }
}

/** What a period is made of: whole quarters with their months, and single months beside them. */
interface Cut {
  /** Why it cannot be cut like that. */
  readonly reason: string | null
  readonly pieces: readonly Piece[]
}

interface Piece {
  readonly term: Term
  readonly months: readonly Term[]
}

function cutOf(ctx: Ctx, period: Period): Cut {
  const { workspace } = ctx
  const reason = unwhole(ctx, period)
  if (reason) return { reason, pieces: [] }
  const [first, end] = [period.fromDate as string, period.toDate as string]
  const monthsOf = ({ startsOn, endsOn }: Term) => termsBetween('month', startsOn, endsOn, workspace)
  const inside = ({ startsOn, endsOn }: Term) => startsOn >= first && endsOn <= end
  const pieces = termsBetween('quarter', first, end, workspace).flatMap((quarter): Piece[] => {
    const months = monthsOf(quarter)
    return inside(quarter)
      ? [{ term: quarter, months }]
      : months.filter(inside).map((month) => ({ term: month, months: [] }))
  })
  return { reason: null, pieces }
}

/** Targets are for owners and pipelines: deals of one source would be held against what is wanted of all. */
function unfit(filters: Filters): string | null {
  const { source, stage, status, tag, q, minValue, maxValue, created, expected, undated, reached, attention } = filters
  const { category, reason, notReason, notSource } = filters
  const lists = [source, stage, status, tag].some((list) => list.length > 0)
  const others = [q, minValue, maxValue, created, expected, undated, reached, attention].some(
    (filter) => filter !== undefined,
  )
  const more = [category, reason, notReason, notSource].some((filter) => filter !== undefined)
  return lists || others || more
    ? 'Targets are for owners and pipelines; other filters leave out part of what counts.'
    : null
}

function unwhole({ workspace }: Ctx, { fromDate, toDate }: Period): string | null {
  if (!fromDate || !toDate) return 'Targets are for months and quarters: choose a period.'
  const months = termsBetween('month', fromDate, toDate, workspace)
  const whole = months.at(0)?.startsOn === fromDate && months.at(-1)?.endsOn === toDate
  return whole ? null : 'Targets are for whole months and quarters.'
}

/** Whole quarters by their own targets or those of their months, and the months beside them; a year is its quarters. */
function sumOver(targets: readonly Target[], pieces: readonly Piece[], who: Wanting): number | null {
  const values = pieces.map(({ term, months }) => wantedIn(targets, term, months, who))
  return values.reduce((sum, value) => (value === null ? sum : (sum ?? 0) + value), null)
}
