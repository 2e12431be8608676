import { type Palette, TOKENS } from '../../charts/drawing/palette.ts'
import type { Tile } from '../../charts/drawing/patterns.ts'

/** Reads the colours off the style sheet as they are now: theme, forced colours and print settings included. */
export function readPalette(): Palette {
  const probe = document.createElement('span')
  probe.style.forcedColorAdjust = 'none'
  document.body.append(probe)
  const read = (token: string) => {
    probe.style.color = `var(--${token})`
    return getComputedStyle(probe).color
  }
  const palette = Object.fromEntries(TOKENS.map((token) => [token, read(token)])) as Palette
  probe.remove()
  return palette
}

/** A tile to draw a pattern on, and that as a fill; drawn twice as fine as the page. */
export function makeTile(size: number): Tile {
  const tile = new OffscreenCanvas(size, size)
  const pen = tile.getContext('2d') as OffscreenCanvasRenderingContext2D
  return {
    pen,
    fill() {
      const pattern = pen.createPattern(tile, 'repeat')
      pattern?.setTransform(new DOMMatrix().scale(0.5))
      return pattern
    },
  }
}
