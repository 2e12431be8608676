import type { Bar } from '../chart.ts'
import { END_FONT, NAME_FONT, widthOf } from './pen.ts'
import { type LaidOut, lengthOf, type Scene, sumsOf, targetsOf, textOf } from './scene.ts'

/** Pixels from one row to the next. */
const ROW = { beside: 44, besideWithBetween: 54, above: 54, aboveWithBetween: 76 }
/** The first name above its bar would else stand half outside. */
const FIRST_NAME = 10
const COLUMNS_HEIGHT = 280

/** How many pixels high the chart itself stands. */
export function heightOf({ chart, narrow }: Pick<Scene, 'chart' | 'narrow'>): number {
  if (chart.kind === 'columns') return COLUMNS_HEIGHT
  const place = narrow ? 'above' : 'beside'
  const rows = chart.names.length * ROW[chart.between ? (`${place}WithBetween` as const) : place]
  return rows + (narrow ? FIRST_NAME : 0)
}

/** Room for the names at the left and the totals at the right. */
export function paddingOf(scene: Scene, { ctx, width }: Pick<LaidOut, 'ctx' | 'width'>) {
  const { chart, frame, narrow } = scene
  if (chart.kind === 'columns') return { ...frame, top: frame.top + 22 }
  if (narrow) return { ...frame, top: frame.top + FIRST_NAME, right: frame.right + 1 }
  const names = widthOf([...chart.names, ...chart.details], NAME_FONT, ctx)
  const ends = widthOf(endsOf(scene), END_FONT, ctx)
  return { ...frame, left: frame.left + Math.min(names + 20, width * 0.34), right: frame.right + ends + 16 }
}

/** The texts at the right: the chart's own, or the sum of what is shown. */
export function endsOf(scene: Scene): readonly string[] {
  return scene.chart.ends ?? sumsOf(scene).map((sum) => textOf(scene, sum))
}

/** The scales as the chart library takes them. */
export function scalesOf(scene: Scene) {
  return scene.chart.kind === 'rows' ? rowScales(scene) : columnScales(scene)
}

/** The longest row takes the whole width; there is no axis, since every bar says what it comes to. */
function rowScales(scene: Scene) {
  const { stacked } = scene.chart
  const [min, max] = extentOf(scene)
  return { x: { display: false, stacked, min, max }, y: { display: false, stacked } }
}

/** Time below, a few lines to read heights by. */
function columnScales(scene: Scene) {
  const { palette, chart } = scene
  const [min, max] = extentOf(scene)
  const font = { family: 'Inter', size: 12 }
  const ticks = { color: palette.muted, font }
  return {
    x: {
      stacked: chart.stacked,
      grid: { display: false },
      border: { color: palette.line },
      ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 12 },
    },
    y: {
      stacked: chart.stacked,
      suggestedMin: min,
      suggestedMax: max,
      border: { display: false },
      grid: { color: palette.line },
      ticks: {
        ...ticks,
        maxTicksLimit: 5,
        precision: scene.chart.measures[scene.measure]?.unit === 'count' ? 0 : undefined,
        callback: (tick: string | number) => textOf(scene, Number(tick)),
      },
    },
  }
}

/** The least and the most that must be in sight: zero, every bar's end, whiskers and targets. */
function extentOf(scene: Scene): readonly [number, number] {
  const shown = scene.chart.series.filter(scene.isShown)
  const bars = shown.flatMap((series) => series.bars)
  const ends = scene.chart.stacked ? sumsOf(scene) : bars.flatMap((bar) => reachOf(scene, bar))
  const targets = targetsOf(scene).map((target) => target ?? 0)
  // A share is seen against the whole, not against the greatest share.
  const whole = scene.chart.kind === 'rows' && scene.chart.measures[scene.measure]?.unit === 'ratio' ? [1] : []
  const all = [0, ...ends, ...targets, ...whole]
  return [Math.min(...all), Math.max(...all) || 1]
}

function reachOf(scene: Scene, bar: Bar | null): number[] {
  if (!bar) return []
  const from = bar.from ?? 0
  return [from, from + lengthOf(scene, bar), ...(bar.whisker ?? [])]
}
