import type { Context } from 'hono'
import { reports } from '../../core/index.ts'
import type { WebEnv } from '../env.ts'
import { Figures } from '../pages/figures.tsx'
import { showPage } from '../respond.tsx'

/** GET /figures */
export function figures(c: Context<WebEnv>): Promise<Response> {
  return showPage(c, { title: 'What the figures mean', current: 'reports' }, <Figures reports={reports} />)
}
