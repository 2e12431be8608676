import type { Bar, Chart } from '../../charts/index.ts'

interface Place {
  series: number
  row: number
}

interface Walked {
  chart(): Chart
  /** Whether that bar is in sight. */
  isShown(series: number, bar: Bar): boolean
  /** Shows where the walker stands; null takes the mark away. */
  point(at: Place | null): void
}

const STEPS: Record<string, (place: number, count: number) => number> = {
  ArrowRight: (place, count) => (place + 1) % count,
  ArrowDown: (place, count) => (place + 1) % count,
  ArrowLeft: (place, count) => (place <= 0 ? count : place) - 1,
  ArrowUp: (place, count) => (place <= 0 ? count : place) - 1,
  Home: () => 0,
  End: (_place, count) => count - 1,
}

/** Lets the keyboard walk over the bars: arrows move, Enter opens the deals, Escape leaves. `said` is read aloud. */
export function walkBars(focus: HTMLElement, said: HTMLElement | null, walked: Walked): { forget(): void } {
  let at = -1

  function stand(place: number, stops: readonly (Place & { bar: Bar })[]): void {
    at = place
    const stop = stops[place]
    walked.point(stop ?? null)
    if (said) said.textContent = stop ? stop.bar.lines.join(': ') : ''
  }

  focus.addEventListener('keydown', (event) => {
    const stops = stopsOf(walked)
    const step = STEPS[event.key]
    if (step && stops.length > 0) {
      event.preventDefault()
      stand(step(at, stops.length), stops)
    }
    const href = stops[at]?.bar.href
    if (event.key === 'Enter' && href) location.assign(href)
    if (event.key === 'Escape') stand(-1, stops)
  })
  focus.addEventListener('blur', () => stand(-1, []))
  return {
    forget() {
      at = -1
    },
  }
}

/** The bars in reading order: row by row, in each row series by series. Empty and hidden ones are passed over. */
function stopsOf(walked: Walked): (Place & { bar: Bar })[] {
  const { names, series } = walked.chart()
  return names.flatMap((_, row) =>
    series.flatMap(({ bars }, place) => {
      const bar = bars[row]
      return bar && walked.isShown(place, bar) ? [{ series: place, row, bar }] : []
    }),
  )
}
