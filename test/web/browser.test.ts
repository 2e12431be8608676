import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { closeOpportunity, createOpportunity, createPipeline, moveOpportunity, reports } from '../../src/core/index.ts'
import { complaintsAbout } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { sqlite } from '../support/databases.ts'
import { serveDashboard } from '../support/served-dashboard.ts'
import { makeTeam } from '../support/team.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

async function start() {
  const team = await makeTeam(await sqlite.fresh())
  for (const [place, name] of ['Acme', 'Globex', 'Initech', 'Hooli', 'Umbrella'].entries()) {
    await createOpportunity(team.rep, { name, value: 100_000 * (place + 1), note: 'Called.', tags: ['big'] })
  }
  await moveOpportunity(team.rep, { opportunity: 2, stage: 'Proposal' })
  await closeOpportunity(team.rep, { opportunity: 3, status: 'won' })
  await closeOpportunity(team.rep, { opportunity: 4, status: 'lost', reason: 'Price' })
  await closeOpportunity(team.rep, { opportunity: 5, status: 'abandoned' })
  const served = await serveDashboard(team)
  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
    onTestFinished(() => context.close())
    await context.addCookies([await served.sessionOf(team.members.admin)])
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    onTestFinished(() => expect(complaints).toEqual([]))
    await page.goto(served.url + path)
    return page
  }
  return { team, served, open }
}

const PAGES = [
  ...[
    '/',
    '/?asOf=2026-11-23T07:00:00Z',
    '/?from=2026-11-01&to=2026-11-23',
    '/?pipeline=Sails',
    '/overview/arrange',
    '/figures',
    '/reports',
    '/reports/value-by-stage/share',
    '/reports/funnel?mode=touched&period=all',
    '/reports/flow?mode=matrix&period=all',
  ],
  ...reports.map(({ id }) => `/reports/${id}`),
  ...['/board', '/my-day', '/my-day?of=team', '/my-day?asOf=2026-11-01', '/my-day?tasks=overdue'],
  ...['/deals', '/deals?q=nothing', '/deals/1', '/deals/3', '/deals/new', '/nowhere', '/auth/link/spent'],
  ...[
    '/settings',
    '/settings/pipelines',
    '/settings/reasons',
    '/settings/targets',
    '/settings/currencies',
    '/settings/members',
    '/settings/slack',
    '/settings/sessions',
    '/settings/tokens',
  ],
]

it.each(['light', 'dark'] as const)(
  'every page is accessible in the %s theme',
  { timeout: 240_000 },
  async (colorScheme) => {
    const { team, open } = await start()
    await createPipeline(team.admin, { name: 'Partners', stages: [{ name: 'Talk' }, { name: 'Sign' }] })
    const page = await open('/reports', { colorScheme })
    const { origin } = new URL(page.url())
    for (const path of PAGES) {
      // Of a page that is not there the browser complains by itself.
      if (path === '/nowhere' || path.startsWith('/auth')) page.removeAllListeners('console')
      await page.goto(origin + path)
      expect([path, await complaintsAbout(page)]).toEqual([path, []])
    }
  },
)

it.each([1440, 768, 375, 320])('no page is wider than a screen of %i pixels', { timeout: 120_000 }, async (width) => {
  const { open } = await start()
  const page = await open('/reports', { viewport: { width, height: 800 } })
  const { origin } = new URL(page.url())
  for (const path of PAGES) {
    if (path === '/nowhere' || path.startsWith('/auth')) page.removeAllListeners('console')
    await page.goto(origin + path)
    const spill = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    expect([path, spill <= 0]).toEqual([path, true])
  }
})

it('lets the keyboard walk over the bars of a chart and open the deals behind one', async () => {
  const { open } = await start()
  const page = await open('/')
  const chart = page.locator('[data-report="value-by-stage"] [data-chart-focus]')
  await page.locator('[data-report="value-by-stage"] [data-drawn]').waitFor()
  expect(await chart.getAttribute('role')).toBe('img')
  expect(await chart.getAttribute('aria-label')).toContain('Arrow keys move over the bars')

  await chart.focus()
  await page.keyboard.press('ArrowRight')
  const said = page.locator('[data-report="value-by-stage"] [data-chart-said]')
  await expect.poll(() => said.textContent()).toBe('Prospecting, open: 1 deal · $1,000 · weighted $100')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => said.textContent()).toContain('Prospecting, won: 1 deal · $3,000')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/deals\?/)
  await expect.poll(() => page.locator('tbody .name a').allTextContents()).toEqual(['Initech'])
})

it('switches what the bars show, and takes a status out of the picture', async () => {
  const { open } = await start()
  const page = await open('/')
  const card = page.locator('[data-report="value-by-stage"]')
  const count = card.getByRole('button', { name: 'Count' })
  await count.click()
  expect(await count.getAttribute('aria-pressed')).toBe('true')
  const lost = card.getByRole('button', { name: 'Lost' })
  await lost.click()
  expect(await lost.getAttribute('aria-pressed')).toBe('false')
})

it('shows a change that was made elsewhere within two seconds, without a reload, and keeps what is open', async () => {
  const { team, open } = await start()
  const page = await open('/')
  await page.locator('[data-live-line][data-state="live"]').waitFor()
  await page.locator('[data-report="status"] summary', { hasText: 'View as table' }).click()
  await page.evaluate('window.sameDocument = true')

  const started = performance.now()
  await moveOpportunity(team.otherRep, { opportunity: 1, stage: 'Negotiation' })
  await closeOpportunity(team.otherRep, { opportunity: 1, status: 'won' })
  await page.locator('.live-text', { hasText: 'Ben Rep won D-1' }).waitFor()
  await page.locator('[data-live="figure-wonInPeriod"]', { hasText: '$4,000' }).waitFor()
  expect(performance.now() - started).toBeLessThan(2000)

  const table = page.locator('[data-live="status-table"]')
  expect(await table.isVisible()).toBe(true)
  expect(await table.locator('tr', { hasText: 'won' }).textContent()).toContain('$4,000')
  expect(await page.evaluate('window.sameDocument')).toBe(true)
})

it('leaves a form alone that somebody is writing in', async () => {
  const { team, open } = await start()
  const page = await open('/deals/1')
  await page.locator('[data-live-line][data-state="live"]').waitFor()
  await page.getByLabel('New note').fill('Half a sent')
  await moveOpportunity(team.otherRep, { opportunity: 1, stage: 'Proposal' })
  await page.locator('[data-live="deal-history"]', { hasText: 'Ben Rep moved it' }).waitFor()
  expect(await page.getByLabel('New note').inputValue()).toBe('Half a sent')
})

it('sends the filters at each choice and keeps the address short', async () => {
  const { open } = await start()
  const page = await open('/deals')
  await page.locator('form[data-filters] select[name="owner"]').selectOption('Ben Rep')
  await page.waitForURL(/\/deals\?/)
  expect(new URL(page.url()).search).toBe('?owner=Ben+Rep&period=this-quarter')
})

it('changes the theme at once and for the next page, too', async () => {
  const { open } = await start()
  const page = await open('/', { colorScheme: 'light' })
  await page.getByRole('button', { name: 'Switch between light and dark' }).click()
  const background = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
  expect(await background()).toBe('rgb(19, 20, 22)')
  await page.goto(`${new URL(page.url()).origin}/deals`)
  expect(await background()).toBe('rgb(19, 20, 22)')
})

it('works without scripts: tables instead of charts, and a button for the filters', async () => {
  const { open } = await start()
  const page = await open('/', { javaScriptEnabled: false })
  const card = page.locator('[data-report="funnel"]')
  expect(await card.locator('table').isVisible()).toBe(true)
  await page.getByLabel('Source').selectOption('')
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.waitForURL(/period=this-quarter/)
  await page.goto(`${new URL(page.url()).origin}/deals/1`)
  await page.getByRole('button', { name: 'Qualification' }).click()
  await page.getByText('D-1 is in Qualification now.').waitFor()
})
