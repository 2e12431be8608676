/** A word, or what stood between quotes, which is never read as anything but words. */
export interface Token {
  readonly text: string
  readonly quoted: boolean
}

/**
 * The text as the person typed it. Slack escapes three signs and writes addresses as links; keyboards turn quotes.
 * Mentions of people stay as Slack writes them, `<@U1>`.
 */
export function plainText(text: string): string {
  return text
    .replace(/<mailto:([^|>]*)(\|[^>]*)?>/g, '$1')
    .replace(/<(https?:[^|>]*)\|([^>]*)>/g, '$2')
    .replace(/<(https?:[^|>]*)>/g, '$1')
    .replace(/<#[A-Z0-9]+\|([^>]*)>/g, '#$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[“”„]/g, '"')
    .replace(/[‘’]/g, "'")
    .trim()
}

/** The first word and the rest. */
export function splitFirst(text: string): [first: string, rest: string] {
  const [, first = '', rest = ''] = /^\s*(\S*)\s*(.*)$/s.exec(text) ?? []
  return [first, rest.trim()]
}

/** Words one by one; `key:"two words"` is one word with its quotes removed. */
export function tokensOf(text: string): Token[] {
  const found = text.matchAll(/([a-z-]+:)"([^"]*)"|"([^"]*)"|(<@[^>]*>)|(\S+)/gi)
  return Array.from(found, ([, key, keyed, quoted, mention, word]) => {
    if (key) return { text: `${key}${keyed}`, quoted: false }
    if (quoted !== undefined) return { text: quoted, quoted: true }
    return { text: mention ?? word ?? '', quoted: false }
  })
}

/** Whether the word takes a fact away: `none`, `nobody`, `-`. */
export function meansNothing(text: string): boolean {
  return /^(none|nothing|nobody|no one|clear|unknown|-)$/i.test(text.trim())
}
