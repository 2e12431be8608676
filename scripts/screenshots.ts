// `npm run screenshots`: walks through the built program as a person would and keeps the README's pictures.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { openBrowser } from '../test/support/browser.ts'
import { startProgram } from '../test/support/program.ts'
import { openSandboxPage } from '../test/support/sandbox-page.ts'

const PICTURES = 'docs/pictures'
/** A Thursday afternoon at the end of a quarter, in the sample team's time zone. */
const CLOCK_FROM = '2026-09-24T12:05:02Z'
const SIZE = { width: 1440, height: 1000 }

const folder = mkdtempSync(join(tmpdir(), 'dealwright-pictures-'))
const program = await startProgram({
  DATABASE_URL: `sqlite:${folder}/deals.db`,
  NODE_OPTIONS: `--import=${new URL('clock-from.mjs', import.meta.url).href}`,
  CLOCK_FROM,
})
const origin = program.url.replace('127.0.0.1', 'localhost')
const browser = await openBrowser()
try {
  mkdirSync(PICTURES, { recursive: true })
  await pictureOfSandbox(await newContext(browser))
  for (const colorScheme of ['light', 'dark'] as const)
    await pictureOfOverview(await dashboard({ colorScheme }), colorScheme)
  await pictureOfDeal(await dashboard({ colorScheme: 'light' }))
} finally {
  await browser.close()
  program.process.kill()
  await program.ended
  rmSync(folder, { recursive: true, force: true })
}

async function pictureOfSandbox(context: BrowserContext): Promise<void> {
  const slack = await openSandboxPage(context, origin)
  await slack.become('Mia Lindqvist, Head of sales')
  await slack.goTo('sales')
  await slack.type('Afternoon! Where are we with *Acme*?')
  await slack.become('Ana Reyes, Account executive')
  await slack.type('They renew, and want ten more seats. Putting it in.')
  await slack.type('/deal new Acme renewal 12k in Proposal source:Referral close:31 Dec with Jane Doe tags:enterprise')
  const card = slack.message(/Acme renewal.*Open in/s)
  await card.getByText('Open in Proposal').waitFor()
  await card.getByRole('combobox', { name: 'Stage' }).selectOption('Negotiation')
  await card.getByText('from Proposal to Negotiation').waitFor()
  await slack.page.getByLabel('Message or command').focus()
  await keep(slack.page, 'sandbox')
}

async function pictureOfOverview(page: Page, name: string): Promise<void> {
  await page.goto(origin)
  await page.locator('[data-report="won-lost"] [data-drawn]').waitFor()
  await newsOn(page, name === 'light' ? 'Proposal' : 'Negotiation')
  const row = await page.locator('[data-report="owners"]').boundingBox()
  await keep(page, `overview-${name}`, (row?.y ?? 0) + (row?.height ?? 0) + 8)
}

async function pictureOfDeal(page: Page): Promise<void> {
  await page.goto(`${origin}/deals/10`)
  await newsOn(page, 'Proposal')
  await keep(page, 'deal')
}

/** Lets Ana move her deal to `stage`, and waits until the page has told of it for a while. */
async function newsOn(page: Page, stage: string): Promise<void> {
  await page.locator('[data-live-line][data-state="live"]').waitFor()
  const context = await newContext(browser)
  const slack = await openSandboxPage(context, origin)
  await slack.type(`/deal move D-69 to ${stage}`)
  await page.locator('.live-text', { hasText: `moved D-69 to ${stage}, 9 s ago` }).waitFor()
  await context.close()
}

async function keep(page: Page, name: string, height = SIZE.height): Promise<void> {
  await page.setViewportSize({ ...SIZE, height: Math.ceil(height) })
  await page.evaluate('document.fonts.ready')
  await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled', caret: 'hide' })
}

/** A page on which the manager is signed in. */
async function dashboard(options: BrowserContextOptions): Promise<Page> {
  const context = await newContext(browser, options)
  const page = await context.newPage()
  await page.goto(origin)
  const answered = page.waitForResponse((response) => response.url().endsWith('/auth/sandbox'))
  await page.getByRole('button', { name: 'Mia Lindqvist' }).click()
  const cookies = await (await answered).headersArray()
  // By the browser's clock the session may be long over: kept again, without its end.
  for (const { name, value } of cookies) {
    const [, key, content] = name.toLowerCase() === 'set-cookie' ? (/^(\w*session)=([^;]+)/.exec(value) ?? []) : []
    if (key && content) await context.addCookies([{ name: key, value: content, url: origin }])
  }
  await page.goto(origin)
  return page
}

function newContext(of: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  return of.newContext({ viewport: SIZE, reducedMotion: 'reduce', timezoneId: 'Europe/Berlin', ...options })
}
