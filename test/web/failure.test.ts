import { expect, it, vi } from 'vitest'
import { openDashboard } from '../support/dashboard.ts'
import { sqlite } from '../support/databases.ts'
import { quietLog } from '../support/quiet-log.ts'
import { makeTeam } from '../support/team.ts'

it('says what is not there, with a way onward', async () => {
  const team = await makeTeam(await sqlite.fresh())
  const browser = await openDashboard(team).as(team.members.rep)
  for (const [path, words] of [
    ['/nowhere', 'This address leads nowhere.'],
    ['/deals/77', 'D-77'],
    ['/deals/abc', 'There is no deal “abc”.'],
    ['/reports/funel', 'Did you mean funnel?'],
  ] as const) {
    const page = await browser.get(path)
    expect([path, page.status]).toEqual([path, 404])
    expect(page.text).toContain(words)
    expect(page.text).toContain('To the overview')
  }
})

it('shows a short reference instead of what broke, and logs both', async () => {
  const team = await makeTeam(await sqlite.fresh())
  const error = vi.fn()
  const dashboard = openDashboard(team, {}, { ...quietLog, error })
  const browser = await dashboard.as(team.members.rep)
  await team.database.maintenance.schema.alterTable('opportunities').renameTo('gone').execute()

  const page = await browser.get('/deals')
  expect(page.status).toBe(500)
  expect(page.text).not.toContain('opportunities')
  const [, reference] = /tell an admin this reference: (\w{4})/.exec(page.text) ?? []
  expect(error).toHaveBeenCalledWith(expect.objectContaining({ reference, path: '/deals' }), expect.any(String))
})

it('answers programs in JSON', async () => {
  const team = await makeTeam(await sqlite.fresh())
  const browser = await openDashboard(team).as(team.members.rep)
  const { status, html } = await browser.get('/deals/77', { accept: 'application/json' })
  expect([status, JSON.parse(html)]).toEqual([404, { error: { message: expect.stringContaining('D-77') } }])
})
