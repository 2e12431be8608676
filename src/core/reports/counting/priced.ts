import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { hasRates } from '../../rates/index.ts'
import { priceAt } from '../../rates/price-store.ts'
import type { Instant } from '../../time.ts'

/** How the deals of a question are priced that groups them by `d.currency`. */
export interface Pricing {
  /** The workspace's currency. */
  readonly own: string
  /** What is added up. Of groups in other currencies it means something only where there are rates. */
  readonly amount: RawBuilder<number | null>
  /** Counts the deals of other currencies that have a price; null where none can have one. */
  readonly converted: RawBuilder<number> | null
}

/** As if there were no rates: own values are added as they are, and the others have no price. */
export function ownPricing(own: string): Pricing {
  return { own, amount: sql<number | null>`d.value`, converted: null }
}

/** Whether amounts of a group in the currency mean something. */
export function hasPrice({ own, converted }: Pricing, { currency }: { readonly currency: string }): boolean {
  return currency === own || converted !== null
}

/** Without any rate nothing is asked deal by deal. */
export async function pricingOf(ctx: Ctx, asOf: Instant | null): Promise<Pricing> {
  const own = ctx.workspace.currency
  if (!(await hasRates(ctx))) return ownPricing(own)
  const amount = priceAt(ctx, asOf)
  const converted = sql<number>`count(case when d.currency <> ${own} then ${amount} end)`
  return { own, amount, converted }
}
