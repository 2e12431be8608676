import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import {
  closeOpportunity,
  createOpportunity,
  editOpportunity,
  getOpportunity,
  moveOpportunity,
  reopenOpportunity,
} from '../../src/core/index.ts'
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
  for (const name of ['Acme', 'Globex', 'Initech', 'Hooli']) {
    await createOpportunity(team.rep, { name, value: 100_000, tags: ['big'], note: 'Called.' })
  }
  team.clock.advance({ days: 20 })
  await closeOpportunity(team.rep, { opportunity: 4, status: 'lost', reason: 'Price' })
  team.clock.advance({ days: 5 })
  await reopenOpportunity(team.rep, { opportunity: 4, stage: 'Proposal' })
  team.clock.advance({ days: 20 })
  await closeOpportunity(team.manager, { opportunity: 4, status: 'won' })
  const served = await serveDashboard(team)
  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
    onTestFinished(() => context.close())
    context.setDefaultTimeout(8000)
    await context.addCookies([await served.sessionOf(team.members.manager)])
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    onTestFinished(() => expect(complaints).toEqual([]))
    await page.goto(served.url + path)
    return page
  }
  const deal = (number: number) => getOpportunity(team.manager, number)
  return { team, open, deal }
}

const heads = (page: Page) => page.locator('thead th:not(.select)').allInnerTexts()
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const overflow = (page: Page) => page.evaluate('document.documentElement.scrollWidth - innerWidth')

it('columns are chosen and put in order by keyboard', async () => {
  const { open } = await start()
  const page = await open('/deals')
  await page.getByText('Columns', { exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('checkbox', { name: 'Tags' }).focus()
  await page.keyboard.press('Space')
  await button(page, 'Status: move up').focus()
  await page.keyboard.press('Enter')
  await button(page, 'Show these').focus()
  await page.keyboard.press('Enter')
  await page.locator('thead th', { hasText: 'Tags' }).waitFor()
  const shown = await heads(page)
  expect(shown.slice(0, 3)).toEqual(['Deal', 'Status', 'Stage'])
  expect(shown).toContain('Tags')
})

it('several stages are chosen at once, and the list is kept under a name', async () => {
  const { open } = await start()
  const page = await open('/deals?period=all')
  await page.locator('summary', { hasText: /^Stage/ }).click()
  await page.getByRole('checkbox', { name: 'Proposal' }).check()
  await page.getByRole('checkbox', { name: 'Prospecting' }).check()
  await page.locator('fieldset', { hasText: 'Prospecting' }).getByRole('button', { name: 'Show' }).click()
  await page.waitForURL(/stage=Prospecting&stage=Proposal/)
  await page.locator('#saved > summary').click()
  await page.getByLabel('Save this list as').fill('Early and late')
  await button(page, 'Save filter').click()
  await page.getByRole('status').getByText('“Early and late” is saved.').waitFor()
  await page.goto(`${new URL(page.url()).origin}/deals`)
  await page.locator('#saved > summary').click()
  await page.getByRole('link', { name: 'Early and late' }).click()
  await page.waitForURL(/stage=Prospecting&stage=Proposal/)
})

it.each(['light', 'dark'] as const)(
  'many deals are changed and taken back, accessibly, in the %s theme',
  { timeout: 120_000 },
  async (colorScheme) => {
    const { team, open, deal } = await start()
    const page = await open('/deals?period=all', { colorScheme })
    for (const panel of ['More', 'Columns', 'CSV']) {
      await page.locator('summary', { hasText: panel }).click()
      expect(await complaintsAbout(page)).toEqual([])
      await page.keyboard.press('Escape')
    }
    for (const ref of ['D-1', 'D-2', 'D-4']) await page.getByRole('checkbox', { name: `Choose ${ref}` }).check()
    expect(await page.locator('[data-bulk-count]').textContent()).toBe('3 ticked')
    await button(page, 'Change the ticked …').click()
    await page.getByRole('radio', { name: 'Move to a stage' }).check()
    await page.getByLabel('Stage', { exact: true }).selectOption('Qualification')
    expect(await complaintsAbout(page)).toEqual([])
    await button(page, 'See what would change').click()
    await page.getByText('2 deals would change. 1 cannot be changed.').waitFor()
    expect(await complaintsAbout(page)).toEqual([])
    await moveOpportunity(team.rep, { opportunity: 2, stage: 'Negotiation' })
    await button(page, 'Change 2 deals').click()
    await page.getByText('Ana Rep moved D-2 to Negotiation meanwhile.').waitFor()
    expect((await deal(1)).stage.name).toBe('Qualification')
    expect(await complaintsAbout(page)).toEqual([])
    await button(page, 'Take back 1 deal').click()
    await page.getByText('1 deal taken back.').waitFor()
    expect((await deal(1)).stage.name).toBe('Prospecting')
  },
)

it('everything works without scripts', { timeout: 60_000 }, async () => {
  const { open, deal } = await start()
  const page = await open('/deals?period=all', { javaScriptEnabled: false })
  await page.getByText('Columns', { exact: true }).click()
  await button(page, 'Status: move up').click()
  expect((await heads(page)).slice(0, 3)).toEqual(['Deal', 'Status', 'Stage'])
  expect(await button(page, 'Show these').isVisible()).toBe(true)
  await page.getByText('Columns', { exact: true }).click()
  await page.getByRole('checkbox', { name: 'Choose D-1' }).check()
  await button(page, 'Change the ticked …').click()
  await page.getByRole('radio', { name: 'Delete' }).check()
  await button(page, 'See what would change').click()
  await button(page, 'Change 1 deal').click()
  await page.getByText('1 deal changed.').waitFor()
  await button(page, 'Take back 1 deal').click()
  expect((await deal(1)).deletedAt).toBeNull()
})

it.each([1440, 768, 375, 320])(
  'no list, choice, result or deal is wider than %i pixels',
  { timeout: 60_000 },
  async (width) => {
    const { open } = await start()
    const page = await open('/deals?period=all', { viewport: { width, height: 800 } })
    for (const panel of ['More', 'Columns', 'CSV']) {
      await page.locator('summary', { hasText: panel }).click()
      expect(await overflow(page), panel).toBeLessThanOrEqual(0)
      await page.keyboard.press('Escape')
    }
    for (const path of ['/deals/bulk?all=1&period=all', '/deals/4', '/deals/4?asOf=2026-12-01']) {
      await page.goto(new URL(path, page.url()).href)
      expect(await overflow(page), path).toBeLessThanOrEqual(0)
    }
    await page.goto(new URL('/deals/bulk?all=1&period=all', page.url()).href)
    await button(page, 'See what would change').click()
    await page.getByText('Would change').waitFor()
    expect(await overflow(page)).toBeLessThanOrEqual(0)
  },
)

it('a change is taken back on the deal’s page by keyboard, and the past is looked at', async () => {
  const { team, open, deal } = await start()
  await moveOpportunity(team.manager, { opportunity: 1, stage: 'Proposal' })
  const page = await open('/deals/1')
  await button(page, 'Undo my change').focus()
  await page.keyboard.press('Enter')
  await page.getByText('Your change is taken back').waitFor()
  expect((await deal(1)).stage.name).toBe('Prospecting')
  await page.goto(new URL('/deals/4?asOf=2026-12-01', page.url()).href)
  await page.getByText('history, not today').waitFor()
  expect(await complaintsAbout(page)).toEqual([])
  await page.goto(new URL('/deals/4', page.url()).href)
  await page.getByRole('img', { name: /^Time in stages: Prospecting 20.0 days, Proposal 20.0 days/ }).waitFor()
  expect(await complaintsAbout(page)).toEqual([])
})

it('a fact of a deal is changed in its place by keyboard, and left as it was with Escape', async () => {
  const { team, open, deal } = await start()
  const page = await open('/deals/1')
  const fact = page.locator('#fact-value')
  const field = fact.getByRole('textbox', { name: 'Value' })
  await fact.locator('summary').focus()
  await page.keyboard.press('Enter')
  await field.waitFor()
  expect(await complaintsAbout(page)).toEqual([])
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('7k')
  await page.keyboard.press('Escape')
  await field.waitFor({ state: 'hidden' })
  await page.keyboard.press('Enter')
  expect(await field.inputValue()).toBe('1000 USD')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('2500')
  await page.keyboard.press('Enter')
  await page.getByText('D-1 is saved.').first().waitFor()
  expect(await deal(1)).toMatchObject({ value: 250_000, version: 2 })

  await page.locator('#fact-owner summary').click()
  await page.locator('#fact-owner select').selectOption({ label: 'Ben Rep' })
  await editOpportunity(team.otherRep, { opportunity: 1, changes: { source: 'Fair' } })
  await page.keyboard.press('Enter')
  await page.locator('#fact-owner').getByText('Ben Rep edited D-1 meanwhile.').waitFor()
  expect(await complaintsAbout(page)).toEqual([])
  await page.locator('#fact-owner').getByRole('button', { name: 'Apply my change anyway' }).click()
  await page.getByText('D-1 is saved.').first().waitFor()
  expect(await deal(1)).toMatchObject({ owner: { name: 'Ben Rep' }, source: 'Fair' })
})
