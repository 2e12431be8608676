import type { Ctx } from '../context.ts'
import { type Instant, secondsBetween } from '../time.ts'
import * as store from './stay-list-store.ts'
import type { StayOutcome } from './stays.ts'

/** One uninterrupted presence of a deal in a stage. */
export interface Stay {
  readonly id: string
  readonly stage: { readonly id: string; readonly name: string; readonly rank: number }
  readonly pipeline: { readonly id: string; readonly name: string }
  /** From creation or reopening to closing, counted from 1. */
  readonly episode: number
  readonly enteredAt: Instant
  /** Null while it is still there. */
  readonly leftAt: Instant | null
  readonly outcome: StayOutcome | null
  /** Where it went, if it went on. */
  readonly next: string | null
  /** How long it lasted, or lasts by now; null where nobody knows when it began. */
  readonly seconds: number | null
  /** The most days that a deal should stay; null for no limit. */
  readonly limitDays: number | null
}

/**
 * Every stay of a deal, the first first; with an `asOf`, as they were then. Whoever may see the deal may see its stays:
 * the caller has it in hand.
 */
export async function listStays(ctx: Ctx, opportunityId: string, asOf: Instant | null = null): Promise<Stay[]> {
  const now = asOf ?? ctx.now()
  const rows = await store.staysOfDeal(ctx, opportunityId, now)
  return rows.map((row) => {
    const isOver = row.left_at !== null && row.left_at <= now
    return {
      id: row.id,
      stage: { id: row.stage_id, name: row.stage_name, rank: row.rank },
      pipeline: { id: row.pipeline_id, name: row.pipeline_name },
      episode: row.episode,
      enteredAt: row.entered_at,
      leftAt: isOver ? row.left_at : null,
      outcome: isOver ? (row.outcome as StayOutcome) : null,
      next: isOver ? row.next_name : null,
      seconds: row.entry_known === 0 ? null : secondsBetween(row.entered_at, (isOver ? row.left_at : null) ?? now),
      limitDays: row.limit_days,
    }
  })
}
