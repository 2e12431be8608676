import type { ChartConfiguration } from 'chart.js'
import {
  type ActiveElement,
  BarController,
  BarElement,
  CategoryScale,
  LinearScale,
  Chart as Plotted,
  Tooltip,
} from 'chart.js'
import { dataOf, decorations, type Extent, optionsOf } from '../../charts/drawing/config.ts'
import { heightOf } from '../../charts/drawing/layout.ts'
import { END_FONT, NAME_FONT } from '../../charts/drawing/pen.ts'
import { hasLength, lengthOf, NARROW, type Scene } from '../../charts/drawing/scene.ts'
import type { Bar, Chart, Series } from '../../charts/index.ts'
import { showLegend, showMeasures } from './chart-controls.ts'
import { walkBars } from './chart-keys.ts'
import { tooltipOf } from './chart-tooltip.ts'
import { makeTile, readPalette } from './palette.ts'
import { NEW_FIGURES } from './refresh.ts'

// Only what bars need; the rest of the library stays out of the bundle.
Plotted.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip)

type Bars = Plotted<'bar', Extent[], string>
type Place = { series: number; row: number }

/** What the page hands over for each chart. */
interface Figures {
  readonly chart: Chart
  readonly summary: string
}

/** Pixels of an A4 page between its margins. */
const PAPER = 660
const FRAME = { top: 0, right: 0, bottom: 0, left: 0 }

/** Draws every chart of the page and keeps each in step with its figures, the theme, the width and the paper. */
export function startCharts(): void {
  const holders = document.querySelectorAll<HTMLElement>('[data-chart]')
  // Measured texts must be the drawn ones: first both weights of the font, then the charts.
  const fonts = [NAME_FONT, END_FONT].map((font) => document.fonts.load(font))
  if (holders.length > 0) void Promise.allSettled(fonts).then(() => holders.forEach(mount))
}

function mount(holder: HTMLElement): void {
  const focus = holder.querySelector<HTMLElement>('[data-chart-focus]')
  const box = holder.querySelector<HTMLElement>('.chart-box')
  const canvas = document.createElement('canvas')
  if (!focus || !box) return
  box.append(canvas)
  const hidden = new Set<string>()
  let figures = readFigures(holder)
  let measure = 0
  let palette = readPalette()
  let narrow = box.clientWidth < NARROW

  const isShown = (series: Series) => !hidden.has(series.label) && hasLength(series, measure)
  const scene = (): Scene => ({ chart: figures.chart, measure, palette, isShown, frame: FRAME, narrow })
  const plotted: Bars = new Plotted(canvas, configOf(scene))
  const keys = walkBars(focus, holder.querySelector('[data-chart-said]'), {
    chart: () => figures.chart,
    isShown: (series, bar) => plotted.isDatasetVisible(series) && lengthOf({ measure }, bar) !== 0,
    point: (at) => pointAt(plotted, at),
  })

  function draw(printed = false): void {
    const now = scene()
    const fresh = configOf(scene)
    holder.toggleAttribute('data-empty', isEmpty(now.chart))
    box?.style.setProperty('height', `${heightOf(now)}px`)
    plotted.data.labels = fresh.data.labels ?? []
    plotted.data.datasets = mergeDatasets(plotted.data.datasets, fresh.data.datasets)
    for (const [place, series] of now.chart.series.entries()) plotted.setDatasetVisibility(place, isShown(series))
    plotted.options = fresh.options ?? {}
    if (!printed) plotted.resize()
    plotted.update()
    focus?.setAttribute('aria-label', `${figures.summary} Arrow keys move over the bars, Enter opens the deals.`)
    keys.forget()
    showLegend(holder, now.chart, palette, hidden, () => draw())
    showMeasures(holder, now.chart, measure, (chosen) => {
      measure = chosen
      draw()
    })
  }

  function recolour(printed = false): void {
    palette = readPalette()
    draw(printed)
  }

  holder.addEventListener(NEW_FIGURES, () => {
    figures = readFigures(holder)
    if (!figures.chart.measures[measure]) measure = 0
    draw()
  })
  document.addEventListener('themechange', () => recolour())
  matchMedia('(forced-colors: active)').addEventListener('change', () => recolour())
  matchMedia('print').addEventListener('change', ({ matches }) => {
    // Paper is always light, and as wide as it is.
    if (matches) plotted.resize(Math.min(PAPER, box.clientWidth), heightOf(scene()))
    recolour(matches)
  })
  new ResizeObserver(() => {
    if (narrow === box.clientWidth < NARROW || box.clientWidth === 0) return
    narrow = !narrow
    draw()
  }).observe(box)
  draw()
  focus.dataset.drawn = ''
}

function readFigures(holder: HTMLElement): Figures {
  return JSON.parse(holder.querySelector('[data-live-figures]')?.textContent ?? '') as Figures
}

function configOf(now: () => Scene): ChartConfiguration<'bar', Extent[], string> {
  const scene = now()
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  return {
    type: 'bar',
    data: dataOf(scene, makeTile),
    options: {
      ...optionsOf(scene),
      animation: calm ? false : { duration: 350, easing: 'easeOutQuart' },
      interaction: { mode: 'nearest', intersect: true },
      onClick: (_event, hit) => open(now().chart, hit[0]),
      onHover: (event, hit) => {
        const target = event.native?.target
        const leads = hit[0] && barAt(now().chart, placeOf(hit[0]))?.href
        if (target instanceof HTMLElement) target.style.cursor = leads ? 'pointer' : ''
      },
      plugins: { tooltip: tooltipOf(scene.palette, (item) => barAt(now().chart, placeOf(item))) },
    },
    plugins: decorations(now),
  }
}

/** The same dataset objects with new content: the library then moves bars instead of growing them anew. */
function mergeDatasets<T extends { label?: string | undefined }>(old: T[], fresh: T[]): T[] {
  return fresh.map((dataset) => {
    const known = old.find(({ label }) => label === dataset.label)
    return known ? Object.assign(known, dataset) : dataset
  })
}

function pointAt(plotted: Bars, at: Place | null): void {
  const active: ActiveElement[] = []
  const element = at && plotted.getDatasetMeta(at.series).data[at.row]
  if (at && element) active.push({ datasetIndex: at.series, index: at.row, element })
  plotted.setActiveElements(active)
  plotted.tooltip?.setActiveElements(active, element ?? { x: 0, y: 0 })
  plotted.update()
}

function placeOf(item: { datasetIndex: number; index?: number; dataIndex?: number }): Place {
  return { series: item.datasetIndex, row: item.index ?? item.dataIndex ?? 0 }
}

function barAt(chart: Chart, { series, row }: Place): Bar | null | undefined {
  return chart.series[series]?.bars[row]
}

function open(chart: Chart, hit: ActiveElement | undefined): void {
  const href = hit && barAt(chart, placeOf(hit))?.href
  if (href) location.assign(href)
}

function isEmpty({ series }: Chart): boolean {
  return series.every(({ bars }) => bars.every((bar) => !bar || bar.values.every((value) => value === 0)))
}
