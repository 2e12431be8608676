import { inkOn, type Pattern } from './palette.ts'
import type { Pen } from './pen.ts'

/** What draws a tile that repeats: the browser's canvas, or a picture's. */
export interface Tile {
  readonly pen: Pen
  /** The tile as a fill. */
  fill(): unknown
}

/** Gives an empty square tile of that many pixels. */
export type TileMaker = (size: number) => Tile

/** Sides of a tile in pixels of the page; drawn twice as fine. */
export const TILE = 8
const FINE = 2
const SIZE = TILE * FINE

/** A colour with its pattern as a canvas takes it, so that no meaning hangs on colour alone. */
export function patterned(pattern: Pattern, colour: string, make: TileMaker): unknown {
  if (pattern === 'plain') return colour
  const tile = make(SIZE)
  const { pen } = tile
  pen.fillStyle = colour
  pen.fillRect(0, 0, SIZE, SIZE)
  const light = inkOn(colour) === '#ffffff'
  pen.strokeStyle = pen.fillStyle = light ? 'rgba(255, 255, 255, 0.42)' : 'rgba(19, 20, 22, 0.36)'
  pen.lineWidth = 1.6 * FINE
  DRAWN[pattern](pen)
  return tile.fill() ?? colour
}

const DRAWN: Readonly<Record<Exclude<Pattern, 'plain'>, (pen: Pen) => void>> = {
  hatch: (pen) => slanted(pen, 1),
  'back-hatch': (pen) => slanted(pen, -1),
  checks(pen) {
    pen.lineWidth = FINE
    slanted(pen, 1)
    slanted(pen, -1)
  },
  dots(pen) {
    for (const at of [2, 6]) {
      pen.beginPath()
      pen.arc(at * FINE, at * FINE, FINE, 0, 2 * Math.PI)
      pen.fill()
    }
  },
  lines(pen) {
    for (const y of [1, 5]) pen.fillRect(0, y * FINE, SIZE, FINE)
  },
}

/** Lines from corner to corner that go on in the next tile. */
function slanted(pen: Pen, direction: 1 | -1): void {
  for (const offset of [-SIZE, 0, SIZE]) {
    pen.beginPath()
    pen.moveTo(offset - 2, direction > 0 ? SIZE + 2 : -2)
    pen.lineTo(offset + SIZE + 2, direction > 0 ? -2 : SIZE + 2)
    pen.stroke()
  }
}
