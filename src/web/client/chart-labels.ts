import type { BarChart } from './chart-model.ts'
import type { Palette } from './palette.ts'

/** What these drawings need of a chart that is already laid out. */
export interface LaidOut {
  ctx: CanvasRenderingContext2D
  chartArea: { left: number; right: number; top: number; bottom: number }
  width: number
  isDatasetVisible(series: number): boolean
  getDatasetMeta(series: number): { data: readonly unknown[] }
}

/** A laid-out bar: its end, its middle across, its base, and its extent across. */
interface Piece {
  x: number
  y: number
  base: number
  width: number
  height: number
}

const FAMILY = 'Inter, system-ui, sans-serif'
export const NAME_FONT = `400 14px ${FAMILY}`
export const END_FONT = `500 14px ${FAMILY}`
const SMALL_FONT = `400 12px ${FAMILY}`
const LABEL_FONT = `500 12px ${FAMILY}`
const PADDING = 7

/** The width that a column of texts needs. */
export function widthOf(texts: readonly string[], font: string, canvas: CanvasRenderingContext2D): number {
  canvas.font = font
  return Math.ceil(Math.max(0, ...texts.map((text) => canvas.measureText(text).width)))
}

/** Draws what surrounds rows of bars: names at the left, ends at the right, what lies between, labels on the bars. */
export function drawRowTexts(chart: LaidOut, model: BarChart, palette: Palette): void {
  const { ctx } = chart
  ctx.save()
  ctx.textBaseline = 'middle'
  const ends = endsOf(chart, model)
  model.names.forEach((name, row) => {
    const piece = anyPiece(chart, model, row)
    if (!piece) return
    drawName(chart, name, model.details[row], piece, palette)
    text(ctx, ends[row] ?? '', chart.width - 1, piece.y, { font: END_FONT, colour: palette.ink, align: 'right' })
    const between = model.between?.[row]
    const below = piece.y + piece.height / 2 + 14
    if (between) text(ctx, between, chart.chartArea.left + 2, below, { font: SMALL_FONT, colour: palette.muted })
  })
  drawLabels(chart, model, palette)
  ctx.restore()
}

/** Draws a short figure above each column that is wide enough for it. */
export function drawColumnTexts(chart: LaidOut, model: BarChart, palette: Palette): void {
  const { ctx } = chart
  ctx.save()
  ctx.textBaseline = 'bottom'
  model.series.forEach((series, place) => {
    if (!chart.isDatasetVisible(place)) return
    series.bars.forEach((bar, column) => {
      const piece = pieceAt(chart, place, column)
      if (!bar?.value || !piece) return
      const label = model.shortText(bar.value)
      ctx.font = LABEL_FONT
      if (ctx.measureText(label).width > piece.width + 4) return
      text(ctx, label, piece.x, piece.y - 3, { font: LABEL_FONT, colour: palette.muted, align: 'center' })
    })
  })
  ctx.restore()
}

function drawName(chart: LaidOut, name: string, detail: string | undefined, piece: Piece, palette: Palette): void {
  const { ctx } = chart
  const room = chart.chartArea.left - 12
  const offset = detail ? 8 : 0
  text(ctx, shortened(ctx, name, NAME_FONT, room), 0, piece.y - offset, { font: NAME_FONT, colour: palette.ink })
  if (detail) text(ctx, detail, 0, piece.y + offset + 2, { font: SMALL_FONT, colour: palette.muted })
}

function drawLabels(chart: LaidOut, model: BarChart, palette: Palette): void {
  const { ctx } = chart
  model.series.forEach((series, place) => {
    if (!chart.isDatasetVisible(place)) return
    series.bars.forEach((bar, row) => {
      const piece = pieceAt(chart, place, row)
      // What a floating bar comes to stands at its row's end.
      if (!bar?.value || bar.from !== undefined || !piece) return
      const label = model.shortText(bar.value)
      ctx.font = LABEL_FONT
      const { width } = ctx.measureText(label)
      const [start, room] = [Math.min(piece.base, piece.x), Math.abs(piece.x - piece.base)]
      if (width + 2 * PADDING > room) return
      // A plain ground under the words: they would drown in the hatch.
      ctx.fillStyle = palette.paint(bar.paint, row, model.names.length)
      ctx.fillRect(start + PADDING - 3, piece.y - 8, width + 6, 16)
      const colour = palette.inkOn(bar.paint, row, model.names.length)
      text(ctx, label, start + PADDING, piece.y + 0.5, { font: LABEL_FONT, colour })
    })
  })
}

/** The texts at the right: the model's own, or the sum of what is shown. */
export function endsOf(chart: LaidOut, model: BarChart): readonly string[] {
  if (model.ends) return model.ends
  return model.names.map((_, row) => {
    const shown = model.series.filter((_series, place) => chart.isDatasetVisible(place))
    return model.shortText(shown.reduce((total, { bars }) => total + (bars[row]?.value ?? 0), 0))
  })
}

function anyPiece(chart: LaidOut, model: BarChart, row: number): Piece | undefined {
  return model.series.map((_, place) => pieceAt(chart, place, row)).find((piece) => piece !== undefined)
}

function pieceAt(chart: LaidOut, series: number, row: number): Piece | undefined {
  const piece = chart.getDatasetMeta(series).data[row] as Piece | undefined
  return piece && Number.isFinite(piece.y) ? piece : undefined
}

interface TextStyle {
  font: string
  colour: string
  align?: CanvasTextAlign
}

function text(ctx: CanvasRenderingContext2D, words: string, x: number, y: number, style: TextStyle): void {
  ctx.font = style.font
  ctx.fillStyle = style.colour
  ctx.textAlign = style.align ?? 'left'
  ctx.fillText(words, x, y)
}

function shortened(ctx: CanvasRenderingContext2D, words: string, font: string, room: number): string {
  ctx.font = font
  if (ctx.measureText(words).width <= room) return words
  let short = words
  while (short.length > 1 && ctx.measureText(`${short}…`).width > room) short = short.slice(0, -1)
  return `${short.trimEnd()}…`
}
