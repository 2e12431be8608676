import type { Term } from '../terms.ts'
import type { Instant } from '../time.ts'

/** What somebody said would be won in a month or a quarter, by an owner or the whole team. It is never changed. */
export interface SubmittedForecast extends Omit<Term, 'endsOn'> {
  readonly id: string
  /** Null is the whole team. */
  readonly owner: { readonly id: string; readonly name: string } | null
  /** Minor units of the workspace's currency. */
  readonly value: number
  readonly note: string | null
  /** By name; null for the program. */
  readonly submittedBy: string | null
  readonly submittedAt: Instant
}
