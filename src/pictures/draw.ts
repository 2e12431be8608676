import { createRequire } from 'node:module'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import {
  BarController,
  BarElement,
  CategoryScale,
  type ChartConfiguration,
  LinearScale,
  Chart as Plotted,
} from 'chart.js'
import { dataOf, decorations, type Extent, optionsOf } from '../charts/drawing/config.ts'
import { heightOf } from '../charts/drawing/layout.ts'
import type { Tile } from '../charts/drawing/patterns.ts'
import type { Pen } from '../charts/drawing/pen.ts'
import { hasLength, type Scene } from '../charts/drawing/scene.ts'
import type { Chart } from '../charts/index.ts'
import type { Captions } from './captions.ts'
import { PALETTES, type Theme } from './palette.ts'
import { footOf, headOf, MARGIN } from './words.ts'

/** Narrow, so that its words can still be read where Slack shows it small. */
const WIDTH = 640
const SCALE = 2

Plotted.register(BarController, BarElement, CategoryScale, LinearScale)
registerFonts()

/** Draws the chart, if there is one, between its words, and gives the PNG. */
export function drawPicture(chart: Chart | null, captions: Captions, theme: Theme): Buffer {
  const palette = PALETTES[theme]
  const measuring = createCanvas(1, 1).getContext('2d')
  const head = headOf(captions, chart, palette, measuring, WIDTH, makeTile)
  const foot = footOf(captions, chart, palette, measuring, WIDTH)
  const frame = { top: head.height, right: MARGIN, bottom: foot.height, left: MARGIN }
  const sceneOf = (drawn: Chart): Scene => {
    return { chart: drawn, measure: 0, palette, isShown: (series) => hasLength(series, 0), frame, narrow: false }
  }
  const height = head.height + foot.height + (chart ? heightOf(sceneOf(chart)) : 0)
  const words = (on: Pen) => {
    on.fillStyle = palette.card
    on.fillRect(0, 0, WIDTH, height)
    head.draw(on, 0)
    foot.draw(on, height - foot.height)
  }
  if (!chart) {
    const canvas = createCanvas(WIDTH * SCALE, height * SCALE)
    canvas.getContext('2d').scale(SCALE, SCALE)
    words(canvas.getContext('2d'))
    return canvas.toBuffer('image/png')
  }
  // Its size in pixels of a page: the library makes it as fine as it is told to.
  const canvas = createCanvas(WIDTH, height)
  const plotted = new Plotted(canvas as never, configOf(sceneOf(chart), words))
  const png = canvas.toBuffer('image/png')
  plotted.destroy()
  return png
}

function configOf(scene: Scene, words: (on: Pen) => void): ChartConfiguration<'bar', Extent[], string> {
  const ground = {
    id: 'words-around',
    beforeDraw({ ctx }: { ctx: Pen }) {
      ctx.save()
      words(ctx)
      ctx.restore()
    },
  }
  return {
    type: 'bar',
    data: dataOf(scene, makeTile),
    options: { ...optionsOf(scene), animation: false, responsive: false, devicePixelRatio: SCALE },
    plugins: [ground, ...decorations(() => scene)],
  }
}

function makeTile(size: number): Tile {
  const tile = createCanvas(size, size)
  const pen = tile.getContext('2d')
  return { pen, fill: () => pen.createPattern(tile, 'repeat') }
}

/** A bare machine may have no font at all. */
function registerFonts(): void {
  const { resolve } = createRequire(import.meta.url)
  for (const weight of [400, 500, 600]) {
    GlobalFonts.registerFromPath(resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`), 'Inter')
    GlobalFonts.registerFromPath(resolve(`@fontsource/inter/files/inter-latin-ext-${weight}-normal.woff2`), 'Inter')
  }
}
