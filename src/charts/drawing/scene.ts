import type { Bar, Chart, Series, Unit } from '../chart.ts'
import { shortText } from './figure-text.ts'
import type { Palette } from './palette.ts'
import type { Pen } from './pen.ts'

/** A chart as it is shown at the moment: what was chosen of it, in which colours, and with how much room around. */
export interface Scene {
  readonly chart: Chart
  /** The place of the measure that is shown. */
  readonly measure: number
  readonly palette: Palette
  readonly isShown: (series: Series) => boolean
  /** Pixels around everything: a picture has its words there. */
  readonly frame: Frame
  /** Too narrow for names beside the bars: they stand above them. */
  readonly narrow: boolean
}

interface Frame {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

/** What the drawings need of a chart that is already laid out. */
export interface LaidOut {
  readonly ctx: Pen
  readonly chartArea: { left: number; right: number; top: number; bottom: number }
  readonly width: number
  readonly scales: Readonly<Record<string, { getPixelForValue(value: number): number }>>
  isDatasetVisible(series: number): boolean
  getDatasetMeta(series: number): { data: readonly unknown[] }
}

/** A laid-out bar: its end, its middle across, its base, and its extent across. */
export interface Piece {
  readonly x: number
  readonly y: number
  readonly base: number
  readonly width: number
  readonly height: number
}

/** Below so many pixels names stand above their bars. */
export const NARROW = 420

export function pieceAt(laidOut: LaidOut, series: number, row: number): Piece | undefined {
  const piece = laidOut.getDatasetMeta(series).data[row] as Piece | undefined
  return piece && Number.isFinite(piece.y) ? piece : undefined
}

function unitOf({ chart, measure }: Scene): Unit {
  return (chart.measures[measure] ?? chart.measures[0]).unit
}

export function lengthOf({ measure }: Pick<Scene, 'measure'>, bar: Bar | null | undefined): number {
  return bar?.values[measure] ?? 0
}

/** A value of the measure shown, in few characters. */
export function textOf(scene: Scene, value: number): string {
  return shortText(value, unitOf(scene), scene.chart.currency)
}

/** What each name's shown pieces come to. */
export function sumsOf(scene: Scene): number[] {
  const shown = scene.chart.series.filter(scene.isShown)
  return scene.chart.names.map((_, row) => shown.reduce((sum, { bars }) => sum + lengthOf(scene, bars[row]), 0))
}

/** The heights to reach, if they are of the measure shown. */
export function targetsOf({ chart: { target }, measure }: Scene): readonly (number | null)[] {
  return target && target.measure === measure ? target.values : []
}

/** Whether a series has anything to show of a measure; what has not would only take room. */
export function hasLength({ bars }: Series, measure: number): boolean {
  return bars.some((bar) => lengthOf({ measure }, bar) !== 0)
}
