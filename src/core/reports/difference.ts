import type { Ctx } from '../context.ts'
import type { Filters } from '../filters/index.ts'
import { STATUSES, type Status } from '../opportunities/model.ts'
import type { Instant } from '../time.ts'
import { byStatus } from './counting/by-status.ts'
import {
  type DifferingDeal,
  type DifferingGroup,
  datedBack,
  differingDeals,
  differingGroups,
} from './counting/differing.ts'
import { narrowed } from './counting/narrowing.ts'
import { total } from './counting/tally.ts'

/** The most deals, and the most changes dated back, that are named one by one. */
const NAMED = 50

/** How a deal stood at one of the two moments. */
export interface Stood {
  readonly status: Status
  readonly stage: string
  /** Minor units of the workspace's currency; null without a value in it. */
  readonly value: number | null
  /** Whether the figures count it. */
  readonly counted: boolean
}

/** A deal that the figures count otherwise at one moment than at the other. */
export interface DealDifference {
  readonly number: number
  readonly name: string
  /** Null when the deal was not there, was deleted, or is not the viewer's. */
  readonly before: Stood | null
  readonly after: Stood | null
  /** What it brings to the difference: deals, and minor units. Both 0 where it only stands elsewhere. */
  readonly count: number
  readonly value: number
}

/** A change that took effect by the first moment and was recorded only after it: the figures of both moments have it. */
export interface DatedBack {
  readonly number: number
  readonly name: string
  readonly kind: string
  readonly dated: Instant
  readonly recorded: Instant
  readonly by: string | null
  readonly value: number | null
}

/** Why figures of one moment are not those of another. */
export interface Difference {
  readonly from: Instant
  readonly to: Instant
  readonly before: { readonly count: number; readonly value: number }
  readonly after: { readonly count: number; readonly value: number }
  /** How many deals make the difference, and what became of them: "won", 3. Most first. */
  readonly deals: number
  readonly reasons: readonly { readonly reason: string; readonly count: number; readonly value: number }[]
  /** The largest first, at most fifty. */
  readonly named: readonly DealDifference[]
  readonly datedBack: readonly DatedBack[]
}

/** What a report counts: only closed deals, or all; and whether the stage of a deal is part of its figures. */
const COUNTED: Readonly<Record<string, { statuses: readonly Status[]; by: 'status' | 'stage' }>> = {
  'value-by-stage': { statuses: STATUSES, by: 'stage' },
  status: { statuses: STATUSES, by: 'status' },
  forecast: { statuses: STATUSES, by: 'status' },
  owners: { statuses: STATUSES, by: 'status' },
  sources: { statuses: STATUSES, by: 'status' },
  'won-lost': { statuses: ['won', 'lost', 'abandoned'], by: 'status' },
  conversion: { statuses: ['won', 'lost', 'abandoned'], by: 'status' },
  reasons: { statuses: ['lost', 'abandoned'], by: 'status' },
}

/**
 * Which deals make the figures of `report` as of `from` another than those as of `to` (null: now), within filters whose
 * own moment is ignored. The differences of all of them sum to the difference of the totals. Null where there is nothing
 * to compare: the report counts no population of deals, or the filters leave none of it, or ask who wants attention.
 */
export async function differenceBetween(
  ctx: Ctx,
  { report, filters, from, to }: { report: string; filters: Filters; from: Instant; to: Instant | null },
): Promise<Difference | null> {
  const counted = COUNTED[report]
  const inSight = counted && !filters.attention ? narrowed({ ...filters, asOf: null }, counted.statuses) : null
  if (!counted || !inSight) return null
  const until = to ?? ctx.now()
  const [before, after, groups, named, back] = await Promise.all([
    totalsAt(ctx, { ...inSight, asOf: from }),
    totalsAt(ctx, { ...inSight, asOf: to }),
    differingGroups(ctx, inSight, from, until, counted.by),
    differingDeals(ctx, inSight, from, until, counted.by, NAMED),
    datedBack(ctx, inSight, from, NAMED),
  ])
  return {
    ...{ from, to: until, before, after },
    deals: groups.reduce((all, group) => all + group.count, 0),
    reasons: reasonsOf(groups),
    named: named.map(namedDeal),
    datedBack: back.map(({ worth, ...change }) => ({ ...change, value: worth })),
  }
}

async function totalsAt(ctx: Ctx, filters: Filters): Promise<{ count: number; value: number }> {
  const { count, value } = total(Object.values(await byStatus(ctx, filters)))
  return { count, value }
}

function namedDeal(deal: DifferingDeal): DealDifference {
  const { number, name, countedBefore, countedAfter, valueBefore, valueAfter } = deal
  return {
    ...{ number, name },
    before: stood(deal.statusBefore, deal.stageBefore, deal.worthBefore, countedBefore),
    after: stood(deal.statusAfter, deal.stageAfter, deal.worthAfter, countedAfter),
    count: countedAfter - countedBefore,
    value: valueAfter - valueBefore,
  }
}

function stood(status: Status | null, stage: string | null, value: number | null, counted: number): Stood | null {
  return status === null ? null : { status, stage: stage ?? '', value, counted: counted === 1 }
}

function reasonsOf(groups: readonly DifferingGroup[]): Difference['reasons'] {
  const reasons = new Map<string, { count: number; value: number }>()
  for (const group of groups) {
    const reason = reasonOf(group)
    const { count, value } = reasons.get(reason) ?? { count: 0, value: 0 }
    const more = group.valueAfter - group.valueBefore
    reasons.set(reason, { count: count + group.count, value: value + more })
  }
  const all = [...reasons].map(([reason, sums]) => ({ reason, ...sums }))
  return all.sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason))
}

/** What became of the deals of a group between the moments, in the past tense. */
function reasonOf({ statusBefore, statusAfter, countedBefore, countedAfter }: DifferingGroup): string {
  if (statusBefore === null) return countedAfter ? 'created' : 'changed'
  if (statusAfter === null) return 'deleted'
  if (statusBefore === statusAfter) {
    if (countedBefore === countedAfter) return 'changed'
    return countedAfter ? 'brought in' : 'taken out'
  }
  return statusAfter === 'open' ? 'reopened' : statusAfter
}
