import type { Ctx } from '../../context.ts'
import { type Filters, lostOrAbandoned } from '../../filters/index.ts'
import type { Status } from '../../opportunities/model.ts'
import { narrowed } from './narrowing.ts'
import { askEveryPart } from './population.ts'
import { type Tally, tallied, total } from './tally.ts'

/** Deals that came to nothing for the same reason. */
export interface ReasonGroup extends Tally {
  readonly status: Status
  /** Null where nobody gave one. */
  readonly reason_id: string | null
}

/** What was lost or abandoned in the filters' period, by reason. */
export async function byReason(ctx: Ctx, filters: Filters): Promise<ReasonGroup[]> {
  const unsuccessful = narrowed(filters, ['lost', 'abandoned'])
  const groups =
    unsuccessful &&
    askEveryPart(ctx, unsuccessful, (part) =>
      part
        .where(lostOrAbandoned())
        .groupBy(['d.status', 'd.reason_id'])
        .select(['d.status', 'd.reason_id'])
        .select(tallied(ctx, filters.asOf)),
    )
  return groups ? merged(await groups.execute()) : []
}

/** As of an earlier moment a group comes in two parts. */
function merged(parts: readonly ReasonGroup[]): ReasonGroup[] {
  const groups = new Map<string, ReasonGroup>()
  for (const part of parts) {
    const key = `${part.status} ${part.reason_id}`
    const known = groups.get(key)
    groups.set(key, known ? { ...part, ...total([known, part]) } : part)
  }
  return [...groups.values()]
}
