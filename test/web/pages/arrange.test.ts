import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { overviewOf } from '../../../src/core/index.ts'
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

async function start(options: { javaScriptEnabled?: boolean } = {}) {
  const team = await makeTeam(await sqlite.fresh())
  const page = await watchedPage(browser, await serveDashboard(team), team.members.rep, '/overview/arrange', {
    viewport: { width: 1280, height: 1600 },
    ...options,
  })
  const kept = async () => (await overviewOf(team.rep)).cards.map(({ card }) => card)
  return { team, page, kept }
}

/** The cards as they stand on the page. */
function tiles(page: Page): Promise<string[]> {
  return page.locator('[data-card]').evaluateAll((cards) => cards.map((card) => card.getAttribute('data-card') ?? ''))
}

it('lets the keyboard order, size, remove and add cards, and keeps the focus where it was', async () => {
  const { page, kept } = await start()
  await page.getByRole('button', { name: 'Move Funnel with the arrow keys' }).focus()
  await page.keyboard.press('ArrowLeft')
  await page.locator('[data-arranged]', { hasText: 'Funnel is card 3 of 7.' }).waitFor({ state: 'attached' })
  await page.keyboard.press('ArrowUp')
  await page.locator('[data-arranged]', { hasText: 'Funnel is card 2 of 7.' }).waitFor({ state: 'attached' })
  expect((await kept()).slice(0, 3)).toEqual(['key-figures', 'funnel', 'value-by-stage'])

  const wide = page.getByRole('button', { name: 'Funnel: two thirds' })
  await wide.focus()
  await page.keyboard.press('Enter')
  await page.locator('[data-card="funnel"].span-8').waitFor()
  expect(await wide.evaluate((button) => button.matches(':focus'))).toBe(true)

  await page.getByRole('button', { name: 'Remove Owners' }).focus()
  await page.keyboard.press('Enter')
  const back = page.getByRole('button', { name: 'Add Owners' })
  await back.waitFor()
  expect(await kept()).not.toContain('owners')
  expect(await back.evaluate((button) => button.matches(':focus'))).toBe(true)
  await page.keyboard.press('Enter')
  await page.locator('[data-card="owners"]').waitFor()
  expect((await kept()).at(-1)).toBe('owners')
})

it('lets the mouse drag a card to another place', async () => {
  const { page, kept } = await start()
  const grip = await page.getByRole('button', { name: 'Move Won and lost with the arrow keys' }).boundingBox()
  const target = await page.locator('[data-card="conversion"]').boundingBox()
  if (!grip || !target) throw new Error('The cards are not there')
  await page.mouse.move(grip.x + 8, grip.y + 8)
  await page.mouse.down()
  await page.mouse.move(target.x + 60, target.y + 60, { steps: 8 })
  expect((await tiles(page))[2]).toBe('won-lost')
  await page.mouse.up()
  await expect.poll(async () => (await kept())[2]).toBe('won-lost')
})

it('puts a dragged card back when Escape is pressed', async () => {
  const { page, kept } = await start()
  const before = await tiles(page)
  const grip = await page.getByRole('button', { name: 'Move Status with the arrow keys' }).boundingBox()
  if (!grip) throw new Error('The card is not there')
  await page.mouse.move(grip.x + 8, grip.y + 8)
  await page.mouse.down()
  await page.mouse.move(400, 300, { steps: 5 })
  expect(await tiles(page)).not.toEqual(before)
  await page.keyboard.press('Escape')
  expect(await tiles(page)).toEqual(before)
  await page.mouse.up()
  expect(await kept()).toEqual(before)
})

it('arranges without scripts, too', async () => {
  const { page, kept } = await start({ javaScriptEnabled: false })
  await page.getByRole('button', { name: 'Move Conversion forward' }).click()
  await page.waitForURL(/#tile-conversion$/)
  expect((await kept())[1]).toBe('conversion')
})
