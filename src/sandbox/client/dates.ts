/** `<!date^1700000000^{date_short} at {time}|fallback>` in the reader's zone, as Slack spells each token. */
export function dateWords(seconds: number, format: string, timeZone: string): string {
  const at = new Date(seconds * 1000)
  const say = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-US', { timeZone, ...options }).format(at)
  const long: Intl.DateTimeFormatOptions = { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' }
  const tokens: Record<string, Intl.DateTimeFormatOptions> = {
    date: { month: 'long', day: 'numeric', year: 'numeric' },
    date_short: { month: 'short', day: 'numeric', year: 'numeric' },
    date_long: long,
    time: { hour: 'numeric', minute: '2-digit' },
    time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
  }
  return format.replace(/\{(\w+)\}/g, (whole, token: string) => {
    if (token === 'date_num') return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at)
    const options = tokens[token.replace('_pretty', '')]
    return options ? say(options) : whole
  })
}

/** The time of day of a message, from its `ts`. */
export function timeOf(ts: string, timeZone: string): string {
  return dateWords(Number(ts), '{time}', timeZone)
}

/** The day of a message, for the line between days. */
export function dayOf(ts: string, timeZone: string): string {
  const options: Intl.DateTimeFormatOptions = { timeZone, weekday: 'long', month: 'long', day: 'numeric' }
  return new Intl.DateTimeFormat('en-US', options).format(new Date(Number(ts) * 1000))
}
