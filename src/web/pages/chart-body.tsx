import { raw } from 'hono/html'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { heightOf } from '../../charts/drawing/layout.ts'
import { type Chart, isEmpty } from '../../charts/index.ts'
import type { ReportResult } from '../../core/index.ts'

interface ChartBodyProps {
  chart: Chart
  result: ReportResult
}

/** Where the browser draws a chart, the value it draws, and until then the room that the chart will take. */
export function ChartBody({ chart, result }: ChartBodyProps): JSX.Element {
  const { id, summary } = result
  const figures = JSON.stringify({ chart, summary }).replaceAll('<', '\\u003c')
  return (
    <div data-chart={id} {...(isEmpty(chart) ? { 'data-empty': '' } : {})}>
      <div class="chart with-scripts" data-chart-focus role="img" aria-label={summary} tabindex={0}>
        <div class="chart-box">
          <Room chart={chart} narrow={false} />
          <Room chart={chart} narrow />
        </div>
      </div>
      <Legend chart={chart} />
      {chart.caption ? <p class="chart-caption muted small with-scripts">{chart.caption}</p> : null}
      <p class="chart-empty muted">Nothing to draw here yet. Choose another period, or take a filter away.</p>
      <p class="visually-hidden" aria-live="polite" data-chart-said />
      <script type="application/json" data-live-figures={id}>
        {raw(figures)}
      </script>
      <p class="without-scripts muted small">The chart needs scripts; the table holds the same figures.</p>
    </div>
  )
}

/** What the chart can be switched between; scripts make the buttons work. */
export function MeasureButtons({ chart: { measures } }: { chart: Chart }): JSX.Element | null {
  if (measures.length < 2) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that belong together are no fields of a form
    <div class="segments" role="group" aria-label="What the bars show">
      {measures.map(({ label }, place) => (
        <button type="button" aria-pressed={place === 0 ? 'true' : 'false'}>
          {label}
        </button>
      ))}
    </div>
  )
}

/** The names by which the script knows that its buttons still are the right ones. */
export function wordsOf(things: readonly { readonly label: string }[]): string {
  return things.map(({ label }) => label).join()
}

/** The chart's shape in grey, as high as the chart will be: nothing moves when it comes. */
function Room({ chart, narrow }: { chart: Chart; narrow: boolean }): JSX.Element {
  const height = heightOf({ chart, narrow })
  const count = Math.max(1, Math.min(chart.names.length, 24))
  const step = 100 / count
  return (
    <svg class={narrow ? 'chart-room narrow' : 'chart-room'} width="100%" height={height} aria-hidden="true">
      {Array.from({ length: count }, (_, place) =>
        chart.kind === 'rows' ? (
          <rect
            x={narrow ? '0' : '18%'}
            y={`${((place + 0.28) * step).toFixed(2)}%`}
            width={`${68 - (place % 4) * 14}%`}
            height="22"
            rx="4"
          />
        ) : (
          <rect
            x={`${((place + 0.14) * step).toFixed(2)}%`}
            y={`${24 + ((place * 13) % 40)}%`}
            width={`${(step * 0.72).toFixed(2)}%`}
            height="100%"
            rx="4"
          />
        ),
      )}
    </svg>
  )
}

/** A legend whose buttons scripts bring to life; they take a series out of the picture and back in. */
function Legend({ chart: { series } }: { chart: Chart }): JSX.Element | null {
  if (series.length < 2) return null
  return (
    <div class="legend with-scripts" data-series={wordsOf(series)}>
      {series.map(({ label }) => (
        <button type="button" data-label={label} aria-pressed="true">
          <canvas class="legend-swatch" />
          {label}
        </button>
      ))}
    </div>
  )
}
