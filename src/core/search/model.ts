const MOST_WORDS = 40
const LONGEST_WORD = 40

/** The words that something is found by: letters and digits, whatever their case and accents; each once. */
export function wordsOf(...texts: readonly (string | null)[]): string[] {
  const folded = texts.join(' ').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? []
  return [...new Set(words.map((word) => word.slice(0, LONGEST_WORD)))].slice(0, MOST_WORDS)
}

/**
 * The word as it is kept: its bytes in hexadecimal, since those stand in the same order on both engines, whatever the
 * database's language. What begins with a word's key is between the key and its `end`.
 */
export function keyOf(word: string): { key: string; end: string } {
  const key = Buffer.from(word).toString('hex')
  return { key, end: `${key}g` }
}
