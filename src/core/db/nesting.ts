import { AsyncLocalStorage } from 'node:async_hooks'

export interface NestingGuard {
  /** Throws when the caller is inside the work of a transaction, where waiting for another one would never end. */
  refuseInside(): void
  /** Runs `work` so that everything it calls counts as inside, until it settles. */
  inside<T>(work: () => Promise<T>): Promise<T>
}

/** One guard per database: transactions of different databases may nest. */
export function createNestingGuard(): NestingGuard {
  const storage = new AsyncLocalStorage<{ running: boolean }>()
  return {
    refuseInside() {
      if (storage.getStore()?.running) {
        throw new Error('Already in a transaction: use the ctx that was handed to you.')
      }
    },
    async inside(work) {
      const state = { running: true }
      try {
        return await storage.run(state, work)
      } finally {
        // What the work left behind (a timer, a listener) keeps this state, but is no longer inside.
        state.running = false
      }
    },
  }
}
