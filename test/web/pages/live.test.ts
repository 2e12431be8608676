import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createOpportunity, moveOpportunity } from '../../../src/core/index.ts'
import { openBrowser } from '../../support/browser.ts'
import { sqlite } from '../../support/databases.ts'
import { serveDashboard } from '../../support/served-dashboard.ts'
import { makeTeam } from '../../support/team.ts'
import { watchedPage } from '../../support/watched-page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

async function start() {
  const team = await makeTeam(await sqlite.fresh())
  await createOpportunity(team.rep, { name: 'Acme', value: 100_000 })
  const page = await watchedPage(browser, await serveDashboard(team), team.members.manager, '/')
  await page.locator('[data-live-line][data-state="live"]').waitFor()
  return { team, page }
}

it('highlights what a change touched and says who made it, and nothing moves for that', async () => {
  const { team, page } = await start()
  await page.locator('[data-report="value-by-stage"] [data-drawn]').waitFor()
  await page.evaluate(`
    window.shift = 0
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shift += entry.value })
      .observe({ type: 'layout-shift', buffered: false })
  `)
  await moveOpportunity(team.otherRep, { opportunity: 1, stage: 'Proposal' })
  await page.locator('[data-report="value-by-stage"][data-news="Ben Rep moved D-1 to Proposal"]').waitFor()
  await page.locator('[data-live="value-by-stage-summary"].changed').waitFor()
  expect(await page.locator('[data-report="won-lost"][data-news]').count()).toBe(0)
  await page.locator('.live-text', { hasText: /Ben Rep moved D-1 to Proposal, \d+ s ago/ }).waitFor()
  expect(await page.evaluate<number>('window.shift')).toBeLessThan(0.01)
})

it('connects again after the network was away, and catches up', async () => {
  const { team, page } = await start()
  await page.context().setOffline(true)
  // What is under way may survive; the browser says that it is offline, and a new attempt fails.
  await page.evaluate(`dispatchEvent(new Event('online'))`)
  await page.locator('[data-live-line][data-state="lost"]').waitFor()
  await moveOpportunity(team.otherRep, { opportunity: 1, stage: 'Negotiation' })
  await page.context().setOffline(false)
  await page.locator('[data-live-line][data-state="live"]').waitFor()
  await page.locator('[data-live="value-by-stage-summary"]', { hasText: 'Negotiation' }).waitFor()
})

it('says that one is signed out, and stops asking', async () => {
  const { page } = await start()
  await page.context().clearCookies()
  await page.evaluate(`dispatchEvent(new Event('online'))`)
  await page.locator('.live-text', { hasText: 'Signed out · reload the page to sign in' }).waitFor()
})
