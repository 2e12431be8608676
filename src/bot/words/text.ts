/** The text as the person typed it: Slack escapes three signs, and keyboards turn quotes. */
export function plainText(text: string): string {
  return text
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
