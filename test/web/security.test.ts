import { expect, it } from 'vitest'
import { createOpportunity, listNotes } from '../../src/core/index.ts'
import { DASHBOARD_URL, openDashboard } from '../support/dashboard.ts'
import { sqlite } from '../support/databases.ts'
import { makeTeam } from '../support/team.ts'

async function start() {
  const team = await makeTeam(await sqlite.fresh())
  const dashboard = openDashboard(team)
  return { team, dashboard, browser: await dashboard.as(team.members.rep) }
}

it('lets a browser run our own scripts only, and be framed by nobody', async () => {
  const { browser } = await start()
  const { headers, html } = await browser.get('/')
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("style-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('same-origin')
  expect(headers.get('cache-control')).toContain('no-store')
  expect(html).not.toMatch(/<script(?![^>]*(src=|type="application\/json"))/)
  expect(html).not.toMatch(/ (style|onclick)="/)
})

it.each([
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['a sister site', { origin: 'https://evil.acme.example', 'sec-fetch-site': 'same-site' }],
  ['nowhere', { origin: '' }],
])('carries out no form that comes from %s', async (_, headers) => {
  const { team, browser } = await start()
  await createOpportunity(team.rep, { name: 'Acme' })
  const page = await browser.post('/deals/1/notes', { text: 'Not mine' }, headers)
  expect([page.status, page.text.includes('This form was not sent from a Dealwright page')]).toEqual([403, true])
  expect(await listNotes(team.rep, 1)).toEqual([])
})

it('carries out a form that comes from its own page', async () => {
  const { team, browser } = await start()
  await createOpportunity(team.rep, { name: 'Acme' })
  await browser.submit('/deals/1/notes', { text: 'Called.' })
  expect((await listNotes(team.rep, 1)).map(({ text }) => text)).toEqual(['Called.'])
  expect(new URL(DASHBOARD_URL).protocol).toBe('https:')
})

it('shows what people write as text, never as markup', async () => {
  const { team, browser } = await start()
  const name = '</script><img src=x onerror=alert(1)>'
  await createOpportunity(team.rep, { name, value: 5, source: name, note: name })
  for (const path of ['/', '/deals', '/deals/1', '/reports/owners']) {
    expect((await browser.get(path)).html).not.toContain('<img src=x')
  }
})

it('answers a form that is far too long with a page', async () => {
  const { browser } = await start()
  const page = await browser.post('/deals/new', { name: 'x'.repeat(400_000) })
  expect(page.status).toBe(413)
})
