// `npm run gallery [folder]`: pictures of every page that the dashboard links to, to be looked at.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { reports } from '../src/core/index.ts'
import { openBrowser } from '../test/support/browser.ts'
import { startProgram } from '../test/support/program.ts'

/** Where links are read. A page that none of them leads to is not in the gallery. */
const DOORS = ['/', '/reports', '/settings', '/deals/10', '/board']
/** Pages without a link: what is not there, and a list with nothing in it. */
const UNLINKED = ['/nowhere', '/deals?q=nothing-is-called-so', '/reports/forecast?period=this-year&asOf=2020-01-01']
const HEIGHT = 900

/** How pages are looked at, by the name of the folder. */
const LOOKS: Record<string, BrowserContextOptions> = {
  ...eachWidth('light', { colorScheme: 'light' }),
  ...eachWidth('dark', { colorScheme: 'dark' }),
  'light-320': { colorScheme: 'light', viewport: { width: 320, height: HEIGHT } },
  'forced-1440': { forcedColors: 'active', viewport: { width: 1440, height: HEIGHT } },
}

const pictures = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'dealwright-gallery-'))
const folder = mkdtempSync(join(tmpdir(), 'dealwright-gallery-data-'))
const program = await startProgram({ DATABASE_URL: `sqlite:${folder}/deals.db` })
const origin = program.url.replace('127.0.0.1', 'localhost')
const browser = await openBrowser()
try {
  const paths = await linkedPaths(await signedIn(browser))
  for (const [look, options] of Object.entries(LOOKS)) await takeAll(look, await signedIn(browser, options), paths)
  await takeCharts(await signedIn(browser))
  const printed = await signedIn(browser)
  await printed.emulateMedia({ media: 'print' })
  await takeAll('print', printed, paths)
} finally {
  await browser.close()
  program.process.kill()
  await program.ended
  rmSync(folder, { recursive: true, force: true })
}
console.log(`\nLook at ${pictures}`)

function eachWidth(name: string, options: BrowserContextOptions): Record<string, BrowserContextOptions> {
  const looks = [1440, 768, 375].map((width) => [
    `${name}-${width}`,
    { ...options, viewport: { width, height: HEIGHT } },
  ])
  return Object.fromEntries(looks)
}

async function signedIn(of: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await of.newContext({ reducedMotion: 'reduce', timezoneId: 'Europe/Berlin', ...options })
  const page = await context.newPage()
  await page.goto(origin)
  await page.getByRole('button', { name: 'Mia Lindqvist' }).click()
  await page.getByRole('heading', { name: 'Pipeline overview' }).waitFor()
  return page
}

/** Every page that is linked to, once, however it is filtered; of those that differ by a number alone, one. */
async function linkedPaths(page: Page): Promise<string[]> {
  const paths = new Set<string>()
  for (const door of DOORS) {
    await page.goto(origin + door)
    const links = await page
      .locator('a[href^="/"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
    for (const link of links) paths.add(link.replace(/[?#].*/, ''))
  }
  const pages = [...paths].filter((path) => !/\.\w+$|^\/(api|auth|public|sandbox)\b/.test(path)).sort()
  const kindOf = (path: string) =>
    path.replace(/\d+/, ':number').replace(/^\/reports\/[\w-]+\/share$/, '/reports/:id/share')
  return [...new Map(pages.map((path) => [kindOf(path), path])).values(), ...UNLINKED]
}

/** Takes every page, and tells of those that are wider than the screen or whose script failed. */
async function takeAll(look: string, page: Page, paths: readonly string[]): Promise<void> {
  mkdirSync(join(pictures, look), { recursive: true })
  let now = ''
  page.on('pageerror', (error) => console.log(`${look} ${now}: ${error.message}`))
  for (const path of paths) {
    now = path
    await page.goto(origin + path)
    await page.evaluate('document.fonts.ready')
    await chartsDrawn(page)
    const beyond = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    if (beyond > 0) console.log(`${look} ${path}: ${beyond} px wider than the screen`)
    await page.screenshot({ path: join(pictures, look, `${nameOf(path)}.png`), fullPage: true, animations: 'disabled' })
  }
  await page.context().close()
}

/** Charts are drawn after the page has come. */
async function chartsDrawn(page: Page): Promise<void> {
  const charts = await page.locator('[data-chart] [data-chart-focus]').count()
  if (charts > 0)
    await page
      .locator('[data-drawn]')
      .nth(charts - 1)
      .waitFor({ state: 'attached' })
}

async function takeCharts(page: Page): Promise<void> {
  mkdirSync(join(pictures, 'charts'), { recursive: true })
  for (const { id } of reports) {
    const response = await page.request.get(`${origin}/reports/${id}.png`)
    if (response.ok()) writeFileSync(join(pictures, 'charts', `${id}.png`), await response.body())
    else console.log(`charts ${id}: ${response.status()}`)
  }
}

function nameOf(path: string): string {
  return path.replace(/[^\w]+/g, '-').replace(/^-|-$/g, '') || 'overview'
}
