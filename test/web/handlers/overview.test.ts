import { expect, it } from 'vitest'
import type { Chart } from '../../../src/charts/index.ts'
import { changeSettings, closeOpportunity, createOpportunity, moveOpportunity } from '../../../src/core/index.ts'
import { openDashboard } from '../../support/dashboard.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

/** Two open deals ($1,000 of Ana, $500 of Ben), one won ($2,000) and one lost, all of this quarter. */
async function start() {
  const team = await makeTeam(await sqlite.fresh())
  await createOpportunity(team.rep, { name: 'Acme renewal', value: 100_000, source: 'Fair' })
  await createOpportunity(team.otherRep, { name: 'Globex pilot', value: 50_000 })
  await createOpportunity(team.rep, { name: 'Initech', value: 200_000 })
  await createOpportunity(team.rep, { name: 'Hooli', value: 70_000 })
  await moveOpportunity(team.rep, { opportunity: 1, stage: 'Proposal' })
  await closeOpportunity(team.rep, { opportunity: 3, status: 'won' })
  await closeOpportunity(team.rep, { opportunity: 4, status: 'lost', reason: 'Price' })
  return { team, dashboard: openDashboard(team) }
}

it('shows key figures, a card for each question with its sentence, table, definition and CSV', async () => {
  const { team, dashboard } = await start()
  const { status, text, html } = await (await dashboard.as(team.members.manager)).get('/')
  expect(status).toBe(200)
  for (const words of ['Open pipeline $1,500', 'Won this quarter $2,000', 'Won of closed 50.0 %'])
    expect(text).toContain(words)
  for (const id of ['value-by-stage', 'conversion', 'funnel', 'owners', 'status', 'won-lost']) {
    expect(html).toContain(`data-report="${id}"`)
    expect(html).toContain(`href="/reports/${id}.csv"`)
  }
  expect(text.match(/View as table/g)).toHaveLength(6)
  expect(text.match(/What is counted/g)).toHaveLength(6)
  expect(text).toContain('all times Europe/Berlin · values in USD')
  expect(html).toContain('href="/deals?')
})

it('holds the figures for the charts as data, without a script of its own', async () => {
  const { team, dashboard } = await start()
  const { html } = await (await dashboard.as(team.members.manager)).get('/')
  const [, json] = /<script type="application\/json" data-live-figures="status">(.*?)<\/script>/s.exec(html) ?? []
  const { chart } = JSON.parse(json ?? '') as { chart: Chart }
  expect(chart.series[0]?.bars[chart.names.indexOf('Won')]?.values).toEqual([200_000, 1])
})

it('narrows everything down to what the filters say and keeps them on the way onward', async () => {
  const { team, dashboard } = await start()
  const { text, html } = await (await dashboard.as(team.members.manager)).get('/?owner=Ben+Rep')
  expect(text).toContain('Open pipeline $500')
  expect(html).toMatch(/<option value="Ben Rep" selected[^>]*>/)
  expect(html).toContain('href="/reports/funnel?owner=Ben+Rep"')
})

it('shows how things stood at a moment, and says that it is history', async () => {
  const { team, dashboard } = await start()
  const then = team.clock.now()
  team.clock.advance({ days: 2 })
  await createOpportunity(team.rep, { name: 'Later', value: 900_000 })
  const { text } = await (await dashboard.as(team.members.manager)).get(`/?asOf=${then}`)
  expect(text).toContain('As of 23 Nov 2026 09:00 : history, not today. Back to now')
  expect(text).toContain('Open pipeline $1,500')
})

it('says what a bad filter is and shows the page without it', async () => {
  const { team, dashboard } = await start()
  const { status, text } = await (await dashboard.as(team.members.manager)).get('/?pipeline=Sails')
  expect(status).toBe(200)
  expect(text).toContain('Sails')
  expect(text).toContain('What you see is not narrowed down.')
  expect(text).toContain('Open pipeline $1,500')
})

it('shows filters that have no control as chips that can be taken away', async () => {
  const { team, dashboard } = await start()
  const { text, html } = await (await dashboard.as(team.members.manager)).get('/?tag=big&source=Fair')
  expect(text).toContain('Also narrowed down to tag big')
  expect(html).toContain('href="/?source=Fair" aria-label="Remove tag big"')
})

it('shows a rep who sees own deals only figures over those, and says so', async () => {
  const { team, dashboard } = await start()
  await changeSettings(team.admin, { repsSee: 'own' })
  const { text } = await (await dashboard.as(team.members.otherRep)).get('/')
  expect(text).toContain('your own deals')
  expect(text).toContain('Open pipeline $500')
})

it('answers with the content alone when a page asks for what is new', async () => {
  const { team, dashboard } = await start()
  const { html } = await (await dashboard.as(team.members.manager)).get('/', { 'x-fragment': '1' })
  expect(html.startsWith('<main')).toBe(true)
  expect(html).not.toContain('<html')
  expect(html).toContain('data-live="figure-openValue"')
})

it('offers the sandbox in the sandbox only', async () => {
  const { team, dashboard } = await start()
  expect((await (await dashboard.as(team.members.rep)).get('/')).html).not.toContain('href="/sandbox"')
  const inSandbox = openDashboard(team, { sandbox: true })
  expect((await (await inSandbox.as(team.members.rep)).get('/')).html).toContain('href="/sandbox"')
})

it('comes in the theme that the member chose', async () => {
  const { team, dashboard } = await start()
  const browser = await dashboard.as(team.members.rep)
  expect((await browser.get('/')).html).not.toContain('data-theme=')
  browser.cookies.set('dealwright_theme', 'dark')
  expect((await browser.get('/')).html).toContain('data-theme="dark"')
})

it('shows every other card when one fails', async () => {
  const { team, dashboard } = await start()
  const manager = await dashboard.as(team.members.manager)
  await manager.post('/overview/arrange', { card: 'freshness', do: 'add' })
  await team.database.maintenance.schema.dropTable('stale_prompts').execute()
  const { status, text, html } = await manager.get('/')
  expect(status).toBe(200)
  expect(text).toContain('Can I trust this? This card cannot be shown right now. Try again in a moment.')
  expect(text).toContain('Open pipeline $1,500')
  for (const id of ['value-by-stage', 'won-lost']) expect(html).toContain(`data-report="${id}"`)
})
