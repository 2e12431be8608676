import { isCurrency } from '../../core/index.ts'

const SYMBOL = '[$€£¥₹]'
const STRONG = new RegExp(
  [
    String.raw`^-?${SYMBOL}-?\d[\d.,']*(k|mn?|bn?)?$`,
    String.raw`^-?\d[\d.,']*(k|mn?|bn)([A-Z]{3}|${SYMBOL})?$`,
    String.raw`^-?\d{1,3}([.,']\d{3})+([.,]\d+)?([A-Z]{3}|${SYMBOL})?$`,
    String.raw`^-?\d+([.,]\d+)?([A-Z]{3}|${SYMBOL})$`,
    String.raw`^-?\d+[.,]\d{2}$`,
  ].join('|'),
  'i',
)

/** Whether the word can only be an amount, even inside a name: `12k`, `$12,500.50`, `1200EUR`. */
export function isAmount(word: string): boolean {
  return STRONG.test(word)
}

/** Whether it is a number that may be an amount where one is expected: not a year, not part of a name. */
export function isPlainNumber(word: string): boolean {
  return /^-?\d+$/.test(word) && !/^(19|20)\d\d$/.test(word)
}

/** Whether the word is a currency's code, in capitals as codes are written: "all" and "try" are words. */
export function isCode(word: string | undefined): boolean {
  return word !== undefined && /^[A-Z]{3}$/.test(word) && isCurrency(word)
}

/** An amount at the end of the words: `acme renewal 12k`, `D-42 1.2m EUR`. Null when there is none. */
export function trailingAmount(text: string): { before: string; amount: string } | null {
  const words = text.trim().split(/\s+/)
  for (const length of [2, 1]) {
    const tail = words.slice(-length)
    const before = words.slice(0, -length).join(' ')
    if (before && isAmountPhrase(tail)) return { before, amount: tail.join(' ') }
  }
  return null
}

function isAmountPhrase([first = '', second]: readonly string[]): boolean {
  const isNumber = (word: string): boolean => isAmount(word) || /^-?\d+([.,]\d+)?$/.test(word)
  if (second === undefined) return isNumber(first)
  return (isNumber(first) && isCode(second)) || (isCode(first) && isNumber(second))
}
