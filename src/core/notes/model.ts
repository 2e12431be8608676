import type { Via } from '../context.ts'
import { cleanText } from '../text.ts'
import type { Instant } from '../time.ts'

/** What somebody wrote about a deal. */
export interface Note {
  readonly id: string
  readonly opportunityNumber: number
  /** Null when the program wrote it. */
  readonly author: { readonly id: string; readonly name: string } | null
  readonly text: string
  readonly via: Via
  readonly createdAt: Instant
}

/** A note's text as it is kept, with its line breaks. Throws `invalid` when it is empty or too long. */
export function noteText(text: string): string {
  return cleanText(text, { field: 'text', max: 10_000, required: true, lines: true })
}
