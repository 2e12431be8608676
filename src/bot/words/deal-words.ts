import { plainText } from './text.ts'

/** Which deal the words are about, and what they say about it. */
export interface DealWords {
  readonly deal: string
  readonly rest: string
}

/**
 * Splits `D-42 to Proposal`, `42 to Proposal`, `"acme to go" to Proposal` or `acme renewal to Proposal`: a reference
 * or a quoted name ends by itself, other names end at the last `separator`. A separator at the front of the rest goes.
 */
export function splitDeal(text: string, separator: RegExp | null = null): DealWords {
  const words = plainText(text)
  const [, reference] = /^((?:d-?|#)?\d{1,9})(?=\s|$)/i.exec(words) ?? []
  if (reference) return { deal: reference, rest: withoutFront(words.slice(reference.length), separator) }
  const [whole, quoted] = /^"([^"]+)"/.exec(words) ?? []
  if (whole && quoted) return { deal: quoted, rest: withoutFront(words.slice(whole.length), separator) }
  const cut = separator && [...words.matchAll(new RegExp(separator, 'gi'))].at(-1)
  if (!cut) return { deal: words, rest: '' }
  return { deal: words.slice(0, cut.index).trim(), rest: words.slice(cut.index + cut[0].length).trim() }
}

function withoutFront(rest: string, separator: RegExp | null): string {
  const padded = ` ${rest.trim()} `
  const front = separator && new RegExp(`^(?:${separator.source})`, 'i').exec(padded)
  return (front ? padded.slice(front[0].length) : padded).trim()
}
