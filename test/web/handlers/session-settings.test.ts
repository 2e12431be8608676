import { expect, test } from 'vitest'
import { openDashboard } from '../../support/dashboard.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

async function twoBrowsers() {
  const team = await makeTeam(await sqlite.fresh())
  const dashboard = openDashboard(team, { sandbox: true })
  const browsers = [dashboard.visitor(), dashboard.visitor()] as const
  for (const [place, browser] of browsers.entries()) {
    const agent = place === 0 ? FIREFOX : 'something nobody knows'
    await browser.post('/auth/sandbox', { member: team.members.rep.id }, { 'user-agent': agent })
    team.clock.advance({ minutes: 1 })
  }
  return { ...team, browsers }
}

test('A member sees the browsers they are signed in on, and which is this one', async () => {
  const { browsers } = await twoBrowsers()
  const { text } = await browsers[0].get('/settings/sessions')
  expect(text).toContain('Firefox on Linux · this one')
  expect(text).toContain('A browser signed in')
  expect(text).not.toContain('Only admins change these settings')
})

test('One browser is signed out from another, or all others are', async () => {
  const { browsers } = await twoBrowsers()
  const [here, there] = browsers
  const { html } = await here.get('/settings/sessions')
  const [, path = ''] = /action="(\/settings\/sessions\/[^"]+\/end)"/.exec(html) ?? []
  expect((await here.submit(path)).text).toContain('That browser is signed out.')
  expect([(await there.get('/')).status, (await here.get('/')).status]).toEqual([401, 200])
})

test('Signing out everywhere leaves no browser in', async () => {
  const { browsers } = await twoBrowsers()
  const [here, there] = browsers
  expect((await here.post('/auth/sign-out-everywhere')).status).toBe(303)
  expect([(await there.get('/')).status, (await here.get('/')).status]).toEqual([401, 401])
  expect((await here.post('/auth/sign-out-everywhere')).status).toBe(401)
})

test('A browser in use gets a new word with its next page, and loses none of its pages', async () => {
  const { browsers, clock } = await twoBrowsers()
  const [here] = browsers
  const before = here.cookies.get('dealwright_session')
  clock.advance({ days: 2 })
  expect((await here.get('/')).status).toBe(200)
  expect(here.cookies.get('dealwright_session')).not.toBe(before)
  clock.advance({ hours: 1 })
  expect((await here.get('/settings/sessions')).status).toBe(200)
})
