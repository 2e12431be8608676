import type { Paint } from './chart-model.ts'

/** A colour as the canvas takes it, and as numbers for reckoning. */
type Rgb = readonly [red: number, green: number, blue: number]

/** The page's colours as they are now: theme, forced colours and print settings included. */
export interface Palette {
  ink: string
  muted: string
  line: string
  card: string
  accent: string
  /** The colour of a bar; a stage's goes by its place among the rows. */
  paint(paint: Paint, place: number, of: number): string
  /** The ink that reads best on that colour. */
  inkOn(paint: Paint, place: number, of: number): string
}

const DARK_INK = '#131416'
const LIGHT_INK = '#ffffff'

/** Reads the colours off the style sheet, so that they are decided in one place. */
export function readPalette(): Palette {
  const probe = document.createElement('span')
  probe.style.forcedColorAdjust = 'none'
  document.body.append(probe)
  const read = (token: string) => {
    probe.style.color = `var(--${token})`
    return getComputedStyle(probe).color
  }
  const tokens = ['open', 'won', 'lost', 'abandoned', 'stage-first', 'stage-last'] as const
  const colours = Object.fromEntries(tokens.map((token) => [token, read(token)]))
  const [ink, muted, line, card, accent] = [read('ink'), read('muted'), read('line'), read('card'), read('accent')]
  probe.remove()

  const stage = (share: number) => mix(colours['stage-first'] ?? ink, colours['stage-last'] ?? ink, share)
  const paint = (name: Paint, place: number, of: number) =>
    name === 'stage' ? stage(of > 1 ? place / (of - 1) : 1) : (colours[name] ?? ink)
  const inkOn = (name: Paint, place: number, of: number) => betterInk(paint(name, place, of))
  return { ink, muted, line, card, accent, paint, inkOn }
}

/** The paint as a canvas takes it: lost is hatched and abandoned dotted, so that no meaning hangs on colour alone. */
export function patterned(name: Paint, colour: string, canvas: CanvasRenderingContext2D): string | CanvasPattern {
  if (name !== 'lost' && name !== 'abandoned') return colour
  const scale = 2
  const size = 8 * scale
  const tile = new OffscreenCanvas(size, size)
  const brush = tile.getContext('2d')
  if (!brush) return colour
  brush.fillStyle = colour
  brush.fillRect(0, 0, size, size)
  brush.strokeStyle = brush.fillStyle = 'rgb(255 255 255 / 42%)'
  if (name === 'lost') {
    brush.lineWidth = 1.6 * scale
    for (const offset of [-size, 0, size]) {
      brush.beginPath()
      brush.moveTo(offset - 2, size + 2)
      brush.lineTo(offset + size + 2, -2)
      brush.stroke()
    }
  } else {
    for (const [x, y] of [
      [2, 2],
      [6, 6],
    ] as const) {
      brush.beginPath()
      brush.arc(x * scale, y * scale, 1 * scale, 0, 2 * Math.PI)
      brush.fill()
    }
  }
  const pattern = canvas.createPattern(tile, 'repeat')
  pattern?.setTransform(new DOMMatrix().scale(1 / scale))
  return pattern ?? colour
}

function betterInk(colour: string): string {
  const ground = luminance(rgbOf(colour))
  const inLight = 1.05 / (ground + 0.05)
  const inDark = (ground + 0.05) / (luminance(rgbOf(DARK_INK)) + 0.05)
  return inLight >= inDark ? LIGHT_INK : DARK_INK
}

function mix(first: string, last: string, share: number): string {
  const [a, b] = [rgbOf(first), rgbOf(last)]
  const channels = a.map((channel, i) => Math.round(channel + ((b[i] ?? channel) - channel) * share))
  return `rgb(${channels.join(' ')})`
}

function rgbOf(colour: string): Rgb {
  const numbers = colour.startsWith('#')
    ? [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
    : (colour.match(/[\d.]+/g) ?? []).map(Number)
  const [red = 0, green = 0, blue = 0] = numbers
  return [red, green, blue]
}

/** Relative luminance as WCAG defines it. */
function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
