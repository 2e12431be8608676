import { expect, it } from 'vitest'
import { listForecasts, listTargets } from '../../../src/core/index.ts'
import { openDashboard } from '../../support/dashboard.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

async function start() {
  const team = await makeTeam(await sqlite.fresh())
  const dashboard = openDashboard(team)
  return { team, rep: await dashboard.as(team.members.rep), manager: await dashboard.as(team.members.manager) }
}

it('sets a target on the settings’ page, shows it, and takes it back', async () => {
  const { team, manager } = await start()
  const form = { owner: team.members.rep.id, pipeline: '', term: 'quarter 2026-10-01' }
  const page = await manager.submit('/settings/targets', { ...form, value: '250k' })
  expect(page.text).toContain('The target of Ana Rep for Oct–Dec 2026 is set.')
  expect(page.text).toContain('$250,000')
  expect(await listTargets(team.rep)).toMatchObject([{ value: 25_000_000, owner: { name: 'Ana Rep' } }])
  const back = await manager.submit('/settings/targets', form)
  expect(back.text).toContain('Ana Rep has no target of its own for Oct–Dec 2026 any more.')
  expect(await listTargets(team.rep)).toEqual([])
})

it('shows the form again with what was typed when a target is refused', async () => {
  const { team, rep, manager } = await start()
  const form = { owner: '', pipeline: '', term: 'quarter 2026-10-01' }
  for (const [typed, words] of [
    [{ ...form, value: 'much' }, '“much” is not an amount.'],
    [{ ...form, value: '5 EUR' }, 'Write the amount in USD'],
    [{ ...form, term: 'week 2026-10-01', value: '5' }, 'Use month or quarter.'],
    [{ ...form, term: 'month soon', value: '5' }, 'is not a date'],
    [{}, 'Use month or quarter.'],
  ] as const) {
    const page = await manager.post('/settings/targets', typed)
    expect([page.status, page.text.includes(words)], words).toEqual([400, true])
  }
  expect((await rep.get('/settings/targets')).text).toContain('Managers and admins set targets.')
  expect((await rep.post('/settings/targets', { ...form, value: '5' })).status).toBe(403)
  expect(await listTargets(team.rep)).toEqual([])
})

it('submits a forecast on the report’s page and keeps the page’s filters', async () => {
  const { team, rep, manager } = await start()
  const address = '/reports/forecast?period=this-quarter&group=quarter'
  const page = await manager.submit(address, {
    owner: '',
    term: 'quarter 2026-10-01',
    value: '1.2m',
    note: 'Two big ones.',
  })
  expect(page.text).toContain('The forecast of the team for Oct–Dec 2026 is submitted.')
  expect(page.text).toContain('$1,200,000')
  expect(page.text).toContain('by Mia Manager Two big ones.')
  expect(page.html).toContain('action="/reports/forecast?period=this-quarter&amp;group=quarter"')
  await rep.submit('/reports/forecast', { owner: team.members.rep.id, term: 'month 2026-12-01', value: '5000' })
  expect((await listForecasts(team.rep)).map(({ value }) => value)).toEqual([500_000, 120_000_000])
  expect((await rep.get('/reports/owners')).html).not.toContain('Submit a forecast')
})

it('shows the forecast again with what was wrong, and writes nothing', async () => {
  const { team, rep, manager } = await start()
  for (const [visitor, typed, status, words] of [
    [manager, { term: 'quarter 2026-10-01', value: 'lots', note: 'Kept.' }, 400, '“lots” is not an amount.'],
    [manager, { term: 'quarter 2026-07-01', value: '5' }, 400, 'Jul–Sep 2026 is over.'],
    [manager, {}, 400, 'is not an amount'],
    [rep, { term: 'quarter 2026-10-01', value: '5' }, 403, 'Only managers and admins can submit'],
  ] as const) {
    const page = await visitor.post('/reports/forecast', typed)
    expect([page.status, page.text.includes(words)], words).toEqual([status, true])
  }
  expect((await manager.post('/reports/forecast', { value: 'lots', note: 'Kept.' })).text).toContain('Kept.')
  expect(await listForecasts(team.rep)).toEqual([])
})
