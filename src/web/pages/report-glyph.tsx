import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Glyph } from './report-groups.ts'

/** A bar of a glyph: place, size, and whether it is the paler kind. */
type Bar = readonly [x: number, y: number, width: number, height: number, paler?: boolean]

const GLYPHS: Readonly<Record<Glyph, readonly Bar[]>> = {
  stack: [
    [0, 1, 18, 6],
    [19, 1, 8, 6, true],
    [0, 9, 24, 6],
    [25, 9, 11, 6, true],
    [0, 17, 12, 6],
    [13, 17, 6, 6, true],
  ],
  funnel: [
    [0, 1, 36, 6],
    [0, 9, 24, 6, true],
    [0, 17, 13, 6],
  ],
  columns: [
    [0, 13, 6, 11],
    [0, 8, 6, 4, true],
    [10, 10, 6, 14],
    [10, 4, 6, 5, true],
    [20, 12, 6, 12],
    [20, 6, 6, 5, true],
    [30, 6, 6, 18],
    [30, 0, 6, 5, true],
  ],
  bridge: [
    [0, 8, 6, 16],
    [10, 3, 6, 5, true],
    [20, 3, 6, 9, true],
    [30, 12, 6, 12],
  ],
  spread: [
    [0, 1, 14, 6],
    [14, 3, 10, 2, true],
    [0, 9, 22, 6],
    [22, 11, 14, 2, true],
    [0, 17, 10, 6],
    [10, 19, 12, 2, true],
  ],
  rate: [
    [0, 3, 23, 4],
    [24, 3, 12, 4, true],
    [0, 10, 17, 4],
    [18, 10, 18, 4, true],
    [0, 17, 11, 4],
    [12, 17, 24, 4, true],
  ],
  ranking: [
    [0, 1, 36, 6],
    [0, 9, 22, 6],
    [0, 17, 14, 6],
  ],
  list: [
    [0, 1, 6, 6],
    [10, 3, 26, 2, true],
    [0, 9, 6, 6],
    [10, 11, 20, 2, true],
    [0, 17, 6, 6],
    [10, 19, 24, 2, true],
  ],
}

/** The shape of a report's chart in small. */
export function ReportGlyph({ glyph }: { glyph: Glyph }): JSX.Element {
  return (
    <svg class="glyph" width="36" height="24" viewBox="0 0 36 24" fill="currentColor" aria-hidden="true">
      {GLYPHS[glyph].map(([x, y, width, height, paler]) => (
        <rect x={x} y={y} width={width} height={height} rx="1.5" {...(paler ? { opacity: '0.45' } : {})} />
      ))}
    </svg>
  )
}
