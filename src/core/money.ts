import { invalid } from './errors.ts'

/** The largest value a deal may have, in minor units: every sum of a workspace stays an exact integer. */
export const LARGEST_VALUE = 1_000_000_000_000_00

const SYMBOLS: Record<string, string> = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY', '₹': 'INR' }
const SCALES: Record<string, number> = { k: 3, m: 6, mn: 6, b: 9, bn: 9 }
const SHAPE = /^([$€£¥₹]|[a-z]{3})?\s*(-?\d[\d.,'’\u00a0\u202f ]*?)\s*(k|mn?|bn?)?\s*([$€£¥₹]|[a-z]{3})?$/i

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))
/** Formatters by their options: making one takes far longer than using it. */
const formatters = new Map<string, Intl.NumberFormat>()
const exponents = new Map<string, number>()

/** An amount as people write it: `12k`, `$12,500.50`, `1.234,50`, `1.2m EUR`. */
export interface Money {
  /** Minor units of `currency`. */
  value: number
  currency: string
}

/** Decimal places of an ISO 4217 currency: 0 for JPY, 2 for USD, 3 for KWD. */
export function exponentOf(currency: string): number {
  const known = exponents.get(currency) ?? formatter({ currency }).resolvedOptions().maximumFractionDigits ?? 2
  exponents.set(currency, known)
  return known
}

/** Whether the text is an ISO 4217 code that `Intl` knows. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code.toUpperCase())
}

/** Reads a currency code in any case. Throws `invalid` for one that does not exist. */
export function parseCurrency(code: string): string {
  if (!isCurrency(code)) throw invalid(`“${code}” is not a currency. Use a code like USD or EUR.`)
  return code.toUpperCase()
}

/**
 * Reads an amount as people write it; a currency in the text wins over `fallbackCurrency`.
 * Throws `invalid` for what is not an amount, negative, finer than the currency's minor unit, or above LARGEST_VALUE.
 */
export function parseMoney(text: string, fallbackCurrency: string): Money {
  const match = SHAPE.exec(text.trim())
  const [, before, digits, scale, after] = match ?? []
  const sign = before ?? after
  if (!digits || (before && after)) throw notMoney(text)
  const currency = sign ? (SYMBOLS[sign] ?? sign.toUpperCase()) : fallbackCurrency
  if (!isCurrency(currency)) throw notMoney(text)

  const exponent = exponentOf(currency)
  const [whole, fraction] = splitDecimal(digits, scale !== undefined, exponent) ?? []
  if (whole === undefined || fraction === undefined) throw notMoney(text)
  return { value: checkValue(minorUnits(text, whole, fraction, scale, exponent)), currency }
}

/** Accepts a value in minor units that a deal may have. Throws `invalid` otherwise. */
export function checkValue(value: number): number {
  if (!Number.isInteger(value)) throw invalid('A value is a whole number of minor units, such as cents.')
  if (value < 0) throw invalid('A deal’s value cannot be negative. Leave it empty when it is not known yet.')
  if (value > LARGEST_VALUE) throw invalid('That value is larger than any deal: the most is 1,000 billion.')
  return value
}

/** `1200000` USD as "$12,000" or, when cents matter, "$12,000.50". */
export function formatMoney(value: number, currency: string): string {
  const exponent = exponentOf(currency)
  const minimumFractionDigits = value % 10 ** exponent === 0 ? 0 : exponent
  return formatter({ currency, minimumFractionDigits }).format(value / 10 ** exponent)
}

/** `120000000` USD as "$1.2M", `1200000` as "$12k": for bars and cards where width is scarce. */
export function formatMoneyShort(value: number, currency: string): string {
  const compact = formatter({
    currency,
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: value >= 100_000_000 ? 2 : 1,
  })
  return compact.format(value / 10 ** exponentOf(currency)).replace(/K$/, 'k')
}

function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options)
  const known = formatters.get(key) ?? new Intl.NumberFormat('en-US', { style: 'currency', ...options })
  formatters.set(key, known)
  return known
}

function notMoney(text: string): Error {
  return invalid(`“${text}” is not an amount. Write it like 12k, $12,500.50 or 1.2m EUR.`)
}

/** Decides which sign is the decimal one; undefined when the grouping makes no sense. */
function splitDecimal(digits: string, scaled: boolean, exponent: number): [string, string] | undefined {
  const plain = digits.replace(/['’\u00a0\u202f ]/g, '')
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','))
  if (last < 0) return [plain, '']
  const mark = plain[last] as string
  const other = mark === '.' ? ',' : '.'
  const repeated = plain.indexOf(mark) !== last
  const looksGrouped = plain.length - last - 1 === 3 && !scaled && exponent !== 3 && !plain.includes(other)
  const grouped = repeated || looksGrouped
  const whole = grouped ? plain : plain.slice(0, last)
  const groups = whole.split(grouped ? mark : other)
  const wellGrouped = groups.length === 1 || groups.slice(1).every((group) => group.length === 3)
  if (!wellGrouped || !groups.every((group) => /^-?\d+$/.test(group))) return undefined
  return [groups.join(''), grouped ? '' : plain.slice(last + 1)]
}

/** Moves the decimal point in the text itself, so that no floating-point error can enter. */
function minorUnits(
  text: string,
  whole: string,
  fraction: string,
  scale: string | undefined,
  exponent: number,
): number {
  const places = exponent + (scale ? (SCALES[scale.toLowerCase()] ?? 0) : 0)
  if (fraction.length > places && /[1-9]/.test(fraction.slice(places))) {
    throw invalid(`“${text}” has more decimal places than its currency. Round it to the smallest coin.`)
  }
  return Number(whole + fraction.slice(0, places).padEnd(places, '0'))
}
