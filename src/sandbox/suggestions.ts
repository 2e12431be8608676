/** A command that the composer proposes while somebody types. */
export interface CommandHint {
  /** How it begins: `/deal move`. */
  usage: string
  what: string
  example: string
}

/** A shortcut that the app declares in its manifest: from anywhere, or on a message. */
export interface ShortcutHint {
  callbackId: string
  name: string
  on: 'anywhere' | 'message'
}

/** What the page offers to try. */
export interface Suggestions {
  commands: CommandHint[]
  shortcuts: ShortcutHint[]
  /** Whole commands to try first, one press each. */
  tries: string[]
}

export const noSuggestions: Suggestions = { commands: [], shortcuts: [], tries: [] }
