import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import type { Member } from '../../src/core/index.ts'
import type { ServedDashboard } from './served-dashboard.ts'

/** Opens a page on which the member is signed in; the test fails when a script of it complains. */
export async function watchedPage(
  browser: Browser,
  served: ServedDashboard,
  member: Member,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  onTestFinished(() => context.close())
  await context.addCookies([await served.sessionOf(member)])
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  onTestFinished(() => expect(complaints).toEqual([]))
  await page.goto(served.url + path)
  return page
}
