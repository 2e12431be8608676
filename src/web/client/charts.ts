import type { ChartConfiguration, ChartDataset } from 'chart.js'
import { type ActiveElement, BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js'
import { bridgeChart } from './bridge-chart.ts'
import { showLegend, showMeasures } from './chart-controls.ts'
import { walkBars } from './chart-keys.ts'
import { drawColumnTexts, drawRowTexts, NAME_FONT } from './chart-labels.ts'
import { columnScales, heightOf, paddingOf, roundedPieces, rowScales } from './chart-layout.ts'
import { type Bar, type BarChart, chartOf, type Figures, type Measure, measuresOf, type Series } from './chart-model.ts'
import { type Palette, patterned, readPalette } from './palette.ts'
import { NEW_FIGURES } from './refresh.ts'

// Only what bars need; the rest of the library stays out of the bundle.
Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip)

/** A length, or where a floating bar begins and ends. */
type Extent = number | [number, number] | null
type Bars = Chart<'bar', Extent[], string>
type Dataset = ChartDataset<'bar', Extent[]>

/** Draws every chart of the page and keeps each in step with its figures, the theme and the width. */
export function startCharts(): void {
  const holders = document.querySelectorAll<HTMLElement>('[data-chart]')
  // Measured texts must be the drawn ones: first the font, then the charts.
  if (holders.length > 0) void document.fonts.load(NAME_FONT).finally(() => holders.forEach(mount))
}

function mount(holder: HTMLElement): void {
  const focus = holder.querySelector<HTMLElement>('[data-chart-focus]')
  const box = holder.querySelector<HTMLElement>('.chart-box')
  if (!focus || !box) return
  const canvas = document.createElement('canvas')
  box.append(canvas)
  const hidden = new Set<string>()
  let figures = readFigures(holder)
  let measure: Measure = measuresOf(figures)[0] ?? 'count'
  let model = modelOf(figures, measure)
  let palette = readPalette()

  const isShown = ({ label }: Series) => !hidden.has(label)
  const chart: Bars = new Chart(
    canvas,
    configOf(model, palette, isShown, () => ({ model, palette })),
  )
  const keys = walkBars(focus, holder.querySelector('[data-chart-said]'), {
    model: () => model,
    isShown: (series) => chart.isDatasetVisible(series),
    point: (at) => pointAt(chart, at),
  })

  function draw(): void {
    model = modelOf(figures, measure)
    const fresh = configOf(model, palette, isShown, () => ({ model, palette }))
    box?.style.setProperty('height', `${heightOf(model)}px`)
    chart.data.labels = [...model.names]
    chart.data.datasets = mergeDatasets(chart.data.datasets, fresh.data.datasets)
    for (const [place, series] of model.series.entries()) chart.setDatasetVisibility(place, isShown(series))
    chart.options = fresh.options ?? {}
    if (chart.options.layout) chart.options.layout.padding = paddingOf(model, chart)
    chart.update()
    focus?.setAttribute('aria-label', `${figures.summary} Arrow keys move over the bars, Enter opens the deals.`)
    keys.forget()
    showLegend(holder, model, hidden, draw)
    showMeasures(holder, measuresOf(figures), measure, (chosen) => {
      measure = chosen
      draw()
    })
    showEmptiness(holder, model)
  }

  holder.addEventListener(NEW_FIGURES, () => {
    figures = readFigures(holder)
    draw()
  })
  document.addEventListener('themechange', () => {
    palette = readPalette()
    draw()
  })
  draw()
  focus.dataset.drawn = ''
}

function modelOf(figures: Figures, measure: Measure): BarChart {
  return figures.id === 'bridge' ? bridgeChart(figures) : chartOf(figures, measure)
}

function readFigures(holder: HTMLElement): Figures {
  return JSON.parse(holder.querySelector('[data-live-figures]')?.textContent ?? '') as Figures
}

function configOf(
  model: BarChart,
  palette: Palette,
  isShown: (series: Series) => boolean,
  now: () => { model: BarChart; palette: Palette },
): ChartConfiguration<'bar', Extent[], string> {
  const rows = model.kind !== 'columns'
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  return {
    type: 'bar',
    data: { labels: [...model.names], datasets: model.series.map((series) => datasetOf(series, model, palette)) },
    options: {
      indexAxis: rows ? 'y' : 'x',
      maintainAspectRatio: false,
      animation: calm ? false : { duration: 350, easing: 'easeOutQuart' },
      layout: { padding: { top: rows ? 0 : 18 } },
      scales: rows ? rowScales(model, isShown) : columnScales(model, palette),
      interaction: { mode: 'nearest', intersect: true },
      onClick: (_event, hit) => open(now().model, hit[0]),
      onHover: (event, hit) => {
        const target = event.native?.target
        const leads = hit[0] && barAt(now().model, hit[0])?.href
        if (target instanceof HTMLElement) target.style.cursor = leads ? 'pointer' : ''
      },
      plugins: {
        tooltip: {
          displayColors: false,
          padding: 10,
          cornerRadius: 8,
          backgroundColor: palette.ink,
          titleColor: palette.card,
          bodyColor: palette.card,
          titleFont: { family: 'Inter', weight: 600, size: 13 },
          bodyFont: { family: 'Inter', size: 13 },
          footerColor: palette.card,
          footerFont: { family: 'Inter', weight: 400, size: 12 },
          callbacks: {
            title: ([item]) => (item ? (barAt(now().model, placeOf(item))?.lines[0] ?? '') : ''),
            footer: ([item]) => (item && barAt(now().model, placeOf(item))?.href ? 'A click opens the deals' : ''),
            label: (item) => barAt(now().model, placeOf(item))?.lines.slice(1).join(' ') ?? '',
          },
        },
      },
    },
    plugins: [
      roundedPieces,
      {
        id: 'texts',
        afterDatasetsDraw: (chart) => {
          const { model: shown, palette: colours } = now()
          if (shown.kind === 'columns') drawColumnTexts(chart, shown, colours)
          else drawRowTexts(chart, shown, colours)
        },
      },
      {
        id: 'room',
        beforeLayout(chart) {
          chart.options.layout = { padding: paddingOf(now().model, chart) }
        },
      },
    ],
  }
}

function datasetOf(series: Series, model: BarChart, palette: Palette): Dataset {
  const brush = document.createElement('canvas').getContext('2d')
  const paints = series.bars.map((bar, place) => {
    if (!bar || !brush) return palette.line
    return patterned(bar.paint, palette.paint(bar.paint, place, model.names.length), brush)
  })
  return {
    label: series.label,
    data: series.bars.map(extentOf),
    backgroundColor: paints,
    hoverBackgroundColor: paints,
    // A border in the card's colour is the 2 px gap between pieces.
    borderColor: palette.card,
    hoverBorderColor: palette.accent,
    borderWidth: model.kind === 'columns' ? { left: 1, right: 1 } : { right: 2 },
    borderSkipped: false,
    borderRadius: 4,
    minBarLength: 3,
    maxBarThickness: model.kind === 'columns' ? 44 : 26,
    categoryPercentage: model.kind === 'columns' ? 0.72 : 1,
    barPercentage: model.kind === 'columns' ? 1 : 0.9,
  }
}

function extentOf(bar: Bar | null): Extent {
  if (!bar?.value) return null
  return bar.from === undefined ? bar.value : [bar.from, bar.from + bar.value]
}

/** The same dataset objects with new content: Chart.js then moves bars instead of growing them anew. */
function mergeDatasets(old: Dataset[], fresh: Dataset[]): Dataset[] {
  return fresh.map((dataset) => {
    const known = old.find(({ label }) => label === dataset.label)
    return known ? Object.assign(known, dataset) : dataset
  })
}

function pointAt(chart: Bars, at: { series: number; row: number } | null): void {
  const active: ActiveElement[] = []
  const element = at && chart.getDatasetMeta(at.series).data[at.row]
  if (at && element) active.push({ datasetIndex: at.series, index: at.row, element })
  chart.setActiveElements(active)
  chart.tooltip?.setActiveElements(active, element ?? { x: 0, y: 0 })
  chart.update()
}

function placeOf({ datasetIndex, dataIndex }: { datasetIndex: number; dataIndex: number }) {
  return { datasetIndex, index: dataIndex }
}

function barAt(model: BarChart, at: { datasetIndex: number; index: number }) {
  return model.series[at.datasetIndex]?.bars[at.index]
}

function open(model: BarChart, hit: ActiveElement | undefined): void {
  const href = hit && barAt(model, hit)?.href
  if (href) location.assign(href)
}

function showEmptiness(holder: HTMLElement, model: BarChart): void {
  const empty = model.series.every(({ bars }) => bars.every((bar) => !bar?.value))
  holder.toggleAttribute('data-empty', empty)
}
