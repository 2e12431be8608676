import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../context.ts'
import { type Instant, type LocalDate, localDateOf } from '../time.ts'

/** What values are converted to, and which day's rates open deals go by. */
export interface PricedOn {
  /** The workspace's currency. */
  readonly currency: string
  /** The workspace's local day. */
  readonly day: LocalDate
}

/**
 * What the deal `d` is worth in minor units of the workspace's currency; null when it has no value, or no rate by then.
 * A closed deal keeps the rate of the day it closed on: a rate of a later day does not change it.
 */
export function priceOf({ currency, day }: PricedOn): RawBuilder<number | null> {
  // Looked up only for deals in another currency: others cost one comparison.
  return sql<number | null>`case when d.currency = ${currency} then d.value else (
    select case when d.value <= r.most then ${converted} end from rates as r
    where r.workspace_id = d.workspace_id and r.base = ${currency} and r.currency = d.currency
      and r.day <= coalesce(d.closed_on, ${day})
    order by r.day desc limit 1) end`
}

/** The same by the rates of the moment's day, null for now: the one way in which lists and reports convert. */
export function priceAt({ workspace, now }: Ctx, asOf: Instant | null): RawBuilder<number | null> {
  const { currency, timeZone } = workspace
  return priceOf({ currency, day: localDateOf(asOf ?? now(), timeZone) })
}

/**
 * `d.value` times the factor of the rate `r`, rounded half up, which for values that are never negative is half away from
 * zero: multiplied as on paper, in digits of a million, so that nothing leaves 64 bits on either engine.
 */
const converted = sql`d.value * r.whole + (d.value / 1000000) * r.part1 + (
    (d.value % 1000000) * r.part1 + (d.value / 1000000) * r.part2 + (
      (d.value % 1000000) * r.part2 + (d.value / 1000000) * r.part3 + (
        (d.value % 1000000) * r.part3
      ) / 1000000 + 500000000000
    ) / 1000000
  ) / 1000000`
