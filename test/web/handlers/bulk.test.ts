import { expect, it } from 'vitest'
import {
  closeOpportunity,
  createOpportunity,
  getOpportunity,
  moveOpportunity,
  prepareBulkChange,
  resolveFilters,
} from '../../../src/core/index.ts'
import { openDashboard } from '../../support/dashboard.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

async function start(count = 3) {
  const team = await makeTeam(await sqlite.fresh())
  for (let n = 1; n <= count; n++) await createOpportunity(team.rep, { name: `Deal ${n}`, value: n * 100 })
  const dashboard = openDashboard(team)
  const { rep, manager } = team.members
  const stageOf = async (number: number) => (await getOpportunity(team.manager, number)).stage
  return { team, rep: await dashboard.as(rep), manager: await dashboard.as(manager), stageOf }
}

it('offers managers to tick deals, and reps not', async () => {
  const { rep, manager } = await start()
  expect((await manager.get('/deals')).html).toContain('aria-label="Choose D-1"')
  expect((await manager.get('/deals?asOf=2026-11-23T08:00:00Z')).html).not.toContain('aria-label="Choose D-1"')
  expect((await rep.get('/deals')).text).not.toContain('Change the ticked')
  for (const path of ['/deals/bulk?deal=1', '/deals/bulk/1']) expect((await rep.get(path)).status).toBe(403)
  for (const path of ['/deals/bulk', '/deals/bulk/1/run', '/deals/bulk/1/undo']) {
    expect((await rep.post(path, { kind: 'delete', deals: '1' })).status).toBe(403)
  }
})

it('goes from ticked deals over a dry run to the result, and back', async () => {
  const { team, manager, stageOf } = await start()
  await closeOpportunity(team.rep, { opportunity: 3, status: 'won' })
  const choice = await manager.get('/deals/bulk?deal=1&deal=2&deal=3&status=open')
  expect(choice.text).toContain('Change 3 deals')
  const [, stage = ''] = /<option value="([^"]+)">Proposal/.exec(choice.html) ?? []

  const planned = await manager.post('/deals/bulk', { kind: 'move', stage, deals: '1 2 3' })
  const address = planned.headers.get('location') ?? ''
  const dryRun = await manager.get(address)
  expect(dryRun.text).toContain('2 deals would change. 1 cannot be changed.')
  expect(dryRun.text).toContain('Prospecting → Proposal')
  expect(dryRun.text).toContain('D-3 is already won. Reopen it first.')
  expect((await stageOf(1)).name).toBe('Prospecting')

  await moveOpportunity(team.rep, { opportunity: 2, stage: 'Negotiation' })
  const done = await manager.submit(`${address}/run`)
  expect(done.text).toContain('1 deal changed. 1 was changed by others meanwhile, 1 could not be changed.')
  expect(done.text).toContain('Ana Rep moved D-2 to Negotiation meanwhile.')
  expect((await stageOf(1)).name).toBe('Proposal')

  const undone = await manager.submit(`${address}/undo`)
  expect(undone.text).toContain('1 deal taken back.')
  expect((await stageOf(1)).name).toBe('Prospecting')
  expect((await manager.post(`${address}/undo`)).status).toBe(409)
  expect((await manager.get('/deals/bulk?deal=1')).text).toContain(
    'Move to Proposal Mia Manager · 23 Nov 2026 09:00 · taken back',
  )
})

it('changes all that the filters leave, whatever page of them is shown', async () => {
  const { team, manager } = await start(60)
  const list = await manager.get('/deals?status=open')
  expect(list.text).toContain('Change all 60 …')
  expect((await manager.get('/deals/bulk?status=open&all=1')).text).toContain('Change 60 deals')
  const planned = await manager.post('/deals/bulk', { kind: 'tag', add: 'vip', all: '1', query: 'status=open' })
  const done = await manager.submit(`${planned.headers.get('location')}/run`)
  expect(done.text).toContain('60 deals changed.')
  expect((await getOpportunity(team.manager, 60)).tags).toEqual(['vip'])
  const file = await manager.get(`${planned.headers.get('location')}.csv`)
  expect(file.html.trim().split('\n')).toHaveLength(61)
  expect(file.html).toContain('D-60,Deal 60,Tag +vip,done,no tags → vip')
})

it('shows how far a long change is, and goes on without scripts', async () => {
  const { team, manager } = await start(60)
  const filters = await resolveFilters(team.manager, {}, { defaultPeriod: 'all' })
  const { id } = await prepareBulkChange(team.manager, { filters, deed: { kind: 'delete' } })
  // A machine so slow that the first portion takes all the time there is.
  let moments = 0
  const now = () => new Date(Date.parse(team.clock.now()) + 1500 * moments++)
  const slow = await openDashboard(team, {}, undefined, undefined, now).as(team.members.manager)
  const halfway = await slow.submit(`/deals/bulk/${id}/run`)
  expect(halfway.text).toContain('50 of 60 deals looked at. 10 to go.')
  expect(halfway.html).toContain('data-goes-on')
  expect((await manager.submit(`/deals/bulk/${id}/run`)).text).toContain('60 deals changed.')
})

it('shows a refused form again, with what was chosen', async () => {
  const { manager } = await start()
  const refused = await manager.post('/deals/bulk', { kind: 'tag', add: 'a!b', deals: '1 2' })
  expect(refused.status).toBe(400)
  expect(refused.text).toContain('“a!b” cannot be a tag.')
  expect(refused.html).toContain('value="a!b"')
  expect(refused.html).toContain('name="deals" value="1 2"')
  expect((await manager.post('/deals/bulk', { kind: 'fly', deals: '1' })).text).toContain('Choose what shall become')
  expect((await manager.post('/deals/bulk', { kind: 'delete', deals: '99' })).status).toBe(404)
  expect((await manager.post('/deals/bulk/none/run')).status).toBe(404)
  expect((await manager.get('/deals/bulk')).headers.get('location')).toBe('/deals')
})
