import { AppError, aboutField, invalid } from '../errors.ts'
import { exponentOf, parseCurrency } from '../money.ts'
import { type Instant, type LocalDate, parseLocalDate } from '../time.ts'

/** What one unit of a currency is worth from a day on, until the next day that has a rate. */
export interface Rate {
  readonly id: string
  readonly currency: string
  /** The workspace's local day. */
  readonly day: LocalDate
  /** Units of the workspace's currency for one unit: "1.0834". */
  readonly rate: string
  /** Who entered it last, by name; null for the program. */
  readonly enteredBy: string | null
  readonly enteredAt: Instant
}

/** What a rate says, checked. */
export type RateFacts = Pick<Rate, 'currency' | 'day' | 'rate'>

/**
 * What a minor unit of one currency is worth in minor units of another, in pieces small enough for SQL: no product of
 * them and a deal's value leaves 64 bits.
 */
export interface Factor {
  readonly whole: number
  /** Decimals 1 to 6, 7 to 12 and 13 to 18. */
  readonly part1: number
  readonly part2: number
  readonly part3: number
  /** The largest value whose conversion is an exact number; a larger one has no price. */
  readonly most: number
}

/** Digits behind the point of a rate; currencies differ by four decimal places at the most. */
const MOST_DECIMALS = 12
const MOST_WHOLE_DIGITS = 9
const SHAPE = /^(\d+)(?:\.(\d+))?$/

const PLACES = 18
const ONE = 10n ** BigInt(PLACES)
const LIMB = 1_000_000n

/**
 * A rate as it is kept. Throws `invalid`, naming the field, for a currency that does not exist or is the workspace's own,
 * a day that does not exist, and what is no positive decimal number.
 */
export function checkRate(given: { currency: string; day: string; rate: string }, own: string): RateFacts {
  const currency = about('currency', () => parseCurrency(given.currency.trim()))
  if (currency === own) throw refused('currency', `${own} is the workspace’s own currency: it needs no rate.`)
  const day = about('day', () => parseLocalDate(given.day.trim()))
  return { currency, day, rate: parseRate(given.rate) }
}

/** Reads a rate: a decimal number above zero, written with a point. Throws `invalid` for anything else. */
export function parseRate(text: string): string {
  const [, whole, decimals = ''] = SHAPE.exec(text.trim()) ?? []
  if (whole === undefined) {
    throw refused('rate', `“${text.trim()}” is not a rate. Write a number with a decimal point, like 1.0834.`)
  }
  const [digits, fraction] = [whole.replace(/^0+(?=\d)/, ''), decimals.replace(/0+$/, '')]
  if (digits.length > MOST_WHOLE_DIGITS || fraction.length > MOST_DECIMALS) {
    throw refused(
      'rate',
      `A rate has at most ${MOST_WHOLE_DIGITS} digits before its point and ${MOST_DECIMALS} behind.`,
    )
  }
  if (digits === '0' && fraction === '') throw refused('rate', 'A rate is more than zero.')
  return fraction ? `${digits}.${fraction}` : digits
}

/** The factor of a rate: it also moves the decimal point from one currency's minor unit to the other's. */
export function factorOf({ currency, rate }: Pick<RateFacts, 'currency' | 'rate'>, base: string): Factor {
  const scaled = scaledFactor(rate, currency, base)
  const rest = scaled % ONE
  const most = (BigInt(Number.MAX_SAFE_INTEGER) * ONE) / scaled
  return {
    whole: Number(scaled / ONE),
    part1: Number(rest / LIMB / LIMB),
    part2: Number((rest / LIMB) % LIMB),
    part3: Number(rest % LIMB),
    most: most > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(most),
  }
}

/**
 * `value` minor units of `currency` in minor units of `base`, rounded half away from zero; null where the result would be
 * no exact number. SQL computes the same.
 */
export function convert(
  value: number,
  { currency, rate }: Pick<RateFacts, 'currency' | 'rate'>,
  base: string,
): number | null {
  if (Math.abs(value) > factorOf({ currency, rate }, base).most) return null
  const exact = BigInt(Math.abs(value)) * scaledFactor(rate, currency, base)
  return Math.sign(value) * Number((exact + ONE / 2n) / ONE)
}

/** Minor units of `base` for a minor unit of `currency`, times 10^18: never rounded. */
function scaledFactor(rate: string, currency: string, base: string): bigint {
  const [whole = '', decimals = ''] = rate.split('.')
  const places = PLACES - decimals.length + exponentOf(base) - exponentOf(currency)
  return BigInt(whole + decimals) * 10n ** BigInt(places)
}

function about<T>(field: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof AppError ? aboutField(field, error) : error
  }
}

function refused(field: string, message: string): Error {
  return invalid(message, { [field]: message })
}
