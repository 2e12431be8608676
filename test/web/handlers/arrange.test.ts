import { expect, it } from 'vitest'
import { overviewOf, saveOverviewView } from '../../../src/core/index.ts'
import { openDashboard } from '../../support/dashboard.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

async function start() {
  const team = await makeTeam(await sqlite.fresh())
  const dashboard = openDashboard(team)
  const rep = await dashboard.as(team.members.rep)
  const shown = async () => (await overviewOf(team.rep)).cards.map(({ card }) => card)
  return { team, dashboard, rep, shown }
}

it('arranges by plain forms, and leads back to the card that was changed', async () => {
  const { rep, shown } = await start()
  const page = await rep.get('/overview/arrange?pipeline=Sales')
  for (const words of ['Move Funnel forward', 'Funnel: two thirds', 'Remove Funnel', 'Add Bridge'])
    expect(page.html).toContain(`aria-label="${words}"`)
  expect(page.text).toContain(
    'You see Standard. What you change becomes your own arrangement; Standard stays as it is.',
  )

  const answer = await rep.post('/overview/arrange?pipeline=Sales', { card: 'funnel', do: 'up' })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/overview/arrange?pipeline=Sales#tile-funnel')
  await rep.post('/overview/arrange', { card: 'owners', do: 'remove' })
  await rep.post('/overview/arrange', { card: 'bridge', do: 'add' })
  await rep.post('/overview/arrange', { card: 'bridge', do: 'full' })
  expect(await shown()).toEqual([
    ...['key-figures', 'value-by-stage', 'funnel', 'conversion', 'status', 'won-lost', 'bridge'],
  ])
  const overview = await rep.get('/')
  expect(overview.html).not.toContain('data-report="owners"')
  expect(overview.html).toMatch(/<section class="card span-12"[^>]*data-report="bridge"/)
  expect(overview.text).toContain('My arrangement')
})

it('gives scripts the arrangement back at once', async () => {
  const { rep, shown } = await start()
  const { html, status } = await rep.post('/overview/arrange', { order: 'status,funnel' }, { 'x-fragment': '1' })
  expect(status).toBe(200)
  expect(html).not.toContain('<html')
  expect(html.indexOf('tile-status')).toBeLessThan(html.indexOf('tile-funnel'))
  expect((await shown()).slice(0, 2)).toEqual(['status', 'funnel'])
})

it('says what cannot be, and changes nothing', async () => {
  const { rep, shown } = await start()
  const before = await shown()
  for (const fields of [{ card: 'sails', do: 'add' }, { card: 'funnel', do: 'huge' }, { card: 'funnel' }, {}]) {
    const { status, html } = await rep.post('/overview/arrange', fields as Record<string, string>)
    expect(status).toBe(400)
    expect(html).toContain('role="alert"')
  }
  expect(await shown()).toEqual(before)
})

it('lets a manager share a view, and everybody choose it', async () => {
  const { team, dashboard, rep } = await start()
  const manager = await dashboard.as(team.members.manager)
  await manager.post('/overview/arrange', { order: 'won-lost' })
  expect((await manager.submit('/overview/views', { name: 'Monday' })).text).toContain(
    'The team can choose Monday now.',
  )
  const again = await manager.post('/overview/views', { name: 'monday' })
  expect(again.status).toBe(400)
  expect(again.text).toContain('There is a view called monday already. Choose another name.')

  const { id = '' } = (await overviewOf(team.rep)).views[0] ?? {}
  const chosen = await rep.submit('/overview/show?period=all', { view: id })
  expect(chosen.html.indexOf('data-report="won-lost"')).toBeLessThan(chosen.html.indexOf('data-report="status"'))
  expect(await rep.submit('/overview/reset')).toMatchObject({ status: 200 })
  expect((await overviewOf(team.rep)).shown).toBe('standard')

  expect((await manager.submit('/overview/team', { view: id })).text).toContain('The team sees this view now.')
  expect((await overviewOf(team.rep)).shown).toBe(id)
  await manager.submit(`/overview/views/${id}/remove`)
  expect((await overviewOf(team.rep)).views).toEqual([])
})

it('offers reps no sharing, and refuses it when they try', async () => {
  const { team, rep } = await start()
  await saveOverviewView(team.manager, { name: 'Monday', teamDefault: true })
  const { text, html } = await rep.get('/overview/arrange')
  expect(text).not.toContain('Share this arrangement')
  expect(html).not.toContain('Remove Monday')
  const { status, text: said } = await rep.post('/overview/views', { name: 'Mine' })
  expect(status).toBe(403)
  expect(said).toContain('Only managers and admins can share views of the overview.')
})

it('says that a view is gone', async () => {
  const { rep } = await start()
  const { status, text } = await rep.post('/overview/show', { view: 'nonsense' })
  expect(status).toBe(404)
  expect(text).toContain('This view is not there any more. Choose another one.')
})

it('has something to say when every card is taken away', async () => {
  const { rep, shown } = await start()
  for (const card of await shown()) await rep.post('/overview/arrange', { card, do: 'remove' })
  const { text, status } = await rep.get('/')
  expect(status).toBe(200)
  expect(text).toContain('Nothing on this overview')
})
