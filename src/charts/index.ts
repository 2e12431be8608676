import type { ReportResult } from '../core/index.ts'
import type { Chart } from './chart.ts'
import { agingChart } from './kinds/aging.ts'
import { bridgeChart } from './kinds/bridge.ts'
import { conversionChart } from './kinds/conversion.ts'
import { flowChart } from './kinds/flow.ts'
import { forecastChart } from './kinds/forecast.ts'
import { forecastAccuracyChart } from './kinds/forecast-accuracy.ts'
import { freshnessChart } from './kinds/freshness.ts'
import { funnelChart } from './kinds/funnel.ts'
import { ownersChart } from './kinds/owners.ts'
import { reasonsChart } from './kinds/reasons.ts'
import { sourcesChart } from './kinds/sources.ts'
import { statusChart } from './kinds/status.ts'
import { tasksChart } from './kinds/tasks.ts'
import { timeInStageChart } from './kinds/time-in-stage.ts'
import { trendChart } from './kinds/trend.ts'
import { valueByStageChart } from './kinds/value-by-stage.ts'
import { velocityChart } from './kinds/velocity.ts'
import { wonLostChart } from './kinds/won-lost.ts'

export { inWords, monthName } from './cells.ts'
export type { Bar, Chart, Paint, Series } from './chart.ts'

/** How each report is drawn, by its id; a report that is not here is a table alone. */
const CHARTS: Readonly<Record<string, (result: ReportResult) => Chart>> = {
  'value-by-stage': valueByStageChart,
  trend: trendChart,
  bridge: bridgeChart,
  aging: agingChart,
  status: statusChart,
  conversion: conversionChart,
  funnel: funnelChart,
  'won-lost': wonLostChart,
  reasons: reasonsChart,
  'time-in-stage': timeInStageChart,
  velocity: velocityChart,
  flow: flowChart,
  forecast: forecastChart,
  'forecast-accuracy': forecastAccuracyChart,
  owners: ownersChart,
  sources: sourcesChart,
  tasks: tasksChart,
  freshness: freshnessChart,
}

/** The chart of a report's answer, the same for browser and picture; null for a report that is a table alone. */
export function chartOf(result: ReportResult): Chart | null {
  return CHARTS[result.id]?.(result) ?? null
}

/** Whether there is something to see. */
export function isEmpty({ series }: Chart): boolean {
  return series.every(({ bars }) => bars.every((bar) => !bar || bar.values.every((value) => value === 0)))
}
