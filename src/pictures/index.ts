import { chartOf, isEmpty } from '../charts/index.ts'
import type { ReportResult } from '../core/index.ts'
import { captionsOf } from './captions.ts'
import type { Theme } from './palette.ts'

/**
 * The report's chart as PNG, 1,280 pixels wide, with its title, its sentence, and of when and of what it is.
 * Chart.js and the canvas are loaded at the first picture, since most processes never draw one.
 */
export async function renderReportPicture(result: ReportResult, theme: Theme = 'light'): Promise<Buffer> {
  const { drawPicture } = await import('./draw.ts')
  const chart = chartOf(result)
  return drawPicture(chart && !isEmpty(chart) ? chart : null, captionsOf(result), theme)
}
