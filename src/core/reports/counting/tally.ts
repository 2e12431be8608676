import { type RawBuilder, sql } from 'kysely'
import { count, sum } from '../../db/portable.ts'
import type { Ratio } from '../report.ts'

/** What every group of deals adds up to. */
export interface Tally {
  readonly count: number
  /** Minor units of the workspace's currency, of the deals that have a value in it. */
  readonly value: number
  /** Deals of which nobody knows the value. */
  readonly unvalued: number
  /** Deals valued in another currency: counted, never added. */
  readonly unpriced: number
}

export const NOTHING: Tally = { count: 0, value: 0, unvalued: 0, unpriced: 0 }

/** A deal's value, null when it has none in the workspace's currency. */
function priced(currency: string): RawBuilder<number | null> {
  return sql<number | null>`case when d.currency = ${currency} then d.value end`
}

/** Selects a Tally of every group of deals. */
export function tallied(currency: string) {
  return [
    count().as('count'),
    sum(priced(currency)).as('value'),
    sum(sql<number>`case when d.value is null then 1 else 0 end`).as('unvalued'),
    sum(sql<number>`case when d.value is not null and d.currency <> ${currency} then 1 else 0 end`).as('unpriced'),
  ] as const
}

/**
 * Selects the weighted value of every group of deals: open ones count by their own probability, else their stage's, won
 * ones whole, all others nothing. Each deal is rounded, half up, before they are added; values are never negative, so
 * that is half away from zero.
 */
export function weighted(currency: string) {
  // Asked of open deals alone; a join would look up the stage of every closed one, too.
  const ofStage = sql<number>`(select s.probability from stages as s where s.id = d.stage_id)`
  const share = sql<number>`case d.status
    when 'won' then ${priced(currency)}
    when 'open' then (${priced(currency)} * coalesce(d.probability, ${ofStage}) + 50) / 100
    else 0 end`
  return sum(share).as('weighted')
}

/** Groups added up. */
export function total(groups: readonly Tally[]): Tally {
  return groups.reduce(
    (all, group) => ({
      count: all.count + group.count,
      value: all.value + group.value,
      unvalued: all.unvalued + group.unvalued,
      unpriced: all.unpriced + group.unpriced,
    }),
    NOTHING,
  )
}

/** A share with what it was made of; null when there is nothing to divide by. */
export function ratio(numerator: number, denominator: number): Ratio {
  return { numerator, denominator, value: denominator === 0 ? null : numerator / denominator }
}
