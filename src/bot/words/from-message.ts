import { isAmount, isCode, isPlainNumber } from './amounts.ts'
import { plainText } from './text.ts'

const LONGEST_NAME = 80

/** A deal as a message that was written for people may describe it. */
export interface Proposal {
  readonly name: string
  /** An amount as it was written; null when there is none, or several. */
  readonly value: string | null
}

/** Proposes a name and a value: the first sentence without greeting and amount, and the only amount there is. */
export function proposalFrom(text: string): Proposal {
  const words = plainText(text)
  const amounts = amountsIn(words)
  const [sentence = ''] = words
    .replace(/<@[^>]*>/g, ' ')
    .replace(/^\s*(?:hi|hello|hey|dear)\b[^,!.\n]*[,!.]?\s*/i, '')
    .split(/[\n!?]|\.\s|\.$/)
    .map((one) => one.trim())
    .filter(Boolean)
  return { name: shortName(without(sentence, amounts)), value: amounts.length === 1 ? (amounts[0] ?? null) : null }
}

function amountsIn(text: string): string[] {
  const words = text.split(/\s+/).map((word) => word.replace(/^[(“"]+|[).,;:!?”"]+$/g, ''))
  return words.flatMap((word, i) => {
    const [before, after] = [words[i - 1], words[i + 1]]
    if (isCode(after) && (isAmount(word) || isPlainNumber(word))) return [`${word} ${after}`]
    if (isCode(before) && (isAmount(word) || isPlainNumber(word))) return [`${before} ${word}`]
    return isAmount(word) ? [word] : []
  })
}

function without(sentence: string, amounts: readonly string[]): string {
  const rest = amounts.reduce(
    (left, amount) =>
      left.replace(new RegExp(`(?:\\b(?:for|at|about|around|of|worth)\\s+)?${escaped(amount)}`, 'i'), ' '),
    sentence,
  )
  return rest
    .replace(/\s+/g, ' ')
    .replace(/\s+([,;:])/g, '$1')
    .replace(/[\s,;:]+$/, '')
    .trim()
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** Cut between words. */
function shortName(text: string): string {
  if (text.length <= LONGEST_NAME) return text
  const cut = text.slice(0, LONGEST_NAME)
  return cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_NAME / 2)).trim()
}
