import { expect, it } from 'vitest'
import { changeSettings, datedText, GROUND_RULES, reports } from '../../../src/core/index.ts'
import { openDashboard } from '../../support/dashboard.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

it('explains every report by its own definition, with an anchor that cards lead to', async () => {
  const team = await makeTeam(await sqlite.fresh())
  const visitor = await openDashboard(team).as(team.members.rep)
  const { text, html, status } = await visitor.get('/figures')
  expect(status).toBe(200)
  for (const { id, definition, dated, question, options = [] } of reports) {
    expect(html).toContain(`id="${id}"`)
    for (const words of [definition, datedText(dated), question, ...options.map(({ label }) => label)])
      expect(text).toContain(words.replace(/\s+/g, ' '))
  }
  for (const { text: rule } of GROUND_RULES) expect(text).toContain(rule)
  const overview = await visitor.get('/')
  expect(overview.html).toContain('href="/figures#funnel"')
  for (const [, anchor = ''] of overview.html.matchAll(/href="\/figures#([^"]+)"/g))
    expect(html).toContain(`id="${anchor}"`)
})

it('tells a rep who sees own deals so on every page', async () => {
  const team = await makeTeam(await sqlite.fresh())
  await changeSettings(team.admin, { repsSee: 'own' })
  const dashboard = openDashboard(team)
  const [rep, manager] = [await dashboard.as(team.members.rep), await dashboard.as(team.members.manager)]
  for (const path of ['/', '/reports', '/reports/status', '/deals', '/figures', '/overview/arrange']) {
    expect((await rep.get(path)).text).toContain('You see your own deals: every figure counts those alone.')
    expect((await manager.get(path)).text).not.toContain('You see your own deals')
  }
})
