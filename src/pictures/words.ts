import { colourOf, type Palette, patternOf } from '../charts/drawing/palette.ts'
import { patterned, type TileMaker } from '../charts/drawing/patterns.ts'
import { type Pen, widthOf, write } from '../charts/drawing/pen.ts'
import type { Chart } from '../charts/index.ts'
import type { Captions } from './captions.ts'

export const MARGIN = 20
const TITLE = '600 17px Inter'
const SUMMARY = '400 13px Inter'
const LEGEND = '400 13px Inter'
const SMALL = '400 11px Inter'
const LINE = 18
const MOST_LINES = 4
const SWATCH = 12

/** Words with a place, ready to be written. */
export interface Words {
  readonly height: number
  draw(pen: Pen, top: number): void
}

/** Above the chart: title, sentence, and what the paints mean. */
export function headOf(
  { title, summary }: Captions,
  chart: Chart | null,
  palette: Palette,
  pen: Pen,
  width: number,
  make: TileMaker,
): Words {
  const lines = wrapped(summary, SUMMARY, pen, width - 2 * MARGIN).slice(0, MOST_LINES)
  const legend = chart && chart.series.length > 1 ? legendLines(chart, pen, width - 2 * MARGIN) : []
  return {
    height: MARGIN + 24 + lines.length * LINE + (legend.length ? 8 + legend.length * 22 : 0) + 14,
    draw(on, top) {
      on.textBaseline = 'middle'
      write(on, title, MARGIN, top + MARGIN + 9, { font: TITLE, colour: palette.ink })
      let y = top + MARGIN + 24 + LINE / 2
      for (const line of lines) {
        write(on, line, MARGIN, y, { font: SUMMARY, colour: palette.muted })
        y += LINE
      }
      y += 8
      for (const row of legend) {
        for (const { series, x } of row) {
          const colour = colourOf(palette, series.paint, series.shade)
          on.fillStyle = patterned(patternOf(series.paint), colour, make)
          on.fillRect(MARGIN + x, y - SWATCH / 2, SWATCH, SWATCH)
          write(on, series.label, MARGIN + x + SWATCH + 6, y + 0.5, { font: LEGEND, colour: palette.ink })
        }
        y += 22
      }
    },
  }
}

/** Below the chart: how to read it, and of when and of what it is. */
export function footOf(
  { smallPrint }: Captions,
  chart: Chart | null,
  palette: Palette,
  pen: Pen,
  width: number,
): Words {
  const lines = [...(chart?.caption ? [chart.caption] : []), smallPrint].flatMap((text) =>
    wrapped(text, SMALL, pen, width - 2 * MARGIN),
  )
  return {
    height: 14 + lines.length * 15 + MARGIN - 6,
    draw(on, top) {
      on.textBaseline = 'middle'
      for (const [place, line] of lines.entries())
        write(on, line, MARGIN, top + 14 + place * 15 + 7, { font: SMALL, colour: palette.muted })
    },
  }
}

function legendLines({ series: all }: Chart, pen: Pen, room: number) {
  const lines: { series: Chart['series'][number]; x: number }[][] = []
  let x = Number.POSITIVE_INFINITY
  for (const series of all) {
    const width = SWATCH + 6 + widthOf([series.label], LEGEND, pen)
    if (x + width > room) {
      lines.push([])
      x = 0
    }
    lines.at(-1)?.push({ series, x })
    x += width + 18
  }
  return lines
}

function wrapped(text: string, font: string, pen: Pen, room: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = `${lines.at(-1)} ${word}`.trim()
    if (widthOf([line], font, pen) > room && lines.at(-1)) lines.push(word)
    else lines[lines.length - 1] = line
  }
  return lines
}
