import { END_FONT, endsOf, type LaidOut, NAME_FONT, widthOf } from './chart-labels.ts'
import type { Bar, BarChart, Series } from './chart-model.ts'
import type { Palette } from './palette.ts'

const ROW = { plain: 44, between: 54 }
const COLUMNS_HEIGHT = 240

/** The longest row takes the whole width. */
export function rowScales(model: BarChart, isShown: (series: Series) => boolean) {
  const stacked = model.kind === 'stacked-rows'
  const shown = model.series.filter(isShown)
  const totals = model.names.map((_, row) => shown.reduce((total, { bars }) => total + furthestOf(bars[row]), 0))
  const max = Math.max(...totals, 0) || 1
  return { x: { display: false, stacked, min: 0, max }, y: { display: false, stacked } }
}

/** How far from zero it reaches. */
function furthestOf(bar: Bar | null | undefined): number {
  if (!bar) return 0
  return Math.max(bar.value, bar.from ?? 0, (bar.from ?? 0) + bar.value)
}

/** Months below, a few lines to read heights by. */
export function columnScales(model: BarChart, palette: Palette) {
  const font = { family: 'Inter', size: 12 }
  return {
    x: { grid: { display: false }, border: { color: palette.line }, ticks: { color: palette.muted, font } },
    y: {
      beginAtZero: true,
      border: { display: false },
      grid: { color: palette.line },
      ticks: {
        color: palette.muted,
        font,
        maxTicksLimit: 5,
        precision: 0,
        callback: (tick: string | number) => model.shortText(Number(tick)),
      },
    },
  }
}

/** Room for the names at the left and the totals at the right. */
export function paddingOf(model: BarChart, chart: LaidOut) {
  if (model.kind === 'columns') return { top: 18, left: 0, right: 0, bottom: 0 }
  const names = widthOf([...model.names, ...model.details], NAME_FONT, chart.ctx)
  const ends = widthOf(endsOf(chart, model), END_FONT, chart.ctx)
  return { left: Math.min(names + 20, chart.width * 0.34), right: ends + 16, top: 0, bottom: 0 }
}

/** Rounds every piece of a stacked row alike; the library would round its two ends alone. */
export const roundedPieces = {
  id: 'rounded-pieces',
  beforeDatasetsDraw(chart: Pick<LaidOut, 'getDatasetMeta'> & { data: { datasets: readonly unknown[] } }): void {
    for (const place of chart.data.datasets.keys())
      for (const piece of chart.getDatasetMeta(place).data) Object.assign(piece as object, { enableBorderRadius: true })
  },
}

/** How many pixels high it stands. */
export function heightOf(model: BarChart): number {
  if (model.kind === 'columns') return COLUMNS_HEIGHT
  return model.names.length * (model.between ? ROW.between : ROW.plain)
}
