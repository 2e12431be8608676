import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openSandboxPage, type SandboxPage } from '../support/sandbox-page.ts'
import { startServer, temporaryFolder } from '../support/server.ts'

/** How long the dashboard may take to show what Slack shows already. */
const SOON = { timeout: 2000, interval: 20 }

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** The program as `npm start` runs it on an empty folder, and Ana at her Slack. */
async function start(): Promise<{ origin: string; context: BrowserContext; slack: SandboxPage }> {
  const { url } = await startServer({ DATABASE_URL: `sqlite:${temporaryFolder()}/deals.db` })
  const origin = url.replace('127.0.0.1', 'localhost')
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  context.setDefaultTimeout(10_000)
  onTestFinished(() => context.close())
  return { origin, context, slack: await openSandboxPage(context, origin) }
}

/** Signs in by the link that `/deal dashboard` gives, in the tab that it opens. */
async function openDashboard({ page, type, message }: SandboxPage): Promise<Page> {
  await type('/deal dashboard')
  const opening = page.waitForEvent('popup')
  await message('works once').getByRole('link', { name: 'Open the dashboard' }).click()
  const dashboard = await opening
  await dashboard.getByRole('heading', { name: 'Hello Ana Reyes' }).waitFor()
  await dashboard.getByRole('button', { name: 'Sign in' }).click()
  await dashboard.getByRole('heading', { name: 'Pipeline overview' }).waitFor()
  await dashboard.locator('[data-live-line][data-state="live"]').waitFor()
  await dashboard.evaluate('window.sameDocument = true')
  return dashboard
}

const figure = (dashboard: Page, id: string): Promise<number> =>
  amountIn(dashboard.locator(`[data-live="figure-${id}"] .value`))

/** What the bar of a stage is drawn from: the row of its table, in dollars; a bar that is not there holds none. */
async function bar(dashboard: Page, stage: string, status: string): Promise<number> {
  const row = dashboard.locator(`[data-live="value-by-stage-table"] tr[data-key="${stage} ${status}"]`)
  return (await row.count()) === 0 ? 0 : amountIn(row.getByRole('cell').filter({ hasText: '$' }).first())
}

async function amountIn(place: Locator): Promise<number> {
  return Number(((await place.textContent()) ?? '').replace(/[^\d.-]/g, ''))
}

it('creates a deal in Slack, moves it, wins it, and the chart in the other tab follows', async () => {
  const { slack } = await start()
  const dashboard = await openDashboard(slack)
  await dashboard.locator('[data-report="value-by-stage"] summary', { hasText: 'View as table' }).click()
  const figures = async () => ({
    open: await figure(dashboard, 'openValue'),
    won: await figure(dashboard, 'wonInPeriod'),
    prospecting: await bar(dashboard, 'Prospecting', 'open'),
    proposal: await bar(dashboard, 'Proposal', 'open'),
    proposalWon: await bar(dashboard, 'Proposal', 'won'),
  })
  const before = await figures()

  await slack.type('/deal new Acme renewal 12k')
  const card = slack.message(/Acme renewal.*Open in/s)
  await card.getByText('Open in Prospecting').waitFor()
  const created = { ...before, open: before.open + 12_000, prospecting: before.prospecting + 12_000 }
  await expect.poll(figures, SOON).toEqual(created)

  await card.getByRole('combobox', { name: 'Stage' }).selectOption('Proposal')
  await card.getByText('Open in Proposal').waitFor()
  const moved = { ...created, prospecting: before.prospecting, proposal: before.proposal + 12_000 }
  await expect.poll(figures, SOON).toEqual(moved)

  await card.getByRole('button', { name: 'Won', exact: true }).click()
  await slack.message('Acme renewal').getByText('Won on').waitFor()
  const closed = { open: before.open, proposal: before.proposal, won: before.won + 12_000 }
  await expect.poll(figures, SOON).toEqual({ ...moved, ...closed, proposalWon: before.proposalWon + 12_000 })

  await dashboard.locator('.live-text', { hasText: 'Ana Reyes won' }).waitFor()
  expect(await dashboard.evaluate('window.sameDocument')).toBe(true)
})

it('asks why a deal was lost, and loses it with that reason', async () => {
  const { slack } = await start()
  await slack.type('/deal new Globex rollout 80k')
  await slack.message('Open in Prospecting').getByRole('button', { name: 'Lost' }).click()
  const form = slack.page.getByRole('dialog', { name: /^Lose D-/ })
  await form.getByRole('button', { name: 'Close the deal' }).click()
  await form.locator('[aria-invalid="true"]').waitFor()
  await form.getByLabel('Ends as').selectOption('Abandoned')
  await form.getByLabel(/^Why was .* abandoned/).waitFor()
  await form.getByLabel('Ends as').selectOption('Lost')
  await form.getByLabel(/^Why was .* lost/).fill('pri')
  await form.getByRole('option', { name: 'Price' }).click()
  await form.getByRole('button', { name: 'Close the deal' }).click()
  await form.waitFor({ state: 'detached' })
  await slack.message('Globex rollout').getByText('lost it (Price)').waitFor()
})

it('rewrites the card in the channel after a change made on the page of the deal', async () => {
  const { context, slack } = await start()
  await slack.goTo('sales')
  await slack.type('/deal new Initech pilot 5k')
  const card = slack.message(/Initech pilot.*Open in/s)
  const address = await card.getByRole('link', { name: 'Initech pilot' }).getAttribute('href')
  await openDashboard(slack)

  const deal = await context.newPage()
  await deal.goto(address ?? '')
  await deal.getByRole('button', { name: 'Negotiation' }).click()
  await deal.getByText('is in Negotiation now').waitFor()
  await card.getByText('Open in Negotiation').waitFor()
  await card.getByText('moved it from Prospecting to Negotiation').waitFor()
})

it('reports the same figures in Slack as on the page, with the picture', async () => {
  const { slack } = await start()
  const dashboard = await openDashboard(slack)
  const sentence = await dashboard.locator('[data-live="value-by-stage-summary"]').textContent()

  await slack.type('/deal report value-by-stage this quarter')
  await slack
    .message(sentence ?? '')
    .locator('pre', { hasText: 'Negotiation' })
    .waitFor()
  const picture = slack.page.locator('.b-image img').last()
  await picture.waitFor()
  await expect.poll(() => picture.evaluate((image) => Reflect.get(image, 'naturalWidth'))).toBeGreaterThan(400)
})
