/** The date by which a figure takes what it counts into a period; never when a deal was last changed. */
export type DateProperty = keyof typeof DATE_WORDS

/** What a report counts, and by which date. */
export interface Dated {
  readonly what: string
  readonly by: DateProperty
  /** Only where this choice of this option was made. */
  readonly only?: readonly [option: string, choice: string]
}

/** How sentences say it. */
export const DATE_WORDS = {
  created: 'by creation',
  'entered stage': 'by entry into the stage',
  'left stage': 'by leaving the stage',
  closed: 'by final close',
  'expected close': 'by expected close',
  touched: 'by when they were last touched',
  recorded: 'by when they were recorded',
  done: 'by when they were done',
  /** A stock: whatever began when. */
  'as of': 'as they stand',
} as const

/** What holds for an answer that was asked for with these choices. */
export function datedWith(dated: readonly Dated[], choices: Readonly<Record<string, string>>): Dated[] {
  return dated.filter(({ only }) => !only || choices[only[0]] === only[1]).map(({ what, by }) => ({ what, by }))
}

/** "Open deals as they stand, closed deals by final close"; what only some choices have, with the choice. */
export function datedText(dated: readonly Dated[]): string {
  const text = dated.map(sayingOf).join(', ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function sayingOf({ what, by, only }: Dated): string {
  return `${what} ${DATE_WORDS[by]}${only ? ` (${only.join(' ')})` : ''}`
}
