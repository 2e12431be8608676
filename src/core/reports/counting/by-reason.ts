import type { Ctx } from '../../context.ts'
import { type Filters, lostOrAbandoned } from '../../filters/index.ts'
import type { Status } from '../../opportunities/model.ts'
import { narrowed } from './narrowing.ts'
import { askEveryPart } from './population.ts'
import { pricingOf } from './priced.ts'
import { added, type Tally, tallyOf, total } from './tally.ts'

/** Deals that came to nothing for the same reason. */
export interface ReasonGroup extends Tally {
  readonly status: Status
  /** Null where nobody gave one. */
  readonly reason_id: string | null
}

/** What was lost or abandoned in the filters' period, by reason. */
export async function byReason(ctx: Ctx, filters: Filters): Promise<ReasonGroup[]> {
  const unsuccessful = narrowed(filters, ['lost', 'abandoned'])
  const pricing = await pricingOf(ctx, filters.asOf)
  const groups =
    unsuccessful &&
    askEveryPart(ctx, unsuccessful, (part) =>
      part
        .where(lostOrAbandoned())
        .groupBy(['d.status', 'd.reason_id', 'd.currency'])
        .select(['d.status', 'd.reason_id', 'd.currency'])
        .select(added(pricing)),
    )
  const parts = groups ? await groups.execute() : []
  return merged(parts.map((part) => ({ ...tallyOf(pricing, part), status: part.status, reason_id: part.reason_id })))
}

/** A group comes in as many parts as it has currencies, and as of an earlier moment in twice as many. */
function merged(parts: readonly ReasonGroup[]): ReasonGroup[] {
  const groups = new Map<string, ReasonGroup>()
  for (const part of parts) {
    const key = `${part.status} ${part.reason_id}`
    const known = groups.get(key)
    groups.set(key, known ? { ...part, ...total([known, part]) } : part)
  }
  return [...groups.values()]
}
