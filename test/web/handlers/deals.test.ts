import { expect, it } from 'vitest'
import { changeSettings, closeOpportunity, createOpportunity } from '../../../src/core/index.ts'
import { openDashboard } from '../../support/dashboard.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

async function start(names: readonly string[] = ['Acme', 'Globex', 'Initech']) {
  const team = await makeTeam(await sqlite.fresh())
  for (const [place, name] of names.entries()) {
    team.clock.advance({ seconds: 1 })
    await createOpportunity(place === 1 ? team.otherRep : team.rep, { name, value: 1000 * (place + 1) })
  }
  return { team, browser: await openDashboard(team).as(team.members.rep) }
}

/** The names in the table, in order. */
function namesIn(html: string): string[] {
  return [...html.matchAll(/<td class="name"><a [^>]*>([^<]*)</g)].map(([, name]) => name ?? '')
}

it('lists the deals, the latest first, and adds them up', async () => {
  const { browser } = await start()
  const { html, text } = await browser.get('/deals')
  expect(namesIn(html)).toEqual(['Initech', 'Globex', 'Acme'])
  expect(text).toContain('3 deals · $60')
})

it('sorts by a column, and the other way at the second press', async () => {
  const { browser } = await start()
  const byName = await browser.get('/deals?sort=name')
  expect(namesIn(byName.html)).toEqual(['Acme', 'Globex', 'Initech'])
  expect(byName.html).toContain('aria-sort="ascending"')
  expect(byName.html).toContain('href="/deals?sort=-name"')
  expect(namesIn((await browser.get('/deals?sort=-value')).html)).toEqual(['Initech', 'Globex', 'Acme'])
  expect((await browser.get('/deals?sort=nonsense')).status).toBe(200)
})

it('finds by words, status, owner and stage', async () => {
  const { team, browser } = await start()
  await closeOpportunity(team.rep, { opportunity: 1, status: 'won' })
  const names = async (query: string) => namesIn((await browser.get(`/deals${query}`)).html)
  expect(await names('?q=glob')).toEqual(['Globex'])
  expect(await names('?q=D-3')).toEqual(['Initech'])
  expect(await names('?status=won')).toEqual(['Acme'])
  expect(await names('?owner=Ben+Rep')).toEqual(['Globex'])
  expect(await names('?stage=Prospecting&status=open')).toEqual(['Initech', 'Globex'])
})

it('goes on page by page without losing or repeating a deal', async () => {
  const { browser } = await start(Array.from({ length: 60 }, (_, n) => `Deal ${n}`))
  const first = await browser.get('/deals')
  expect(namesIn(first.html)).toHaveLength(50)
  const [, next = ''] = /href="(\/deals\?cursor=[^"]+)"/.exec(first.html) ?? []
  const second = await browser.get(next)
  expect(new Set([...namesIn(first.html), ...namesIn(second.html)]).size).toBe(60)
  expect(second.text).toContain('First page')
  expect((await browser.get('/deals?cursor=nonsense')).status).toBe(400)
})

it('invites to a first deal, or to other filters', async () => {
  const { browser } = await start([])
  expect((await browser.get('/deals')).text).toContain('No deals yet')
  expect((await browser.get('/deals?q=acme')).text).toContain('No deal fits')
})

it('gives everything that the filters leave as CSV that no spreadsheet runs', async () => {
  const { browser } = await start(['=1+1', 'Globex'])
  const { headers, html } = await browser.get('/deals.csv?owner=Ana+Rep')
  expect(headers.get('content-disposition')).toContain('deals.csv')
  expect(html).toContain("'=1+1")
  expect(html).not.toContain('Globex')
})

it('shows a rep own deals only where the workspace says so', async () => {
  const { team, browser } = await start()
  await changeSettings(team.admin, { repsSee: 'own' })
  expect(namesIn((await browser.get('/deals')).html)).toEqual(['Initech', 'Acme'])
  expect((await browser.get('/deals/2')).status).toBe(404)
  expect((await browser.get('/deals.csv')).html).not.toContain('Globex')
})

it('shows nothing of another workspace', async () => {
  const { team } = await start()
  const others = await makeTeam(team.database, { name: 'Globex', slackTeamId: 'T2' })
  const browser = await openDashboard(others).as(others.members.admin)
  expect((await browser.get('/deals')).text).toContain('No deals yet')
  expect((await browser.get('/')).text).toContain('Open pipeline $0')
  expect((await browser.get('/deals/1')).status).toBe(404)
  expect((await browser.post('/deals/1/notes', { text: 'Mine?' })).status).toBe(404)
})
