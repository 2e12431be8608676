import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'

export interface NestingGuard {
  /** Throws when the caller is inside the work of a transaction, where waiting for another one would never end. */
  refuseInside(): void
  /** Runs `work` so that everything it calls counts as inside, until it settles. */
  inside<T>(work: () => Promise<T>): Promise<T>
  /** Keeps the caller's place for work that somebody else will start. */
  bound<A, R>(work: (argument: A) => R): (argument: A) => R
}

/** Lets everything through. */
export const unguarded: NestingGuard = { refuseInside() {}, inside: (work) => work(), bound: (work) => work }

/**
 * One guard per database: transactions of different databases may nest. It follows callers through every await, which on
 * Node 20 makes each step of every query about three times as slow: for tests, which take every path there is.
 */
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
    bound: (work) => AsyncResource.bind(work),
  }
}
