import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, it, onTestFinished } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openSandboxPage, type SandboxPage } from '../support/sandbox-page.ts'
import { startServer, temporaryFolder } from '../support/server.ts'

/** A Thursday afternoon in the sample team's zone, when one deal of Ana's and one of Ben's have been idle for two weeks. */
const THURSDAY = '2026-09-24T12:05:02Z'
const LATER = '2026-09-24T12:15:00Z'

const ANA = 'Ana Reyes, Account executive'
const MIA = 'Mia Lindqvist, Head of sales'
const DANA = 'Dana Bright, Slack admin'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** The program over the sample team, with its clock at `at`; and Ana at her Slack. */
async function start({ at = THURSDAY, folder = temporaryFolder() } = {}) {
  const clock = new URL('../../scripts/clock-from.mjs', import.meta.url).href
  const server = await startServer({
    DATABASE_URL: `sqlite:${folder}/deals.db`,
    NODE_OPTIONS: `--import=${clock}`,
    CLOCK_FROM: at,
  })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  context.setDefaultTimeout(15_000)
  onTestFinished(() => context.close())
  const slack = await openSandboxPage(context, server.url.replace('127.0.0.1', 'localhost'))
  return { ...slack, server, folder }
}

async function openHome({ page, goTo }: SandboxPage) {
  await goTo('Dealwright')
  await page.getByRole('tab', { name: 'Home' }).click()
  return page.getByRole('tabpanel', { name: 'Home' })
}

it('begins the day at one’s Home, a manager at the team’s', async () => {
  const slack = await start()
  const { page } = slack
  const home = await openHome(slack)
  await home.getByRole('heading', { name: /^My day, 24 Sept? 2026/ }).waitFor()
  await home.getByText(/My open pipeline: \d+ deals, \$/).waitFor()
  await home.getByText('D-59 Cobalt Harbour pilot').first().waitFor()

  await home.getByRole('button', { name: 'New deal' }).click()
  const form = page.getByRole('dialog', { name: 'New deal' })
  await form.getByLabel('Name').fill('Umbrella pilot')
  await form.getByRole('button', { name: 'Create' }).click()
  await form.waitFor({ state: 'detached' })
  await home.getByText('Umbrella pilot').first().waitFor()

  await home.getByRole('combobox', { name: 'Find a deal' }).pressSequentially('cobalt')
  await home.getByRole('option', { name: /D-59 Cobalt Harbour pilot/ }).click()
  await page.getByRole('tab', { name: 'Messages' }).click()
  await slack.message(/D-59 Cobalt Harbour pilot.*Open in/s).waitFor()

  await slack.become(MIA)
  const teams = await openHome(slack)
  await teams.getByRole('heading', { name: /^The team’s day, 24 Sept? 2026/ }).waitFor()
  await teams.getByText('D-42 Halden Shipyards team licence').first().waitFor()
  await teams.getByRole('combobox', { name: 'Whose day' }).selectOption('My day')
  await teams.getByRole('heading', { name: /^My day, 24 Sept? 2026/ }).waitFor()
  await teams.getByText('My open pipeline: 0 deals').waitFor()
})

it('fills a form that searches, makes a contact on the fly, and follows the pipeline that is chosen', async () => {
  const slack = await start()
  const { page } = slack
  await slack.become(DANA)
  await slack.goTo('sales')
  await slack.type('/deal pipelines')
  await slack.message('Prospecting').getByRole('button', { name: 'New pipeline…' }).click()
  const pipeline = page.getByRole('dialog', { name: 'New pipeline' })
  await pipeline.getByLabel('Name').fill('Partners')
  await pipeline.getByLabel('Stages').fill('Intro 20 %\nContract 80 %')
  await pipeline.getByRole('button', { name: 'Create' }).click()
  await pipeline.waitFor({ state: 'detached' })

  await slack.become(ANA)
  await slack.type('/deal new')
  const form = page.getByRole('dialog', { name: 'New deal' })
  await form.getByLabel('Name').fill('Globex referral')
  await form.getByLabel('Value').fill('plenty')
  await form.getByLabel('Pipeline').selectOption('Partners')
  await form.getByLabel('Stage').getByText('Contract').waitFor({ state: 'attached' })
  await form.getByLabel('Stage').selectOption('Contract')
  await form.getByLabel('Contact').pressSequentially('Jane Roe')
  await form.getByRole('option', { name: 'Jane Roe (new)' }).click()
  await form.getByRole('button', { name: 'Create' }).click()
  await form.getByText('“plenty” is not an amount').waitFor()
  await form.getByLabel('Value').fill('80k')
  await form.getByRole('button', { name: 'Create' }).click()
  await form.waitFor({ state: 'detached' })
  const card = slack.message(/Globex referral.*Open in/s)
  await card.getByText('Open in Contract · Partners').waitFor()
  await card.getByText('Jane Roe').waitFor()
})

it('answers what becomes of an idle deal, and hears of a deal that was given away, through a restart', async () => {
  const slack = await start()
  await slack.goTo('Dealwright')
  const question = slack.message('has been idle for 14 days. What becomes of it?')
  await question.getByText('D-59 Cobalt Harbour pilot').waitFor()
  await question.getByRole('button', { name: 'Keep, with a note…' }).click()
  const why = slack.page.getByRole('dialog')
  await why.getByLabel('Why does it go on?').fill('They decide in October')
  await why.getByRole('button', { name: 'Keep' }).click()
  await slack.message('Ana Reyes keeps D-59 Cobalt Harbour pilot').waitFor()

  await slack.become(MIA)
  await slack.goTo('sales')
  await slack.type('/deal new Umbrella rollout 90k for @ana')
  await slack.message(/Umbrella rollout.*Open in/s).waitFor()
  slack.server.process.kill('SIGTERM')
  await slack.server.ended

  const later = await start({ at: LATER, folder: slack.folder })
  await later.goTo('Dealwright')
  const notice = later.message('Umbrella rollout')
  await notice.getByText('Mia Lindqvist created it').waitFor()
  await notice.hover()
  await notice.getByRole('button', { name: 'Reply in thread' }).click()
  const thread = later.page.getByRole('complementary', { name: 'Thread' })
  await thread.getByLabel('Reply', { exact: true }).fill('move to Qualification')
  await later.page.keyboard.press('Enter')
  await thread.getByText(/is in Qualification/).waitFor()
  await notice.getByRole('combobox', { name: 'Stop these' }).selectOption({ index: 1 })
  await later.message('no more of these').waitFor()
})
