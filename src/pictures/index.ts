import type { ReportResult } from '../core/index.ts'
import { bridgeShape } from './bridge-shape.ts'
import type { Theme } from './draw.ts'
import { shapeOf } from './shape.ts'

/**
 * The report's chart as PNG, 1,600 pixels wide, with its title and summary.
 * Chart.js and the canvas are loaded at the first picture, since most processes never draw one.
 */
export async function renderReportPicture(result: ReportResult, theme: Theme = 'light'): Promise<Buffer> {
  const { drawBars } = await import('./draw.ts')
  return drawBars(result.id === 'bridge' ? bridgeShape(result) : shapeOf(result), theme)
}
