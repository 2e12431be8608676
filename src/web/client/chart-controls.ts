import { colourOf, type Palette, patternOf } from '../../charts/drawing/palette.ts'
import { patterned, TILE } from '../../charts/drawing/patterns.ts'
import type { Chart, Series } from '../../charts/index.ts'
import { makeTile } from './palette.ts'

/** The legend as buttons that take a series out of the picture and back in. One series alone needs none. */
export function showLegend(
  holder: HTMLElement,
  { series }: Chart,
  palette: Palette,
  hidden: Set<string>,
  changed: () => void,
): void {
  const known = holder.querySelector('.legend')
  if (series.length < 2) {
    known?.remove()
    return
  }
  const legend = known ?? holder.insertBefore(made('div', 'legend'), afterChart(holder))
  const words = series.map(({ label }) => label).join()
  if (legend.getAttribute('data-series') !== words) legend.replaceChildren(...series.map(legendButton))
  legend.setAttribute('data-series', words)
  for (const [place, button] of legend.querySelectorAll('button').entries()) {
    const { label = '' } = button.dataset
    button.setAttribute('aria-pressed', String(!hidden.has(label)))
    paintSwatch(button.querySelector('canvas'), series[place], palette)
    button.onclick = () => {
      if (!hidden.delete(label)) hidden.add(label)
      changed()
    }
  }
}

/** The switch between what the bars measure. */
export function showMeasures(
  holder: HTMLElement,
  { measures }: Chart,
  chosen: number,
  choose: (measure: number) => void,
): void {
  const place = holder.closest('[data-report]')?.querySelector('[data-chart-controls]')
  if (!place) return
  if (measures.length < 2) {
    place.replaceChildren()
    return
  }
  const words = measures.map(({ label }) => label).join()
  if (place.getAttribute('data-measures') !== words) {
    const segments = made('div', 'segments')
    segments.setAttribute('role', 'group')
    segments.setAttribute('aria-label', 'What the bars show')
    segments.append(...measures.map(({ label }) => textButton(label)))
    place.replaceChildren(segments)
    place.setAttribute('data-measures', words)
  }
  for (const [at, button] of place.querySelectorAll('button').entries()) {
    button.setAttribute('aria-pressed', String(at === chosen))
    button.onclick = () => choose(at)
  }
}

function legendButton({ label }: Series): HTMLElement {
  const button = textButton(label)
  button.dataset.label = label
  const swatch = document.createElement('canvas')
  swatch.className = 'legend-swatch'
  button.prepend(swatch)
  return button
}

/** Painted as the bars are, pattern included. */
function paintSwatch(canvas: HTMLCanvasElement | null, series: Series | undefined, palette: Palette): void {
  const pen = canvas?.getContext('2d')
  if (!canvas || !pen || !series) return
  canvas.width = canvas.height = TILE * 3
  pen.scale(2, 2)
  const colour = colourOf(palette, series.paint, series.shade)
  pen.fillStyle = patterned(patternOf(series.paint), colour, makeTile) as string
  pen.fillRect(0, 0, canvas.width, canvas.height)
}

function textButton(words: string): HTMLElement {
  const button = made('button', '')
  button.setAttribute('type', 'button')
  button.append(words)
  return button
}

function afterChart(holder: HTMLElement): Element | null {
  return holder.querySelector('[data-chart-focus]')?.nextElementSibling ?? null
}

function made(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag)
  if (className) element.className = className
  return element
}
