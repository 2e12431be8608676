/** Which page, as whom and of when: two requests with the same key get the same markup. */
export interface ViewKey {
  readonly workspaceId: string
  readonly revision: number
  /** Everything else that the markup depends on. */
  readonly view: string
  /** Until when an answer is good although nothing changed: figures age with the clock. */
  readonly minute: string
}

/** The views that pages of this process show now, each made once however many tabs ask for it. */
export interface ViewCache {
  /** The view, made by `make` when nobody has asked for it yet; who asks meanwhile waits for the same one. */
  take(key: ViewKey, make: () => Promise<string>): Promise<string>
}

/** The most views that are kept; the one that was asked for longest ago goes first. */
const KEPT = 200

/** Nothing is kept of what failed, nor of what an older revision showed once a newer one is asked for. */
export function createViewCache(kept: number = KEPT): ViewCache {
  const views = new Map<string, { key: ViewKey; html: Promise<string> }>()

  function forgetOutdated({ workspaceId, revision, minute }: ViewKey): void {
    for (const [name, { key }] of views) {
      const outdated = key.workspaceId === workspaceId && (key.revision < revision || key.minute < minute)
      if (outdated) views.delete(name)
    }
    const [oldest] = views.keys()
    if (views.size >= kept && oldest !== undefined) views.delete(oldest)
  }

  return {
    take(key, make) {
      const name = JSON.stringify([key.workspaceId, key.revision, key.minute, key.view])
      const known = views.get(name)
      if (known) {
        views.delete(name)
        views.set(name, known)
        return known.html
      }
      forgetOutdated(key)
      const html = make()
      views.set(name, { key, html })
      html.catch(() => views.get(name)?.html === html && views.delete(name))
      return html
    },
  }
}
