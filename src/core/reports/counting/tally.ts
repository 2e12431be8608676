import { sql } from 'kysely'
import { count, sum } from '../../db/portable.ts'
import type { Stage } from '../../pipelines/model.ts'
import type { Ratio } from '../report.ts'
import type { Pricing } from './priced.ts'

/** What every group of deals adds up to. */
export interface Tally {
  readonly count: number
  /** Minor units of the workspace's currency, of the deals that have a price in it. */
  readonly value: number
  /** Deals of which nobody knows the value. */
  readonly unvalued: number
  /** Deals valued in another currency that has no rate: counted, never added. */
  readonly unpriced: number
}

export const NOTHING: Tally = { count: 0, value: 0, unvalued: 0, unpriced: 0 }

/** What one currency's deals of a group come to, as the database adds them up. */
export interface Added {
  readonly currency: string
  readonly count: number
  /** Deals that have a value. */
  readonly valued: number
  /** Deals of another currency than the workspace's that have a price. */
  readonly converted: number
  /** Minor units of the workspace's currency, where `pricing` converts. */
  readonly amount: number
}

/** With `d.currency`, by which they are grouped, selects an Added of every group of deals. */
export function added({ amount, converted }: Pricing) {
  return [
    count().as('count'),
    sql<number>`count(d.value)`.as('valued'),
    (converted ?? sql<number>`0`).as('converted'),
    sum(amount).as('amount'),
  ] as const
}

/** As the workspace counts it: only what has a price is added. */
export function tallyOf(pricing: Pricing, { currency, count, valued, converted, amount }: Added): Tally {
  const unvalued = count - valued
  if (currency === pricing.own) return { count, value: amount, unvalued, unpriced: 0 }
  return { count, value: pricing.converted ? amount : 0, unvalued, unpriced: valued - converted }
}

/**
 * Selects the weighted value of every group of open deals: by their own probability, else their stage's. Each deal is
 * rounded, half up, before they are added; values are never negative, so that is half away from zero.
 */
export function weighted({ amount }: Pick<Pricing, 'amount'>, stages: readonly Stage[]) {
  // In words, not looked up: a look at the stage of every deal takes longer than all the rest.
  const cases = stages.map(({ id, probability }) => sql`when ${id} then ${sql.lit(probability)}`)
  const ofStage = cases.length ? sql`case d.stage_id ${sql.join(cases, sql` `)} end` : sql`0`
  return sum(sql<number>`(${amount} * coalesce(d.probability, ${ofStage}) + 50) / 100`).as('weighted')
}

/** Groups added up. */
export function total(groups: readonly Tally[]): Tally {
  let [count, value, unvalued, unpriced] = [0, 0, 0, 0]
  for (const group of groups) {
    count += group.count
    value += group.value
    unvalued += group.unvalued
    unpriced += group.unpriced
  }
  return { count, value, unvalued, unpriced }
}

/** The group as something to be taken away from another one. */
export function negated<Group extends Tally>(group: Group): Group {
  const { count, value, unvalued, unpriced } = group
  return { ...group, count: -count, value: -value, unvalued: -unvalued, unpriced: -unpriced }
}

/** A share with what it was made of; null when there is nothing to divide by. */
export function ratio(numerator: number, denominator: number): Ratio {
  return { numerator, denominator, value: denominator === 0 ? null : numerator / denominator }
}
