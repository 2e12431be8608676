import { expect, it } from 'vitest'
import { closeOpportunity, createOpportunity, reports } from '../../../src/core/index.ts'
import { openDashboard } from '../../support/dashboard.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

async function start() {
  const team = await makeTeam(await sqlite.fresh())
  await createOpportunity(team.rep, { name: 'Acme', value: 123_450 })
  await createOpportunity(team.rep, { name: 'Globex', value: 200_000 })
  await closeOpportunity(team.rep, { opportunity: 2, status: 'won' })
  return { team, browser: await openDashboard(team).as(team.members.manager) }
}

it('lists every report with the question it answers', async () => {
  const { browser } = await start()
  const { text, html } = await browser.get('/reports')
  for (const { id, question } of reports) {
    expect(text).toContain(question)
    expect(html).toContain(`href="/reports/${id}"`)
  }
})

it.each(reports.map(({ id }) => id))(
  'shows %s with and without deals, as a page, as CSV and as a picture',
  async (id) => {
    const { browser } = await start()
    for (const query of ['', '?period=last-year']) {
      const page = await browser.get(`/reports/${id}${query}`)
      expect(page.status).toBe(200)
      expect(page.html).toContain('<table')
      const csv = await browser.get(`/reports/${id}.csv${query}`)
      expect(csv.headers.get('content-type')).toContain('text/csv')
      expect(csv.headers.get('content-disposition')).toContain(`${id}.csv`)
    }
    const picture = await browser.get(`/reports/${id}.png`)
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect(picture.html.slice(1, 4)).toBe('PNG')
  },
)

it('writes money into CSV as decimals, with its currency in the head', async () => {
  const { browser } = await start()
  const [head, ...lines] = (await browser.get('/reports/status.csv')).html.replace('\ufeff', '').trim().split('\n')
  expect(head).toContain('Value (USD)')
  expect(lines.find((line) => line.startsWith('open'))).toContain('1234.50')
})

it('refuses a bad filter for a file, since a file has no place to say so', async () => {
  const { browser } = await start()
  const { status, text } = await browser.get('/reports/status.csv?period=someday')
  expect([status, text.includes('someday')]).toEqual([400, true])
})

it('keeps a switch of the report on every way onward, and the filters on the way elsewhere', async () => {
  const { browser } = await start()
  const { html, text } = await browser.get('/reports/funnel?owner=Ana+Rep&mode=touched&window=90')
  const query = 'owner=Ana+Rep&amp;mode=touched&amp;window=90'
  expect(html).toContain(`href="/reports/funnel.csv?${query}"`)
  expect(html).toContain(`href="/reports/funnel.png?${query}"`)
  expect(html).toContain(
    '<a href="/reports/funnel?owner=Ana+Rep&amp;window=90&amp;mode=strict">Every stage in order</a>',
  )
  expect(html).toContain('<a href="/reports/funnel?owner=Ana+Rep&amp;window=90">Reached or beyond</a>')
  expect(html).toContain('aria-current="true">Touched</a>')
  expect(html).toContain('href="/?owner=Ana+Rep"')
  expect(html).toContain('href="/reports?owner=Ana+Rep"')
  expect(text).not.toContain('mode touched')
})

it('keeps the filters from the list of reports to the one that is chosen', async () => {
  const { browser } = await start()
  expect((await browser.get('/reports?owner=Ana+Rep')).html).toContain('href="/reports/status?owner=Ana+Rep"')
})

it('says beside the figures what is counted, of when, and of how many', async () => {
  const { browser } = await start()
  const { text } = await browser.get('/reports/status')
  expect(text).toMatch(
    /What is counted .* Dated Open deals as they stand, closed deals by final close Time zone Europe\/Berlin Currency USD Speaks of n 2/,
  )
})

it.each([
  ['owners?period=last-year', 'no closed deals'],
  ['owners?period=this-quarter', 'no target'],
  ['sources?period=last-year', 'no deals created'],
  ['conversion?period=last-year', 'no deals created'],
  ['funnel?stage=Proposal', 'no deals created'],
  ['time-in-stage', 'none there'],
  ['forecast', 'no target'],
  ['forecast-accuracy', 'none submitted'],
  ['flow?mode=skips', 'no deals came this far'],
])('says in the table of %s that there is a dash for: %s', async (address, reason) => {
  const { browser } = await start()
  const { text } = await browser.get(`/reports/${address}`)
  expect(text).toContain(`– ${reason}`)
  expect(text).not.toContain('nothing to divide by')
})

it('shows paler what is made of fewer than five, and says so', async () => {
  const { browser } = await start()
  const { html, text } = await browser.get('/reports/owners')
  expect(html).toMatch(/<td class="number few" title="1 of 1">100\.0 %/)
  expect(text).toContain('Paler figures speak of fewer than 5.')
})

it('says by which date it counts, for the choice that was made', async () => {
  const { browser } = await start()
  expect((await browser.get('/reports/funnel')).text).toContain('Dated Deals by creation Time zone')
  expect((await browser.get('/reports/funnel?basis=entry')).text).toContain('Dated Deals by entry into the stage Time')
  const overview = await browser.get('/')
  expect(overview.text).toContain('Won this quarter')
  expect(overview.text).toMatch(/Open pipeline .* 1 deal as they stand/)
  expect(overview.text).toMatch(/Won of closed .* 1 of 1 by final close/)
  expect(overview.text).toContain('Deals by creation')
})
