const ID = /\b(?:[A-Z][A-Z0-9]{8,}|\d{10}\.\d{6})\b/g

/**
 * Translates between the workspace's ids, which stay the same through restarts, and those that `emulate` makes up anew
 * each time it starts: people, channels, the team, and messages by their `ts`.
 */
export class Ids {
  private readonly theirs = new Map<string, string>()
  private readonly ours = new Map<string, string>()

  pair(ours: string, theirs: string): void {
    this.theirs.set(ours, theirs)
    this.ours.set(theirs, ours)
  }

  knows(ours: string): boolean {
    return this.theirs.has(ours)
  }

  toTheirs(text: string): string {
    return text.replace(ID, (id) => this.theirs.get(id) ?? id)
  }

  toOurs(text: string): string {
    return text.replace(ID, (id) => this.ours.get(id) ?? id)
  }
}
