import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openSandboxPage } from '../support/sandbox-page.ts'
import { startServer, temporaryFolder } from '../support/server.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** The program as `npm start` runs it on an empty folder, and Ana at her Slack, in #sales. */
async function start() {
  const { url } = await startServer({ DATABASE_URL: `sqlite:${temporaryFolder()}/deals.db` })
  const origin = url.replace('127.0.0.1', 'localhost')
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  context.setDefaultTimeout(15_000)
  onTestFinished(() => context.close())
  const slack = await openSandboxPage(context, origin)
  await slack.goTo('sales')
  return { ...slack, origin }
}

/** Puts a deal on the table and gives its reference back. */
async function withDeal({ type, message }: Awaited<ReturnType<typeof start>>): Promise<string> {
  await type('/deal new Acme renewal 12k')
  const card = message(/Acme renewal.*Open in/s)
  await card.waitFor()
  return /D-\d+/.exec((await card.textContent()) ?? '')?.[0] ?? ''
}

it('talks about a deal in its thread, where a mention is a command', async () => {
  const slack = await start()
  const reference = await withDeal(slack)
  const card = slack.message(/Acme renewal.*Open in/s)
  await card.hover()
  await card.getByRole('button', { name: 'Reply in thread' }).click()
  const thread = slack.page.getByRole('complementary', { name: 'Thread' })
  const reply = thread.getByLabel('Reply', { exact: true })
  await reply.fill('They are keen. @Dealwright move to Proposal')
  await reply.press('Enter')
  await thread.getByText(`${reference} is in Proposal.`).waitFor()
  await card.getByText('Open in Proposal').waitFor()
  await slack.page.getByRole('button', { name: /2 replies/ }).waitFor()
  await reply.fill('/deal list')
  await reply.press('Enter')
  await slack.page.getByText('Slack runs no commands in threads').waitFor()
  await thread.getByRole('button', { name: 'Close thread' }).click()
  await thread.waitFor({ state: 'hidden' })
})

it('adds a message to a deal by its shortcut', async () => {
  const slack = await start()
  const reference = await withDeal(slack)
  await slack.type('Jane is back on Monday')
  const said = slack.message('Jane is back on Monday')
  await said.hover()
  await said.getByRole('button', { name: 'More message shortcuts' }).click()
  await said.getByRole('menuitem', { name: 'Add to deal' }).click()
  const form = slack.page.getByRole('dialog', { name: 'Add to deal' })
  await form.getByLabel('Deal').pressSequentially('acme ren')
  await form.getByRole('option', { name: `${reference} Acme renewal` }).click()
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await slack.message(`Your note on ${reference} is kept`).waitFor()
  expect(await slack.message(`Your note on ${reference} is kept`).textContent()).toContain('Only visible to you')
})

it('shows under a link what it leads to, and what happens when Slack fails meanwhile', async () => {
  const slack = await start()
  const reference = await withDeal(slack)
  await slack.page.getByRole('button', { name: 'Break Slack' }).click()
  const switches = slack.page.getByRole('dialog', { name: 'Break Slack' })
  await switches.getByLabel('Unfurling links').selectOption('500 · Slack is down')
  await slack.page.keyboard.press('Escape')
  await slack.type(`Look: ${slack.origin}/deals/${reference.slice(2)}`)
  const said = slack.message('Look:')
  await said.waitFor()
  expect(await said.getByText('Acme renewal').count()).toBe(0)
  await slack.page.getByRole('button', { name: 'Break Slack' }).click()
  await switches.getByRole('button', { name: 'Mend everything' }).click()
  await said.getByText('Acme renewal').waitFor()
})

it('answers in a direct message', async () => {
  const slack = await start()
  await slack.goTo('Dealwright')
  await slack.type('new Globex rollout 40k')
  await slack.message(/Globex rollout.*Open in/s).waitFor()
})
