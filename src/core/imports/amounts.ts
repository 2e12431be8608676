import { exponentOf, type Money, parseMoney } from '../money.ts'
import { type Cell, decideReading, type Reading } from './readings.ts'

export interface AmountCell extends Cell {
  /** ISO 4217: what the amount is in unless it says so itself. */
  readonly currency: string
}

export const DECIMAL_MARKS = ['auto', '.', ','] as const
export type DecimalMark = (typeof DECIMAL_MARKS)[number]
type Mark = Exclude<DecimalMark, 'auto'>
type AmountReading = Reading<AmountCell, Money>

const NUMBER = /\d(?:[\d.,'’\u00a0\u202f ]*\d)?/
const GROUPS = /^\d{1,3}(?:\d*|(?:[.,'’\u00a0\u202f ]\d{3})+)$/

/**
 * How the amounts of a column are written. `1,234.50` and `1.234,50` speak for themselves; `1.234` is decided from the
 * whole column. Throws `invalid`, naming both readings, where it leaves a doubt.
 */
export function amountReading(
  column: string,
  cells: readonly AmountCell[],
  mark: DecimalMark,
): { read(cell: AmountCell): Money | undefined } {
  if (mark !== 'auto') return readingOf(mark)
  const both: [AmountReading, AmountReading] = [readingOf('.'), readingOf(',')]
  const certain = new Set<Mark>()
  const doubtful: AmountCell[] = []
  for (const cell of cells) {
    const marks = marksThatFit(cell.text)
    if (marks.length === 2 && /\d[.,]\d/.test(cell.text)) doubtful.push(cell)
    if (marks.length === 1) certain.add(marks[0] as Mark)
  }
  const readings = certain.size === 1 ? both.filter(({ name }) => certain.has(markNamed(name))) : both
  const advice = 'Say which sign begins the decimals with --decimal-mark . or --decimal-mark ,'
  const decided = decideReading(column, doubtful, readings as typeof both, advice)
  return {
    read(cell) {
      const [only, other] = marksThatFit(cell.text)
      return only && !other ? readingOf(only).read(cell) : decided.read(cell)
    },
  }
}

const markNamed = (name: string): Mark => (name === POINT ? '.' : ',')
const POINT = 'with a decimal point'
const COMMA = 'with a decimal comma'

function readingOf(mark: Mark): AmountReading {
  return {
    name: mark === '.' ? POINT : COMMA,
    read(cell) {
      const plain = inPlainNotation(cell.text, mark)
      return plain === undefined ? undefined : amountOf(plain, cell.currency)
    },
    show: ({ value, currency }) => `${value / 10 ** exponentOf(currency)} ${currency}`,
  }
}

/** Which decimal marks the notation allows, whatever the currency. */
function marksThatFit(text: string): Mark[] {
  return (['.', ','] as const).filter((mark) => inPlainNotation(text, mark) !== undefined)
}

/** The same amount with a decimal point and without groups; undefined when it is not written so. */
function inPlainNotation(text: string, mark: Mark): string | undefined {
  const number = NUMBER.exec(text)?.[0]
  if (number === undefined) return undefined
  const [whole = '', fraction, ...more] = number.split(mark)
  if (more.length > 0 || !GROUPS.test(whole) || (fraction !== undefined && !/^\d+$/.test(fraction))) return undefined
  const groups = whole.split(/\D/)
  // A fraction of three digits would look like a group again: zeros at its end change nothing.
  const plain = groups.join('') + (fraction === undefined ? '' : `.${fraction.padEnd(4, '0')}`)
  return text.replace(number, plain)
}

function amountOf(text: string, currency: string): Money | undefined {
  try {
    return parseMoney(text, currency)
  } catch {
    return undefined
  }
}
