import type { Log } from '../log.ts'

/** Hears of a committed change of a workspace, or `null`: something changed, in whichever workspace. */
export type ChangeListener = (workspaceId: string | null) => void

export interface ChangeFeed {
  /** Hears of commits of this process at once and of other processes within about a second. Returns the way out. */
  subscribe(listener: ChangeListener): () => void
  /** Called after a commit of this process. */
  announce(workspaceId: string): void
}

/** Where the commits of other processes become known; runs only while somebody listens. */
export interface ChangeSource {
  start(heard: ChangeListener): void
  stop(): Promise<void>
  /** Tells the other processes. */
  tell(workspaceId: string): void
}

/** The feed of one database, and the way to end it with the database. */
export function createChangeFeed(source: ChangeSource, log: Log): { feed: ChangeFeed; close(): Promise<void> } {
  const listeners = new Set<ChangeListener>()

  function heard(workspaceId: string | null): void {
    for (const listener of listeners) {
      try {
        listener(workspaceId)
      } catch (error) {
        log.error({ err: error }, 'A listener to database changes failed')
      }
    }
  }

  function unsubscribe(listener: ChangeListener): void {
    if (listeners.delete(listener) && listeners.size === 0) void source.stop()
  }

  const feed: ChangeFeed = {
    subscribe(listener) {
      // Wrapped, so that the same function may subscribe twice.
      const own: ChangeListener = (workspaceId) => listener(workspaceId)
      listeners.add(own)
      if (listeners.size === 1) source.start(heard)
      return () => unsubscribe(own)
    },
    announce(workspaceId) {
      heard(workspaceId)
      source.tell(workspaceId)
    },
  }
  return {
    feed,
    async close() {
      listeners.clear()
      await source.stop()
    },
  }
}
