import { colourOf, inkOn } from './palette.ts'
import { LABEL_FONT, widthOf, write } from './pen.ts'
import { type LaidOut, lengthOf, type Piece, pieceAt, type Scene, sumsOf, textOf } from './scene.ts'

/** Draws the figures of columns wherever there is room: on pieces, above columns. */
export function drawColumnTexts(laidOut: LaidOut, scene: Scene): void {
  laidOut.ctx.save()
  if (scene.chart.stacked) {
    drawOnPieces(laidOut, scene)
    drawSums(laidOut, scene)
  } else drawAbove(laidOut, scene)
  laidOut.ctx.restore()
}

function drawOnPieces(laidOut: LaidOut, scene: Scene): void {
  const { ctx: pen } = laidOut
  pen.textBaseline = 'middle'
  eachPiece(laidOut, scene, (piece, value, colour) => {
    const label = textOf(scene, value)
    const width = widthOf([label], LABEL_FONT, pen)
    const height = Math.abs(piece.y - piece.base)
    if (height < 20 || width + 6 > piece.width) return
    const middle = (piece.y + piece.base) / 2
    pen.fillStyle = colour
    pen.fillRect(piece.x - width / 2 - 2, middle - 8, width + 4, 16)
    write(pen, label, piece.x, middle + 0.5, { font: LABEL_FONT, colour: inkOn(colour), align: 'center' })
  })
}

/** What a column comes to, above it: all of them or none, since some without look like a mistake. */
function drawSums(laidOut: LaidOut, scene: Scene): void {
  const { ctx: pen, chartArea } = laidOut
  const sums = sumsOf(scene)
  const labels = sums.map((sum) => textOf(scene, sum))
  const step = (chartArea.right - chartArea.left) / Math.max(1, sums.length)
  if (widthOf(labels, LABEL_FONT, pen) + 6 > step) return
  sums.forEach((sum, column) => {
    if (sum) writeAbove(laidOut, scene, labels[column] ?? '', xOf(laidOut, column), yOf(laidOut, sum))
  })
}

/** The same for columns that stand side by side; one alone has its neighbours' gaps, too. */
function drawAbove(laidOut: LaidOut, scene: Scene): void {
  const { ctx: pen, chartArea } = laidOut
  const visible = scene.chart.series.filter((_, place) => laidOut.isDatasetVisible(place))
  const step = (chartArea.right - chartArea.left) / Math.max(1, scene.chart.names.length)
  const columns: { piece: Piece; label: string }[] = []
  eachPiece(laidOut, scene, (piece, value) => columns.push({ piece, label: textOf(scene, value) }))
  const fits = ({ piece, label }: (typeof columns)[number]) =>
    widthOf([label], LABEL_FONT, pen) <= (visible.length === 1 ? step - 6 : piece.width + 4)
  if (!columns.every(fits)) return
  for (const { piece, label } of columns) writeAbove(laidOut, scene, label, piece.x, piece.y)
}

/** On the card's ground, so that no line runs through the figure. */
function writeAbove({ ctx: pen }: LaidOut, { palette }: Scene, label: string, x: number, top: number): void {
  const width = widthOf([label], LABEL_FONT, pen)
  pen.fillStyle = palette.card
  pen.fillRect(x - width / 2 - 2, top - 18, width + 4, 15)
  pen.textBaseline = 'bottom'
  write(pen, label, x, top - 4, { font: LABEL_FONT, colour: palette.ink, align: 'center' })
}

function eachPiece(laidOut: LaidOut, scene: Scene, work: (piece: Piece, value: number, colour: string) => void): void {
  scene.chart.series.forEach((series, place) => {
    if (!laidOut.isDatasetVisible(place)) return
    series.bars.forEach((bar, column) => {
      const piece = pieceAt(laidOut, place, column)
      const value = lengthOf(scene, bar)
      if (!bar || !value || !piece) return
      work(piece, value, colourOf(scene.palette, bar.paint ?? series.paint, bar.shade ?? series.shade))
    })
  })
}

function xOf({ scales }: LaidOut, column: number): number {
  return scales.x?.getPixelForValue(column) ?? 0
}

function yOf({ scales }: LaidOut, value: number): number {
  return scales.y?.getPixelForValue(value) ?? 0
}
