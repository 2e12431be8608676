import { saying } from './cells.ts'
import type { Bar, Chart, Measure, Paint, Series } from './chart.ts'

/** One piece of a pile before it is put in its place. */
export interface Piece {
  /** What tells its row or column from others; the name when left out. */
  readonly key?: string
  readonly name: string
  /** The id of the part it belongs to. */
  readonly part: string
  readonly values: readonly number[]
  readonly href: string | null
}

/** What every pile is made of: a series, in the order in which they lie. */
export interface Part {
  readonly id: string
  readonly label: string
  readonly paint: Paint
  readonly shade?: number
}

export const STATUS_PARTS: readonly Part[] = [
  { id: 'open', label: 'Open', paint: 'open' },
  { id: 'won', label: 'Won', paint: 'won' },
  { id: 'lost', label: 'Lost', paint: 'lost' },
  { id: 'abandoned', label: 'Abandoned', paint: 'abandoned' },
]

/** More rows than this nobody reads at once; the others are one row, so that sums still agree. */
export const MOST_ROWS = 12
const OTHERS = 'Other'

interface Plan {
  readonly parts: readonly Part[]
  readonly measures: readonly Measure[]
  readonly currency: string
  /** The rest is put together as "Other". */
  readonly most?: number
}

/** Puts pieces into rows or columns of their own, in the order in which they come; parts that nobody has are left out. */
export function pile(pieces: readonly Piece[], plan: Plan): Pick<Chart, 'names' | 'series'> & { keys: string[] } {
  const all = [...new Set(pieces.map(keyOf))]
  const kept = all.length > (plan.most ?? all.length) ? all.slice(0, (plan.most ?? 0) - 1) : all
  const others = all.length - kept.length
  const keys = others > 0 ? [...kept, OTHERS] : kept
  const belongs = (piece: Piece, key: string) =>
    keyOf(piece) === key || (key === OTHERS && others > 0 && !kept.includes(keyOf(piece)))
  const nameOf = (key: string) =>
    key === OTHERS && others > 0 ? `${OTHERS} (${others})` : (pieces.find((piece) => keyOf(piece) === key)?.name ?? key)
  const series = plan.parts.flatMap((part): Series[] => {
    const own = pieces.filter((piece) => piece.part === part.id && piece.values.some((value) => value !== 0))
    if (own.length === 0) return []
    const { id: _, ...look } = part
    const bars = keys.map((key) =>
      together(
        own.filter((piece) => belongs(piece, key)),
        nameOf(key),
        part,
        plan,
      ),
    )
    return [{ ...look, bars }]
  })
  return { keys, names: keys.map(nameOf), series }
}

function keyOf({ key, name }: Piece): string {
  return key ?? name
}

/** Pieces as one bar; what several were put together from is listed nowhere. */
function together(pieces: readonly Piece[], name: string, part: Part, { measures, currency }: Plan): Bar | null {
  const [first, ...more] = pieces
  if (!first) return null
  const values = measures.map((_, place) => pieces.reduce((sum, piece) => sum + (piece.values[place] ?? 0), 0))
  const lines = [`${name}, ${part.label.toLowerCase()}`, saying(values, measures, currency)]
  return { values, lines, href: more.length === 0 ? first.href : null }
}
