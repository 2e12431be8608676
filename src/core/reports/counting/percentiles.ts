/** How figures are spread; null where there is none. */
export interface Spread {
  readonly n: number
  readonly median: number | null
  readonly p75: number | null
  readonly p90: number | null
}

/** Figures in ascending order, wherever they are kept. */
interface Sorted {
  readonly length: number
  at(place: number): number | undefined
}

/** Median, 75th and 90th percentile: between two figures in proportion, as spreadsheets do, rounded to whole ones. */
export function spreadOf(sorted: Sorted): Spread {
  return {
    n: sorted.length,
    median: percentile(sorted, 0.5),
    p75: percentile(sorted, 0.75),
    p90: percentile(sorted, 0.9),
  }
}

const SHARES = [0.5, 0.75, 0.9]

/** Which of so many figures in ascending order their percentiles lie between. */
export function placesIn(length: number): number[] {
  const between = SHARES.map((share) => (length - 1) * share)
  return length === 0 ? [] : [...new Set(between.flatMap((place) => [Math.floor(place), Math.ceil(place)]))]
}

function percentile(sorted: Sorted, share: number): number | null {
  if (sorted.length === 0) return null
  const place = (sorted.length - 1) * share
  const below = sorted.at(Math.floor(place)) ?? 0
  const above = sorted.at(Math.ceil(place)) ?? 0
  return Math.round(below + (above - below) * (place - Math.floor(place)))
}

const COMMA = 44
const ZERO = 48

/** Reads "480,60,7200" as numbers in ascending order. Digit by digit: there may be a million of them. */
export function numbersIn(text: string | null): Float64Array {
  if (!text) return new Float64Array()
  const numbers = new Float64Array(text.split(',').length)
  let [place, number] = [0, 0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === COMMA) {
      numbers[place++] = number
      number = 0
    } else number = number * 10 + code - ZERO
  }
  numbers[place] = number
  return numbers.sort()
}
