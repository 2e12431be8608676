import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeOpportunity, createOpportunity, createTask } from '../../src/core/index.ts'
import { openBrowser } from '../support/browser.ts'
import { sqlite } from '../support/databases.ts'
import { WEIGHT_BUDGET, watchLoading, weightOfPage } from '../support/page-budget.ts'
import { serveDashboard } from '../support/served-dashboard.ts'
import { makeTeam } from '../support/team.ts'
import { watchedPage } from '../support/watched-page.ts'

const PAGES = [
  ...['/', '/reports/value-by-stage', '/reports/won-lost', '/reports/funnel', '/reports/velocity'],
  ...['/deals', '/deals/1', '/board', '/my-day', '/figures', '/settings/pipelines'],
]

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

it('scripts and styles of a page are at most 120 KB compressed', () => {
  expect(weightOfPage()).toBeLessThanOrEqual(WEIGHT_BUDGET)
  expect(weightOfPage()).toBeGreaterThan(20 * 1024)
})

it.each([1440, 375])(
  'nothing moves while a page %i pixels wide comes, and only the style sheet holds it up',
  { timeout: 120_000 },
  async (width) => {
    const team = await makeTeam(await sqlite.fresh())
    for (const name of ['Acme', 'Globex', 'Initech']) await createOpportunity(team.rep, { name, value: 100_000 })
    await createTask(team.rep, { opportunity: 1, text: 'Call Jane', dueOn: '2026-11-23' })
    await closeOpportunity(team.rep, { opportunity: 3, status: 'won' })
    const served = await serveDashboard(team)
    const viewport = { width, height: 900 }
    const page = await watchedPage(browser, served, team.members.manager, '/healthz', { viewport })
    for (const path of PAGES) {
      const { shift, moved, blocking } = await watchLoading(page, served.url + path)
      expect([path, shift, moved]).toEqual([path, 0, []])
      expect([path, blocking]).toEqual([path, ['/public/dashboard.css']])
    }
  },
)
