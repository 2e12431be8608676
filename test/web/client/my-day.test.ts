import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { createOpportunity, createTask, getOpportunity, getTask } from '../../../src/core/index.ts'
import { openBrowser } from '../../support/browser.ts'
import { sqlite } from '../../support/databases.ts'
import { serveDashboard } from '../../support/served-dashboard.ts'
import { makeTeam } from '../../support/team.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Ana's day: a task is due today, and Acme has been overdue since Friday. */
async function start() {
  const team = await makeTeam(await sqlite.fresh())
  await createOpportunity(team.rep, { name: 'Acme', value: 10_000, expectedCloseOn: '2026-11-20' })
  await createTask(team.rep, { opportunity: 1, text: 'Call Jane', dueOn: '2026-11-23' })
  const served = await serveDashboard(team)
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 900 } })
  onTestFinished(() => context.close())
  await context.addCookies([await served.sessionOf(team.members.rep)])
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  onTestFinished(() => expect(complaints).toEqual([]))
  await page.goto(`${served.url}/my-day`)
  await page.locator('[data-live-line][data-state="live"]').waitFor()
  await page.evaluate('window.sameDocument = true')
  return { team, page, sameDocument: () => page.evaluate('window.sameDocument === true') }
}

it('ticks a task in place, offers it back, and puts it off', async () => {
  const { team, page, sameDocument } = await start()
  await page.getByRole('button', { name: 'T-1 is done' }).click()
  await page.locator('.toast', { hasText: 'T-1 is done: Call Jane' }).waitFor()
  await page.getByRole('heading', { name: 'Due today' }).waitFor({ state: 'detached' })
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('heading', { name: 'Due today' }).waitFor()
  expect(await getTask(team.rep, 1)).toMatchObject({ doneAt: null })

  await page.locator('summary', { hasText: 'Later' }).click()
  await page.getByRole('button', { name: 'Tomorrow' }).click()
  await page.getByRole('heading', { name: 'Due today' }).waitFor({ state: 'detached' })
  expect(await getTask(team.rep, 1)).toMatchObject({ dueOn: '2026-11-24' })
  expect(await sameDocument()).toBe(true)
})

it('keeps a half-written note while others work, and a refused form says why', async () => {
  const { team, page, sameDocument } = await start()
  await page.locator('summary', { hasText: 'Set the date: Acme' }).click()
  const note = page.getByRole('form', { name: 'Log a note: Acme' })
  await note.getByLabel('What happened?').fill('They want')
  await createTask(team.otherRep, { opportunity: 1, text: 'Write', dueOn: '2026-11-23', assignee: 'Ana Rep' })
  await page.waitForTimeout(900)
  expect(await note.getByLabel('What happened?').inputValue()).toBe('They want')
  await note.getByRole('button', { name: 'Add the note' }).click()
  await page.locator('.toast', { hasText: 'Your note on D-1 is added.' }).waitFor()
  await page.locator('.day-row', { hasText: 'Write' }).waitFor()

  await page.locator('summary', { hasText: 'Set the date: Acme' }).click()
  const date = page.getByRole('form', { name: 'Set the date: Acme' })
  await date.getByLabel('Expected close').fill('2026-12-31')
  await date.getByRole('button', { name: 'Set the date' }).click()
  await page.getByRole('heading', { name: 'Overdue 1', exact: true }).waitFor({ state: 'detached' })
  expect(await getOpportunity(team.rep, 1)).toMatchObject({ expectedCloseOn: '2026-12-31' })
  expect(await sameDocument()).toBe(true)
})

it('shows a task within a second of its coming from elsewhere', async () => {
  const { team, page } = await start()
  await createTask(team.otherRep, { opportunity: 1, text: 'Send slides', dueOn: '2026-11-23', assignee: 'Ana Rep' })
  await page.locator('.day-row', { hasText: 'Send slides' }).waitFor({ timeout: 4000 })
})
