/** A command that the composer proposes while somebody types. */
export interface CommandHint {
  usage: string
  what: string
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

export const sampleSuggestions: Suggestions = {
  commands: [
    { usage: '/deal', what: 'Open the menu' },
    { usage: '/deal new', what: 'A form, or in words: Acme renewal 12k in Proposal' },
    { usage: '/deal list', what: 'Your open deals; also all, won, lost, stale' },
    { usage: '/deal find', what: 'Search by name, contact or company' },
    { usage: '/deal show D-1', what: 'The card of a deal' },
    { usage: '/deal move D-1 to', what: 'Move a deal to another stage' },
    { usage: '/deal won D-1', what: 'Close a deal as won' },
    { usage: '/deal lost D-1 because', what: 'Close a deal as lost, with the reason' },
    { usage: '/deal report', what: 'Figures and a chart' },
    { usage: '/deal dashboard', what: 'A link that signs you in to the dashboard' },
    { usage: '/deal help', what: 'Everything it can do' },
  ],
  shortcuts: [],
  tries: ['/deal new Acme renewal 12k', '/deal list', '/deal report'],
}
