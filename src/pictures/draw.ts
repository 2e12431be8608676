import { createRequire } from 'node:module'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Legend,
  LinearScale,
  type Plugin,
  SubTitle,
  Title,
} from 'chart.js'
import { PALETTES, type Palette, type Theme } from './palette.ts'
import type { BarShape, Series } from './shape.ts'

export type { Theme }

/** Narrow, so that its words can still be read where Slack shows it small. */
const WIDTH = 640
const SCALE = 2
const FONT = 'Inter'

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Title, SubTitle, Legend)
registerFonts()

/** Draws horizontal bars, stacked where there are several series, and gives the PNG. */
export function drawBars(shape: BarShape, theme: Theme): Buffer {
  const palette = PALETTES[theme]
  const canvas = createCanvas(WIDTH, 130 + shape.categories.length * 34)
  const chart = new Chart(canvas as never, {
    type: 'bar',
    data: { labels: shape.categories, datasets: shape.series.map((series) => dataset(series, palette)) },
    options: {
      indexAxis: 'y',
      animation: false,
      responsive: false,
      devicePixelRatio: SCALE,
      layout: { padding: { top: 12, right: 84, bottom: 12, left: 20 } },
      plugins: {
        title: { display: true, text: shape.title, align: 'start', color: palette.ink, font: font(17, 600) },
        subtitle: {
          display: true,
          text: wrapped(shape.summary, 80),
          align: 'start',
          color: palette.muted,
          font: font(13, 400),
          padding: { bottom: 8 },
        },
        legend: {
          display: shape.series.length > 1,
          align: 'start',
          labels: { color: palette.ink, font: font(13, 400), boxWidth: 12, boxHeight: 12, padding: 16 },
        },
      },
      scales: {
        x: { stacked: !shape.ends, display: false, beginAtZero: true },
        y: {
          stacked: !shape.ends,
          grid: { display: false },
          border: { color: palette.line },
          ticks: { color: palette.ink, font: font(13, 400), autoSkip: false },
        },
      },
    },
    plugins: [background(palette), totals(shape, palette)],
  })
  const png = canvas.toBuffer('image/png')
  chart.destroy()
  return png
}

function dataset({ label, status, values }: Series, palette: Palette) {
  const colour = palette.statuses[status ?? 'open'] ?? palette.accent
  return {
    label,
    data: values,
    // Floating bars are one to a row, whichever series they belong to.
    grouped: values.every((value) => typeof value === 'number'),
    backgroundColor: patterned(status, colour, palette) as never,
    borderRadius: 3,
    maxBarThickness: 24,
  }
}

/** Lost is hatched and abandoned dotted, so that nobody needs to tell colours apart. */
function patterned(status: string | null, colour: string, palette: Palette): unknown {
  if (status !== 'lost' && status !== 'abandoned') return colour
  const tile = createCanvas(12, 12)
  const pen = tile.getContext('2d')
  pen.fillStyle = colour
  pen.fillRect(0, 0, 12, 12)
  pen.strokeStyle = palette.card
  pen.fillStyle = palette.card
  pen.globalAlpha = 0.55
  pen.lineWidth = 2
  pen.beginPath()
  if (status === 'lost') {
    for (const from of [-12, 0, 12]) {
      pen.moveTo(from, 12)
      pen.lineTo(from + 12, 0)
    }
    pen.stroke()
  } else {
    pen.arc(6, 6, 2.2, 0, 2 * Math.PI)
    pen.fill()
  }
  return pen.createPattern(tile, 'repeat')
}

function background({ card }: Palette): Plugin<'bar'> {
  return {
    id: 'background',
    beforeDraw({ ctx, width, height }) {
      ctx.save()
      ctx.fillStyle = card
      ctx.fillRect(0, 0, width, height)
      ctx.restore()
    },
  }
}

/** Writes what each bar comes to at its end. */
function totals({ series, categories, label, ends }: BarShape, { ink }: Palette): Plugin<'bar'> {
  return {
    id: 'totals',
    afterDatasetsDraw({ ctx, scales }) {
      const { x, y } = scales
      if (!x || !y) return
      ctx.save()
      ctx.font = `600 13px ${FONT}`
      ctx.fillStyle = ink
      ctx.textBaseline = 'middle'
      for (const i of categories.keys()) {
        const end = series.reduce((sum, one) => sum + endOf(one.values[i]), 0)
        ctx.fillText(ends?.[i] ?? label(end), x.getPixelForValue(end) + 8, y.getPixelForValue(i))
      }
      ctx.restore()
    },
  }
}

function endOf(value: Series['values'][number] | undefined): number {
  return Array.isArray(value) ? Math.max(...value) : (value ?? 0)
}

function font(size: number, weight: number): { family: string; size: number; weight: number } {
  return { family: FONT, size, weight }
}

function wrapped(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = `${lines.at(-1)} ${word}`.trim()
    if (line.length > width) lines.push(word)
    else lines[lines.length - 1] = line
  }
  return lines.slice(0, 3)
}

/** A bare machine may have no font at all. */
function registerFonts(): void {
  const { resolve } = createRequire(import.meta.url)
  for (const weight of [400, 600]) {
    GlobalFonts.registerFromPath(resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`), FONT)
    GlobalFonts.registerFromPath(resolve(`@fontsource/inter/files/inter-latin-ext-${weight}-normal.woff2`), FONT)
  }
}
