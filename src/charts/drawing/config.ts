import type { Bar, Chart, Series } from '../chart.ts'
import { drawColumnTexts } from './columns.ts'
import { paddingOf, scalesOf } from './layout.ts'
import { drawTargets, drawWhiskers } from './marks.ts'
import { colourOf, patternOf } from './palette.ts'
import { patterned, type TileMaker } from './patterns.ts'
import { drawRowTexts } from './rows.ts'
import { type LaidOut, lengthOf, type Scene } from './scene.ts'

/** A length, or where a floating bar begins and ends. */
export type Extent = number | [number, number] | null

/** The chart as the library takes it. Browser and picture begin with this and add what is theirs alone. */
export function dataOf(scene: Scene, make: TileMaker) {
  const { chart } = scene
  return { labels: [...chart.names], datasets: chart.series.map((series) => datasetOf(series, scene, make)) }
}

/** What is drawn beside the bars, in the scene as it is at that moment. */
export function decorations(now: () => Scene) {
  return [
    roundedPieces,
    {
      id: 'room',
      beforeLayout(laidOut: Pick<LaidOut, 'ctx' | 'width'> & { options: { layout?: unknown } }) {
        laidOut.options.layout = { padding: paddingOf(now(), laidOut) }
      },
    },
    {
      id: 'words-and-marks',
      afterDatasetsDraw(laidOut: LaidOut) {
        const scene = now()
        drawWhiskers(laidOut, scene)
        drawTargets(laidOut, scene)
        if (scene.chart.kind === 'rows') drawRowTexts(laidOut, scene)
        else drawColumnTexts(laidOut, scene)
      },
    },
  ]
}

export function optionsOf(scene: Scene) {
  return {
    indexAxis: scene.chart.kind === 'rows' ? ('y' as const) : ('x' as const),
    maintainAspectRatio: false,
    scales: scalesOf(scene),
  }
}

function datasetOf(series: Series, scene: Scene, make: TileMaker) {
  const { palette, chart } = scene
  const paints = series.bars.map((bar) => {
    const paint = bar?.paint ?? series.paint
    // The library takes patterns as it takes colours.
    return patterned(patternOf(paint), colourOf(palette, paint, bar?.shade ?? series.shade), make) as string
  })
  return {
    label: series.label,
    hidden: !scene.isShown(series),
    data: series.bars.map((bar) => extentOf(scene, bar)),
    backgroundColor: paints,
    hoverBackgroundColor: paints,
    // A border in the card's colour is the 2 px gap between pieces.
    borderColor: palette.card,
    hoverBorderColor: palette.accent,
    borderWidth: gapOf(chart),
    borderSkipped: false as const,
    borderRadius: 4,
    minBarLength: 3,
    ...(chart.kind === 'columns'
      ? { maxBarThickness: 64, categoryPercentage: chart.stacked ? 0.84 : 0.76, barPercentage: 1 }
      : { maxBarThickness: scene.narrow ? 22 : 26, categoryPercentage: 1, barPercentage: 0.9 }),
  }
}

function gapOf({ kind, stacked }: Chart) {
  if (kind === 'rows') return { right: 2 }
  return stacked ? { top: 2 } : { left: 1, right: 1 }
}

function extentOf(scene: Scene, bar: Bar | null): Extent {
  const value = lengthOf(scene, bar)
  if (!bar || !value) return null
  return bar.from === undefined ? value : [bar.from, bar.from + value]
}

/** Rounds every piece of a stacked row alike; the library would round its two ends alone. */
const roundedPieces = {
  id: 'rounded-pieces',
  beforeDatasetsDraw(laidOut: Pick<LaidOut, 'getDatasetMeta'> & { data: { datasets: readonly unknown[] } }): void {
    for (const place of laidOut.data.datasets.keys())
      for (const piece of laidOut.getDatasetMeta(place).data)
        Object.assign(piece as object, { enableBorderRadius: true })
  },
}
