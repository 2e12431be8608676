import { raw } from 'hono/html'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ReportResult } from '../../core/index.ts'

/** Where the browser draws a chart, and the figures it draws from: the report's own answer. */
export function ChartBody({ result }: { result: ReportResult }): JSX.Element {
  const { id, rows, summary, title, currency } = result
  const figures = JSON.stringify({ id, rows, summary, title, currency }).replaceAll('<', '\\u003c')
  return (
    <div data-chart={id}>
      <div class="chart with-scripts" data-chart-focus role="img" aria-label={summary} tabindex={0}>
        <div class="chart-box" />
      </div>
      <p class="chart-empty muted">No deals here yet. Choose another period, or take a filter away.</p>
      <p class="visually-hidden" aria-live="polite" data-chart-said />
      <script type="application/json" data-live-figures={id}>
        {raw(figures)}
      </script>
      <p class="without-scripts muted small">The chart needs scripts; the table below holds the same figures.</p>
    </div>
  )
}
