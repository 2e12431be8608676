import { expect, it } from 'vitest'
import { createSignInLink, setActive } from '../../src/core/index.ts'
import { openDashboard } from '../support/dashboard.ts'
import { sqlite } from '../support/databases.ts'
import { makeTeam } from '../support/team.ts'

async function start(settings = {}) {
  const team = await makeTeam(await sqlite.fresh())
  return { team, dashboard: openDashboard(team, settings) }
}

it('tells whoever is not signed in how to get in, on every page', async () => {
  const { dashboard } = await start()
  for (const path of [
    '/',
    '/deals',
    '/deals/1',
    '/deals.csv',
    '/reports',
    '/reports/funnel',
    '/settings/members',
    '/live',
  ]) {
    const page = await dashboard.visitor().get(path)
    expect([path, page.status]).toEqual([path, 401])
    expect(page.text).toContain('Type /deal dashboard anywhere in Slack')
  }
})

it('carries out no form of somebody who is not signed in', async () => {
  const { dashboard } = await start()
  const page = await dashboard.visitor().post('/deals/new', { name: 'Acme' })
  expect(page.status).toBe(401)
})

it('asks before a link is spent, then signs in on this browser', async () => {
  const { team, dashboard } = await start()
  const { token } = await createSignInLink(team.rep)
  const browser = dashboard.visitor()
  const asked = await browser.get(`/auth/link/${token}`)
  expect(asked.text).toContain('Hello Ana Rep')
  expect(browser.cookies.has('dealwright_session')).toBe(false)

  const answer = await browser.post(`/auth/link/${token}`)
  expect(answer.status).toBe(303)
  const cookie = answer.headers.getSetCookie().find((set) => set.startsWith('dealwright_session')) ?? ''
  for (const flag of ['HttpOnly', 'SameSite=Lax', 'Secure', 'Path=/']) expect(cookie).toContain(flag)
  expect((await browser.get('/')).text).toContain('Welcome, Ana Rep.')
})

it('leaves Secure out where the dashboard is reached by plain http', async () => {
  const { team, dashboard } = await start({ publicUrl: 'http://localhost:3000' })
  const { token } = await createSignInLink(team.rep)
  const answer = await dashboard.visitor().post(`/auth/link/${token}`)
  expect(answer.headers.getSetCookie().join()).not.toContain('Secure')
})

it('says plainly that a link was used, has expired or never was', async () => {
  const { team, dashboard } = await start()
  const { token } = await createSignInLink(team.rep)
  await dashboard.visitor().post(`/auth/link/${token}`)
  for (const page of [
    await dashboard.visitor().get(`/auth/link/${token}`),
    await dashboard.visitor().post(`/auth/link/${token}`),
  ]) {
    expect(page.status).toBe(400)
    expect(page.text).toContain('This link was already used. Ask for a new one with /deal dashboard.')
  }

  const late = await createSignInLink(team.rep)
  team.clock.advance({ minutes: 6 })
  expect((await dashboard.visitor().get(`/auth/link/${late.token}`)).text).toContain('This link has expired.')
  const never = await dashboard.visitor().get('/auth/link/nonsense')
  expect([never.status, never.text.includes('This link is not valid.')]).toEqual([404, true])
})

it('forgets the browser when its member signs out', async () => {
  const { team, dashboard } = await start()
  const browser = await dashboard.as(team.members.rep)
  const token = browser.cookies.get('dealwright_session') ?? ''
  expect((await browser.get('/deals')).status).toBe(200)
  await browser.post('/auth/sign-out')
  expect((await browser.get('/deals')).status).toBe(401)

  const copied = dashboard.visitor()
  copied.cookies.set('dealwright_session', token)
  expect((await copied.get('/deals')).status).toBe(401)
})

it('lets nobody in whose account is switched off', async () => {
  const { team, dashboard } = await start()
  const browser = await dashboard.as(team.members.rep)
  await setActive(team.admin, { member: team.members.rep.id, active: false })
  expect((await browser.get('/')).status).toBe(401)
})

it('lets one be anybody of the team in the sandbox, and nowhere else', async () => {
  const { team, dashboard } = await start({ sandbox: true })
  const browser = dashboard.visitor()
  expect((await browser.get('/')).text).toContain('simply choose who you are')
  const page = await browser.submit('/auth/sandbox', { member: team.members.manager.id })
  expect(page.text).toContain('You are Mia Manager now.')

  const outside = openDashboard(team).visitor()
  expect((await outside.get('/')).text).not.toContain('choose who you are')
  expect((await outside.post('/auth/sandbox', { member: team.members.admin.id })).status).toBe(403)
})
