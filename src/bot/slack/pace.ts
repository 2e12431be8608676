import { setTimeout as sleep } from 'node:timers/promises'
import { RetryLater } from '../../core/index.ts'
import type { CallLane } from './limits.ts'

/** A call waits so long for its turn; beyond that its job waits, and does not hold up others. */
const PATIENCE_MS = 5_000
const MANY_LANES = 1_000

interface Turns {
  /** When calls were or will be made, on the process's own clock in milliseconds, the latest last. */
  readonly taken: number[]
  pausedUntil: number
}

export interface PaceOptions {
  /** Milliseconds that only grow: the wall clock may be set back. */
  readonly clock?: () => number
  readonly sleep?: (ms: number) => Promise<unknown>
}

/**
 * Keeps the calls of one workspace within Slack's limits, each lane by itself. It counts what this process does; where
 * several share a workspace, Slack's Retry-After keeps them apart.
 */
export class Pace {
  private readonly lanes = new Map<string, Turns>()
  private readonly clock: () => number
  private readonly sleep: (ms: number) => Promise<unknown>

  constructor({ clock = () => performance.now(), sleep: wait = sleep }: PaceOptions = {}) {
    this.clock = clock
    this.sleep = wait
  }

  /** Resolves when the call may be made. Throws `RetryLater` when that is more than five seconds away. */
  async turn(lane: CallLane): Promise<void> {
    const turns = this.turnsOf(lane.name)
    const at = this.nextTurn(turns, lane)
    const wait = at - this.clock()
    if (wait > PATIENCE_MS) throw new RetryLater(Math.ceil(wait / 1000))
    if (lane.limit) {
      turns.taken.push(at)
      turns.taken.splice(0, turns.taken.length - lane.limit.calls)
    }
    if (wait > 0) await this.sleep(wait)
    // Slack may have said "not so fast" to the call before.
    const longer = turns.pausedUntil - this.clock()
    if (longer > 0) throw new RetryLater(Math.ceil(longer / 1000))
  }

  /** Slack asked for so many seconds without a call in the lane. */
  pause(lane: CallLane, seconds: number): void {
    this.turnsOf(lane.name).pausedUntil = this.clock() + seconds * 1000
  }

  private nextTurn({ taken, pausedUntil }: Turns, { limit }: CallLane): number {
    const now = Math.max(this.clock(), pausedUntil)
    const oldest = limit && taken.length >= limit.calls ? taken[taken.length - limit.calls] : undefined
    return oldest === undefined || !limit ? now : Math.max(now, oldest + limit.seconds * 1000)
  }

  private turnsOf(name: string): Turns {
    const turns = this.lanes.get(name) ?? { taken: [], pausedUntil: 0 }
    if (this.lanes.size >= MANY_LANES) this.forgetOldest()
    this.lanes.set(name, turns)
    return turns
  }

  /** Of channels there may be any number; a minute without a call leaves nothing to remember. */
  private forgetOldest(): void {
    const longAgo = this.clock() - 60_000
    for (const [name, { taken, pausedUntil }] of this.lanes) {
      if ((taken.at(-1) ?? 0) < longAgo && pausedUntil < longAgo) this.lanes.delete(name)
    }
  }
}
