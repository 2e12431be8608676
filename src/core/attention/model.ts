import { type Instant, type LocalDate, later, secondsBetween } from '../time.ts'

/** Why an open deal may want attention, in the order in which people are told. */
export const ATTENTIONS = ['overdue', 'closing', 'stuck', 'stale', 'no-next-step'] as const
export type Attention = (typeof ATTENTIONS)[number]

const DAY = 24 * 60 * 60

interface Standing {
  readonly status: string
  readonly stageEnteredAt: Instant
  readonly lastActivityAt: Instant
}

/** Open, and in its stage for longer than the stage's limit. An edit does not clear it. */
export function isStuck(deal: Standing, limitDays: number | null, now: Instant): boolean {
  return deal.status === 'open' && isBeyond(deal.stageEnteredAt, limitDays, now)
}

/** Open, and untouched for longer than the stage's limit. A change, a note or a finished task clears it. */
export function isStale(deal: Standing, limitDays: number | null, now: Instant): boolean {
  return deal.status === 'open' && isBeyond(deal.lastActivityAt, limitDays, now)
}

function isBeyond(since: Instant, limitDays: number | null, now: Instant): boolean {
  return limitDays !== null && secondsBetween(since, now) > limitDays * DAY
}

/** Stages of one limit, and the moment before which a deal must have entered, or been touched, to be beyond it. */
export interface Limit {
  readonly stageIds: readonly string[]
  readonly before: Instant
}

/** The limits of stages as moments counted from `now`; stages without a limit are in none. */
export function limitsAt(
  now: Instant,
  stages: readonly { readonly id: string; readonly limitDays: number | null }[],
): Limit[] {
  const days = [...new Set(stages.map(({ limitDays }) => limitDays))].filter((limit) => limit !== null)
  return days.map((limit) => ({
    stageIds: stages.filter(({ limitDays }) => limitDays === limit).map(({ id }) => id),
    before: later(now, -limit * DAY),
  }))
}

/** What the kinds of attention are measured by: limits, and the days of the workspace's calendar. */
export interface AttentionFilter {
  /** Any of these. */
  readonly kinds: readonly Attention[]
  readonly limits: readonly Limit[]
  readonly today: LocalDate
  /** The first day of the next month. */
  readonly nextMonth: LocalDate
}
