import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { createOpportunity, createTask, getOpportunity, moveOpportunity } from '../../../src/core/index.ts'
import { complaintsAbout } from '../../support/axe.ts'
import { openBrowser } from '../../support/browser.ts'
import { sqlite } from '../../support/databases.ts'
import { serveDashboard } from '../../support/served-dashboard.ts'
import { makeTeam } from '../../support/team.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Acme and Globex stand in Prospecting, Initech in Proposal. */
async function start(options: BrowserContextOptions = {}, path = '/board') {
  const team = await makeTeam(await sqlite.fresh())
  await createOpportunity(team.rep, { name: 'Acme', value: 10_000, expectedCloseOn: '2026-11-20' })
  await createOpportunity(team.rep, { name: 'Globex', value: 30_000 })
  await createOpportunity(team.otherRep, { name: 'Initech', value: 500_00, stage: 'Proposal' })
  await createTask(team.rep, { opportunity: 1, text: 'Call Jane', dueOn: '2026-11-24' })
  const served = await serveDashboard(team)
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  onTestFinished(() => context.close())
  await context.addCookies([await served.sessionOf(team.members.admin)])
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  onTestFinished(() => expect(complaints).toEqual([]))
  await page.goto(served.url + path)
  await page.locator('[data-live-line][data-state="live"]').waitFor()
  return { team, page, deal: (number: number) => getOpportunity(team.rep, number) }
}

const column = (page: Page, name: string): Locator => page.locator(`[data-column][data-name="${name}"]`)
const card = (page: Page, name: string): Locator => page.locator(`.deal-card[data-name="${name}"]:not(.ghost)`)
const cardIn = (page: Page, stage: string, name: string): Locator =>
  column(page, stage).locator(`.deal-card[data-name="${name}"]:not(.pending)`)
const toast = (page: Page): Locator => page.locator('.toast')

async function middleOf(of: Locator): Promise<{ x: number; y: number }> {
  const box = await of.boundingBox()
  if (!box) throw new Error('It is not on the screen')
  return { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 60) }
}

/** Carries a card with the mouse to where `to` is once it is carried, and lets go unless told otherwise. */
async function carry(page: Page, name: string, to: Locator, { letGo = true } = {}): Promise<void> {
  const from = await middleOf(card(page, name))
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 12, from.y + 4, { steps: 3 })
  const goal = await middleOf(to)
  await page.mouse.move(goal.x, goal.y, { steps: 6 })
  if (letGo) await page.mouse.up()
}

it('moves a deal by dragging it with the mouse, says so, and takes it back', async () => {
  const { page, deal } = await start()
  await carry(page, 'Acme', column(page, 'Qualification'), { letGo: false })
  expect(await column(page, 'Qualification').getAttribute('class')).toContain('over')
  expect(await page.locator('[data-closing-bar]').isVisible()).toBe(true)
  await page.mouse.up()
  await cardIn(page, 'Qualification', 'Acme').waitFor()
  await toast(page).getByText('Acme is in Qualification now.').waitFor()
  expect(await deal(1)).toMatchObject({ stage: { name: 'Qualification' }, version: 2 })
  await column(page, 'Qualification').getByText('$100', { exact: true }).first().waitFor()

  await toast(page).getByRole('button', { name: 'Undo' }).click()
  await cardIn(page, 'Prospecting', 'Acme').waitFor()
  expect(await deal(1)).toMatchObject({ stage: { name: 'Prospecting' }, version: 3 })
})

it('opens a deal by a click, leaves it where it is on Escape, and drops it nowhere', async () => {
  const { page, deal } = await start()
  await carry(page, 'Acme', column(page, 'Proposal'), { letGo: false })
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect(await page.locator('.ghost').count()).toBe(0)
  await carry(page, 'Acme', page.locator('h1'))
  await cardIn(page, 'Prospecting', 'Acme').waitFor()
  expect(await deal(1)).toMatchObject({ version: 1 })
  await page.waitForTimeout(100)
  await card(page, 'Acme').getByRole('link', { name: 'Acme' }).click()
  await page.waitForURL(/\/deals\/1$/)
})

it('is carried by a finger that stays on a card, while one that moves scrolls', async () => {
  const { page, deal } = await start({ hasTouch: true, isMobile: true, viewport: { width: 375, height: 800 } })
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] })
  await card(page, 'Acme').scrollIntoViewIfNeeded()
  const from = await middleOf(card(page, 'Acme'))
  await touch('touchStart', from)
  await touch('touchMove', { x: from.x, y: from.y - 40 })
  await page.waitForTimeout(500)
  expect(await page.locator('.ghost').count()).toBe(0)
  await touch('touchEnd')

  const held = await middleOf(card(page, 'Acme'))
  await touch('touchStart', held)
  await page.locator('.ghost').waitFor()
  // At the edge of the screen the columns come nearer by themselves.
  await touch('touchMove', { x: 368, y: held.y })
  await expect
    .poll(() => page.evaluate<number>(`document.querySelector('[data-columns]').scrollLeft`))
    .toBeGreaterThan(100)
  await touch('touchMove', { x: 187, y: held.y })
  await page.evaluate(
    `document.querySelector('[data-column][data-name=Qualification]').scrollIntoView({ inline: 'center', block: 'nearest' })`,
  )
  const goal = await middleOf(column(page, 'Qualification'))
  await touch('touchMove', { x: goal.x - 2, y: Math.max(120, goal.y) })
  await touch('touchMove', { x: goal.x, y: Math.max(120, goal.y) })
  await touch('touchEnd')
  await cardIn(page, 'Qualification', 'Acme').waitFor()
  expect(await deal(1)).toMatchObject({ stage: { name: 'Qualification' } })
})

it('is carried by keyboard, and what happens is said', async () => {
  const { page, deal } = await start()
  const said = () => page.locator('[data-board-said]').textContent()
  const grip = card(page, 'Acme').getByRole('button', { name: 'Move Acme' })
  await grip.focus()
  await page.keyboard.press('Space')
  await expect.poll(said).toBe('Picked up Acme, in Prospecting. Arrow keys choose where it goes.')
  await page.keyboard.press('ArrowRight')
  await expect.poll(said).toBe('Qualification')
  await page.keyboard.press('Escape')
  await expect.poll(said).toBe('Acme stays in Prospecting.')
  expect(await deal(1)).toMatchObject({ version: 1 })

  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await cardIn(page, 'Proposal', 'Acme').waitFor()
  expect(await deal(1)).toMatchObject({ stage: { name: 'Proposal' } })
  // Whoever carried it still has it in hand.
  await expect.poll(() => page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Move Acme')

  await page.keyboard.press('Space')
  await page.keyboard.press('End')
  await expect.poll(said).toBe('Abandoned: closes it.')
  await page.keyboard.press('Space')
  await page.getByRole('dialog').getByRole('button', { name: 'Mark as abandoned' }).click()
  await toast(page).getByText('Acme is marked as abandoned.').waitFor()
  expect(await deal(1)).toMatchObject({ status: 'abandoned' })
})

it('closes a deal that is dropped on Won with its final value, and on Lost with the reason', async () => {
  const { page, deal } = await start()
  const dialog = page.getByRole('dialog')
  await carry(page, 'Acme', page.locator('[data-ending="won"]'))
  const worth = dialog.getByLabel('What is it worth in the end?')
  expect(await worth.inputValue()).toBe('100 USD')
  await worth.fill('a lot')
  await dialog.getByRole('button', { name: 'Mark as won' }).click()
  await expect.poll(() => dialog.locator('[data-close-said]').textContent()).toContain('a lot')
  await worth.fill('150')
  await dialog.getByRole('button', { name: 'Mark as won' }).click()
  await toast(page).getByText('Acme is won. Well done!').waitFor()
  await card(page, 'Acme').waitFor({ state: 'detached' })
  expect(await deal(1)).toMatchObject({ status: 'won', value: 15_000 })

  await carry(page, 'Globex', page.locator('[data-ending="lost"]'))
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await deal(2)).toMatchObject({ status: 'open' })
  await carry(page, 'Globex', page.locator('[data-ending="lost"]'))
  await dialog.getByLabel('Why?').selectOption('Price')
  await dialog.getByRole('button', { name: 'Mark as lost' }).click()
  const lost = toast(page).filter({ hasText: 'Globex' })
  await lost.getByRole('button', { name: 'Undo' }).waitFor()
  expect(await deal(2)).toMatchObject({ status: 'lost', reason: { name: 'Price' } })
  await lost.getByRole('button', { name: 'Undo' }).click()
  await cardIn(page, 'Prospecting', 'Globex').waitFor()
})

it('moves and closes by the menu of a card, too', async () => {
  const { page, deal } = await start()
  await card(page, 'Acme').locator('summary').click()
  await card(page, 'Acme').getByRole('button', { name: 'Negotiation' }).click()
  await cardIn(page, 'Negotiation', 'Acme').waitFor()
  await toast(page).getByText('Acme is in Negotiation now.').waitFor()
  await card(page, 'Acme').locator('summary').click()
  await card(page, 'Acme').getByRole('link', { name: 'Won' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Mark as won' }).click()
  await card(page, 'Acme').waitFor({ state: 'detached' })
  expect(await deal(1)).toMatchObject({ status: 'won', value: 10_000 })
})

it('leaves a drag in peace while others work, and refuses to overwrite what they did', async () => {
  const { team, page, deal } = await start()
  await carry(page, 'Acme', column(page, 'Qualification'), { letGo: false })
  await moveOpportunity(team.otherRep, { opportunity: 1, stage: 'Negotiation' })
  await page.locator('.live-text', { hasText: 'Ben Rep moved D-1' }).waitFor()
  await page.waitForTimeout(400)
  expect(await page.locator('.ghost').count()).toBe(1)
  expect(await column(page, 'Prospecting').locator('.lifted').count()).toBe(1)
  await page.mouse.up()
  await toast(page).getByText('Ben Rep moved D-1 to Negotiation meanwhile.').waitFor()
  await cardIn(page, 'Negotiation', 'Acme').waitFor()
  expect(await deal(1)).toMatchObject({ stage: { name: 'Negotiation' }, version: 2 })
})

it('shows within a second what happens elsewhere', async () => {
  const { team, page } = await start()
  const started = performance.now()
  await moveOpportunity(team.otherRep, { opportunity: 2, stage: 'Negotiation' })
  await cardIn(page, 'Negotiation', 'Globex').waitFor()
  await column(page, 'Negotiation').getByText('$300', { exact: true }).first().waitFor()
  expect(performance.now() - started).toBeLessThan(2000)
})

it('shows more of a long column as one scrolls down, and keeps it when news comes', async () => {
  const { team, page } = await start()
  for (let n = 0; n < 45; n++) await createOpportunity(team.rep, { name: `Deal ${n}` })
  await page.reload()
  const cards = column(page, 'Prospecting').locator('.deal-card')
  expect(await cards.count()).toBe(25)
  await page.evaluate(`document.querySelector('[data-name=Prospecting] [data-scroll]').scrollTo(0, 99999)`)
  await expect.poll(() => cards.count()).toBe(47)
  await moveOpportunity(team.rep, { opportunity: 3, stage: 'Negotiation' })
  await cardIn(page, 'Negotiation', 'Initech').waitFor()
  expect(await cards.count()).toBe(47)
})

it.each(['light', 'dark'] as const)('is accessible in the %s theme, wherever it is', async (colorScheme) => {
  const { page } = await start({ colorScheme })
  expect(await complaintsAbout(page)).toEqual([])
  await card(page, 'Acme').locator('summary').click()
  expect(await complaintsAbout(page)).toEqual([])
  await card(page, 'Acme').getByRole('button', { name: 'Proposal' }).click()
  await toast(page).waitFor()
  expect(await complaintsAbout(page)).toEqual([])
  await page.goto(page.url().replace('/board', '/board/1/close?status=lost'))
  expect(await complaintsAbout(page)).toEqual([])
})

it.each([1440, 768, 375, 320])('is no wider than a screen of %i pixels', async (width) => {
  const { page } = await start({ viewport: { width, height: 800 } })
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
})
