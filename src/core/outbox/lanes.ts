import type { Instant } from '../time.ts'

interface Lane {
  /** Ends when all that was put into the lane so far has ended. */
  tail: Promise<void>
  pausedUntil: Instant | null
}

/**
 * The lanes in which jobs run: one after the other within a lane, side by side otherwise. Kept by a worker through its
 * rounds, so that a lane that is slow or has to wait holds up nothing else.
 */
export class Lanes {
  private readonly lanes = new Map<string, Lane>()

  /** Runs `work` when the lane is free. */
  async run(name: string, work: () => Promise<void>): Promise<void> {
    const lane = this.lane(name)
    const running = lane.tail.then(work)
    // What follows in the lane runs whatever became of this.
    const ended = running.catch(() => {})
    lane.tail = ended
    try {
      await running
    } finally {
      if (lane.tail === ended && lane.pausedUntil === null) this.lanes.delete(name)
    }
  }

  /** Lets nothing run in the lane until then. */
  pause(name: string, until: Instant): void {
    this.lane(name).pausedUntil = until
  }

  /** Until when the lane has to wait; null when it need not. */
  pausedUntil(name: string, now: Instant): Instant | null {
    const lane = this.lanes.get(name)
    if (lane?.pausedUntil && lane.pausedUntil <= now) lane.pausedUntil = null
    return lane?.pausedUntil ?? null
  }

  private lane(name: string): Lane {
    const lane = this.lanes.get(name) ?? { tail: Promise.resolve(), pausedUntil: null }
    this.lanes.set(name, lane)
    return lane
  }
}
