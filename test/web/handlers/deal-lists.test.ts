import { expect, it } from 'vitest'
import { createOpportunity, listSavedFilters } from '../../../src/core/index.ts'
import { DASHBOARD_URL, openDashboard, type Visitor } from '../../support/dashboard.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

async function start() {
  const team = await makeTeam(await sqlite.fresh())
  await createOpportunity(team.rep, { name: 'Acme', value: 1000, tags: ['big'], expectedCloseOn: '2026-12-31' })
  await createOpportunity(team.otherRep, { name: 'Globex', value: 500_000, stage: 'Proposal' })
  const dashboard = openDashboard(team)
  const { rep, manager } = team.members
  return { team, browser: await dashboard.as(rep), manager: await dashboard.as(manager) }
}

function heads(html: string): string[] {
  const table = html.slice(html.indexOf('<thead'), html.indexOf('</thead'))
  return [...table.matchAll(/<th [^>]*>(.*?)<\/th>/gs)].map(([, head = '']) => head.replace(/<[^>]+>/g, '').trim())
}

/** A form with a field several times, as browsers send check boxes. */
function send(browser: Visitor, path: string, fields: [string, string][]) {
  const cookies = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return { path, body: new URLSearchParams(fields).toString(), cookies, origin: DASHBOARD_URL }
}

it('shows the columns chosen, in their order, and keeps them for the member', async () => {
  const { team, browser, manager } = await start()
  const app = openDashboard(team).app
  const { path, body, cookies, origin } = send(browser, '/deals/columns', [
    ...['value', 'stage', 'tags'].map((key): [string, string] => ['order', key]),
    ['show', 'tags'],
    ['show', 'value'],
    ['back', '/deals?status=open'],
  ])
  const headers = { cookie: cookies, origin, 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await app.request(DASHBOARD_URL + path, { method: 'POST', body, headers })
  expect(answer.headers.get('location')).toBe('/deals?status=open')
  expect(heads((await browser.get('/deals')).html)).toEqual(['Deal', 'Value', 'Tags'])
  expect(heads((await manager.get('/deals')).html)).toContain('Owner')
})

it('moves a column by its arrow without scripts, and leaves the chooser open', async () => {
  const { browser } = await start()
  await browser.post('/deals/columns', { order: 'stage', show: 'stage' })
  const moved = await browser.post('/deals/columns', { order: 'value', show: 'value', move: 'value up' })
  expect(moved.headers.get('location')).toBe('/deals?choosing=1#columns')
  const { html } = await browser.get('/deals?choosing=1')
  expect(html).toMatch(/<details class="menu" id="columns" data-closes="[^"]*" open/)
  await browser.post('/deals/columns', { reset: '1' })
  expect(heads((await browser.get('/deals')).html)).toContain('Next task')
})

it('refuses columns that are none, and goes nowhere but back to the list', async () => {
  const { browser } = await start()
  expect((await browser.post('/deals/columns', { order: 'colour', show: 'colour' })).status).toBe(400)
  const away = await browser.post('/deals/columns', { reset: '1', back: 'https://evil.example/deals' })
  expect(away.headers.get('location')).toBe('/deals')
  expect(heads((await browser.get('/deals?columns=colour')).html)).toContain('Stage')
})

it('narrows down by everything there is a filter for, with the control showing it', async () => {
  const { browser } = await start()
  const found = async (query: string) => (await browser.get(`/deals?${query}`)).text.replace(/^.*Acme Sales/, '')
  expect(await found('minValue=1k')).not.toContain('Acme')
  expect(await found('maxValue=1k')).toContain('Acme')
  expect(await found('expectedFrom=2026-12-01&expectedTo=2027-01-01')).not.toContain('Globex')
  expect(await found('createdTo=2026-01-01')).toContain('No deal fits')
  expect(await found('tag=big')).not.toContain('Globex')
  expect(await found('attention=no-next-step')).not.toContain('Acme')
  expect(await found('stage=Proposal&stage=Prospecting')).toContain('Stage Prospecting, Proposal')
  const { html } = await browser.get('/deals?minValue=1k&expectedTo=2027-01-01&tag=big')
  expect(html).toMatch(/name="minValue"[^>]*value="1k"|value="1k"[^>]*name="minValue"/)
  expect(html).toContain('More <b>3 set</b>')
  expect(html).not.toContain('Also narrowed down')
})

it('saves a list under a name, and opens it as it was', async () => {
  const { team, browser } = await start()
  const back = '/deals?status=open&sort=-value&columns=name%2Cvalue%2Ctags'
  const saved = await browser.submit('/deals/saved', { name: 'Big ones', back })
  expect(saved.text).toContain('“Big ones” is saved.')
  const [filter] = await listSavedFilters(team.rep)
  expect(filter).toMatchObject({ query: 'status=open', sort: '-value', columns: ['name', 'value', 'tags'] })
  const page = await browser.get(`/deals?status=open&sort=-value&saved=${filter?.id}`)
  expect(heads(page.html)).toEqual(['Deal', 'Value↓', 'Tags'])
  expect(page.text).not.toContain('not what')
})

it('says when the list is no longer what was saved, and updates it', async () => {
  const { team, browser } = await start()
  await browser.submit('/deals/saved', { name: 'Mine', back: '/deals?status=open' })
  const [filter] = await listSavedFilters(team.rep)
  const address = `/deals?status=won&saved=${filter?.id}`
  expect((await browser.get(address)).text).toContain('This is not what “Mine” shows any more.')
  const updated = await browser.submit(`/deals/saved/${filter?.id}/update`, { back: address })
  expect(updated.text).toContain('“Mine” is updated.')
  expect(await listSavedFilters(team.rep)).toEqual([expect.objectContaining({ query: 'status=won' })])
})

it('renames, shares and deletes saved filters, as far as the member may', async () => {
  const { team, browser, manager } = await start()
  await manager.submit('/deals/saved', { name: 'Closing', back: '/deals?status=open', shared: '1' })
  const [filter] = await listSavedFilters(team.rep)
  const seen = await browser.get(`/deals?status=won&saved=${filter?.id}`)
  expect(seen.text).toContain('It is Mia Manager’s: save it under a name of your own')
  expect((await browser.post(`/deals/saved/${filter?.id}/delete`)).status).toBe(403)
  expect((await browser.post('/deals/saved', { name: 'Ours', back: '/deals', shared: '1' })).status).toBe(403)
  await manager.submit(`/deals/saved/${filter?.id}/edit`, { name: 'Closing soon' })
  expect(await listSavedFilters(team.rep)).toEqual([])
  await manager.submit(`/deals/saved/${filter?.id}/delete`)
  expect(await listSavedFilters(team.manager)).toEqual([])
})

it('shows a refused name on the list, with what was typed', async () => {
  const { browser } = await start()
  await browser.submit('/deals/saved', { name: 'Mine', back: '/deals?status=open' })
  const refused = await browser.post('/deals/saved', { name: 'Mine', back: '/deals?status=open' })
  expect(refused.status).toBe(400)
  expect(refused.text).toContain('You have a saved filter “Mine” already.')
  expect(refused.html).toContain('value="Mine"')
  expect((await browser.post('/deals/saved/none/update', { back: '/deals' })).status).toBe(404)
})

it('takes the list away as CSV in its columns and order, or in those that an import reads', async () => {
  const { browser } = await start()
  const chosen = await browser.get('/deals.csv?sort=-value&columns=name,value')
  expect(chosen.html.trim().split('\n')[1]).toBe('D-2,Globex,5000.00,USD')
  expect((await browser.get('/deals.csv')).html).toContain('External id')
  expect((await browser.get('/deals.csv?columns=colour')).status).toBe(400)
})
