import { endsOf } from './layout.ts'
import { colourOf, inkOn } from './palette.ts'
import { END_FONT, LABEL_FONT, NAME_FONT, SMALL_FONT, shortened, widthOf, write } from './pen.ts'
import { type LaidOut, lengthOf, type Piece, pieceAt, type Scene, textOf } from './scene.ts'

const PADDING = 7
/** From a bar's edge to the middle of the words above or below it. */
const OFF = 13

/** Draws what surrounds rows of bars: names, ends, what lies between, and the labels on the bars. */
export function drawRowTexts(laidOut: LaidOut, scene: Scene): void {
  const { ctx: pen } = laidOut
  pen.save()
  pen.textBaseline = 'middle'
  const ends = endsOf(scene)
  scene.chart.names.forEach((_, row) => {
    const piece = anyPiece(laidOut, scene, row)
    if (!piece) return
    const end = ends[row] ?? ''
    drawName(laidOut, scene, row, piece, end)
    const y = scene.narrow ? piece.y - piece.height / 2 - OFF : piece.y
    const style = { font: END_FONT, colour: scene.palette.ink, align: 'right' } as const
    write(pen, end, laidOut.width - scene.frame.right - 1, y, style)
    drawBetween(laidOut, scene, row, piece)
  })
  drawLabels(laidOut, scene)
  pen.restore()
}

function drawName(laidOut: LaidOut, { chart, palette, frame, narrow }: Scene, row: number, piece: Piece, end: string) {
  const { ctx: pen } = laidOut
  const [name = '', detail] = [chart.names[row], chart.details[row]]
  if (narrow) {
    const room = laidOut.width - frame.left - frame.right - widthOf([end], END_FONT, pen) - 16
    const shown = shortened(pen, name, NAME_FONT, room)
    const y = piece.y - piece.height / 2 - OFF
    write(pen, shown, frame.left, y, { font: NAME_FONT, colour: palette.ink })
    const used = widthOf([shown], NAME_FONT, pen) + 8
    const fits = detail && used + widthOf([detail], SMALL_FONT, pen) <= room
    if (fits) write(pen, detail, frame.left + used, y, { font: SMALL_FONT, colour: palette.muted })
    return
  }
  const room = laidOut.chartArea.left - frame.left - 12
  const offset = detail ? 8 : 0
  const shown = shortened(pen, name, NAME_FONT, room)
  write(pen, shown, frame.left, piece.y - offset, { font: NAME_FONT, colour: palette.ink })
  if (!detail) return
  const below = shortened(pen, detail, SMALL_FONT, room)
  write(pen, below, frame.left, piece.y + offset + 2, { font: SMALL_FONT, colour: palette.muted })
}

function drawBetween({ ctx: pen, chartArea }: LaidOut, { chart, palette }: Scene, row: number, piece: Piece): void {
  const words = chart.between?.[row]
  if (!words) return
  write(pen, words, chartArea.left + 2, piece.y + piece.height / 2 + OFF, { font: SMALL_FONT, colour: palette.muted })
}

function drawLabels(laidOut: LaidOut, scene: Scene): void {
  const { ctx: pen } = laidOut
  const ends = endsOf(scene)
  const { chart, palette } = scene
  const visible = chart.series.filter((_, place) => laidOut.isDatasetVisible(place))
  const single = chart.names.every((_, row) => visible.filter(({ bars }) => lengthOf(scene, bars[row])).length < 2)
  chart.series.forEach((series, place) => {
    if (!laidOut.isDatasetVisible(place)) return
    series.bars.forEach((bar, row) => {
      const piece = pieceAt(laidOut, place, row)
      // What a floating or a whiskered bar comes to stands at its row's end.
      if (!bar || !lengthOf(scene, bar) || bar.from !== undefined || bar.whisker || !piece) return
      const label = textOf(scene, lengthOf(scene, bar))
      // One bar to a row says at its end what it comes to, unless something else stands there.
      if (single && ends[row] === label) return
      const width = widthOf([label], LABEL_FONT, pen)
      const [start, room] = [Math.min(piece.base, piece.x), Math.abs(piece.x - piece.base)]
      if (width + 2 * PADDING > room) return
      const colour = colourOf(palette, bar.paint ?? series.paint, bar.shade ?? series.shade)
      // A plain ground under the words: they would drown in the pattern.
      pen.fillStyle = colour
      pen.fillRect(start + PADDING - 3, piece.y - 8, width + 6, 16)
      write(pen, label, start + PADDING, piece.y + 0.5, { font: LABEL_FONT, colour: inkOn(colour) })
    })
  })
}

function anyPiece(laidOut: LaidOut, { chart }: Scene, row: number): Piece | undefined {
  return chart.series.map((_, place) => pieceAt(laidOut, place, row)).find((piece) => piece !== undefined)
}
