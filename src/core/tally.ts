/** Counts what happens in this process, for whoever wants to know since its start: how often, by what. */
export class Tally<Label extends string = string> {
  private readonly counts = new Map<string, { labels: Readonly<Record<Label, string>>; times: number }>()

  count(labels: Readonly<Record<Label, string>>): void {
    const key = JSON.stringify(labels)
    const known = this.counts.get(key) ?? { labels, times: 0 }
    this.counts.set(key, { labels, times: known.times + 1 })
  }

  /** All that was counted, in the order in which it first happened. */
  all(): { labels: Readonly<Record<Label, string>>; times: number }[] {
    return [...this.counts.values()]
  }
}

/** What the bot and the worker tell of themselves, and the dashboard's `/metrics` repeats. */
export interface Signals {
  readonly jobs: Tally<'kind' | 'outcome'>
  readonly slackErrors: Tally<'error'>
}

/** Signals of a process in which nothing has happened yet. */
export function createSignals(): Signals {
  return { jobs: new Tally(), slackErrors: new Tally() }
}
