import type { Instant } from '../time.ts'
import { secondsBetween } from '../time.ts'
import type { Happening } from './model.ts'

/** Changes by one person to one deal that follow each other within so many seconds are one notice. */
export const BURST_SECONDS = 60

/** A change with all that the choice of listeners needs. */
export interface ToldChange extends Happening {
  readonly opportunityId: string
  readonly version: number
  /** Null for the program itself. */
  readonly actorId: string | null
  readonly recordedAt: Instant
}

/** Puts changes, oldest first, into the notices that tell of them. */
export function burstsOf(changes: readonly ToldChange[]): ToldChange[][] {
  const bursts: ToldChange[][] = []
  const latest = new Map<string, ToldChange[]>()
  for (const change of changes) {
    const key = `${change.opportunityId}/${change.actorId ?? ''}`
    const burst = latest.get(key)
    const last = burst?.at(-1)
    if (burst && last && secondsBetween(last.recordedAt, change.recordedAt) <= BURST_SECONDS) {
      burst.push(change)
    } else {
      const begun = [change]
      bursts.push(begun)
      latest.set(key, begun)
    }
  }
  return bursts
}
