import type { BarChart, Measure } from './chart-model.ts'

const MEASURE_WORDS: Record<Measure, string> = { value: 'Value', count: 'Count', weighted: 'Weighted' }

/** The legend as buttons that take a series out of the picture and back in. One series alone needs none. */
export function showLegend(holder: HTMLElement, model: BarChart, hidden: Set<string>, changed: () => void): void {
  if (model.series.length < 2) return
  const legend = holder.querySelector('.legend') ?? holder.insertBefore(made('div', 'legend'), afterChart(holder))
  const words = model.series.map(({ label }) => label).join()
  const known = legend.getAttribute('data-series') === words
  legend.setAttribute('data-series', words)
  if (!known) legend.replaceChildren(...model.series.map((series) => legendButton(series)))
  for (const button of legend.querySelectorAll('button')) {
    const { label = '' } = button.dataset
    button.setAttribute('aria-pressed', String(!hidden.has(label)))
    button.onclick = () => {
      if (!hidden.delete(label)) hidden.add(label)
      changed()
    }
  }
}

/** The switch between what the bars measure. */
export function showMeasures(
  holder: HTMLElement,
  measures: readonly Measure[],
  chosen: Measure,
  choose: (measure: Measure) => void,
): void {
  const place = holder.closest('[data-report]')?.querySelector('[data-chart-controls]')
  if (!place || measures.length < 2) return
  if (!place.firstElementChild) {
    const segments = made('div', 'segments')
    segments.setAttribute('role', 'group')
    segments.setAttribute('aria-label', 'What the bars show')
    segments.append(...measures.map(measureButton))
    place.append(segments)
  }
  for (const button of place.querySelectorAll('button')) {
    const measure = button.dataset.measure as Measure
    button.setAttribute('aria-pressed', String(measure === chosen))
    button.onclick = () => choose(measure)
  }
}

function legendButton({ label, bars }: BarChart['series'][number]): HTMLElement {
  const button = made('button', '')
  button.setAttribute('type', 'button')
  button.dataset.label = label
  const swatch = made('span', `swatch ${bars.find((bar) => bar)?.paint ?? ''}`)
  swatch.setAttribute('aria-hidden', 'true')
  button.append(swatch, label)
  return button
}

function measureButton(measure: Measure): HTMLElement {
  const button = made('button', '')
  button.setAttribute('type', 'button')
  button.dataset.measure = measure
  button.textContent = MEASURE_WORDS[measure]
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
