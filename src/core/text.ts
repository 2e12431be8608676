import { invalid } from './errors.ts'

export interface TextRule {
  /** The form's field, and what messages call it: "name" */
  readonly field: string
  /** Most characters (code points). */
  readonly max: number
  readonly required?: boolean
  /** Keep line breaks and tabs. */
  readonly lines?: boolean
}

/** Invisible signs that could reorder or break what others read; joiners stay, since emoji need them. */
const INVISIBLE = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufeff]/gu

/**
 * Text as it is kept: trimmed, without control characters, on one line unless the rule says otherwise.
 * Empty text is null. Throws `invalid`, naming the field, when it is too long or missing.
 */
export function cleanText(text: string | null | undefined, rule: TextRule & { required: true }): string
export function cleanText(text: string | null | undefined, rule: TextRule): string | null
export function cleanText(text: string | null | undefined, rule: TextRule): string | null {
  const clean = rule.lines ? cleanLines(text ?? '') : cleanLine(text ?? '')
  if (clean === '' && rule.required) throw refused(rule, `Write a ${rule.field}.`)
  const length = [...clean].length
  if (length > rule.max) {
    const most = rule.max.toLocaleString('en')
    throw refused(
      rule,
      `The ${rule.field} has ${length.toLocaleString('en')} characters; the most is ${most}. Shorten it.`,
    )
  }
  return clean === '' ? null : clean
}

function cleanLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(INVISIBLE, '').trim()
}

function cleanLines(text: string): string {
  const unified = text.replace(/\r\n?/g, '\n')
  return unified.replace(INVISIBLE, (sign) => (sign === '\n' || sign === '\t' ? sign : '')).trim()
}

function refused(rule: TextRule, message: string): Error {
  return invalid(message, { [rule.field]: message })
}
