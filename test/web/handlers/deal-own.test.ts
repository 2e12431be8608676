import { expect, it } from 'vitest'
import {
  addNote,
  closeOpportunity,
  createOpportunity,
  deleteOpportunity,
  getOpportunity,
  moveOpportunity,
  reopenOpportunity,
  stancesOn,
} from '../../../src/core/index.ts'
import { openDashboard } from '../../support/dashboard.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

async function start() {
  const team = await makeTeam(await sqlite.fresh())
  const deal = await createOpportunity(team.rep, { name: 'Acme', value: 100_000, tags: ['big'] })
  team.clock.advance({ days: 3 })
  const dashboard = openDashboard(team)
  const { rep, manager } = team.members
  return { team, deal, rep: await dashboard.as(rep), manager: await dashboard.as(manager) }
}

it('takes the viewer’s last change back, and offers it to nobody else', async () => {
  const { team, rep, manager } = await start()
  expect((await rep.get('/deals/1')).text).not.toContain('Undo my change')
  await moveOpportunity(team.rep, { opportunity: 1, stage: 'Proposal' })
  expect((await manager.get('/deals/1')).text).not.toContain('Undo my change')
  const offered = await rep.get('/deals/1')
  expect(offered.html).toContain('Takes back that you moved it')
  const undone = await rep.submit('/deals/1/undo', { version: '2' })
  expect(undone.text).toContain('Your change is taken back: D-1 is as it was before.')
  expect((await getOpportunity(team.rep, 1)).stage.name).toBe('Prospecting')
})

it('says who was faster when there is nothing to take back any more', async () => {
  const { team, rep } = await start()
  await moveOpportunity(team.rep, { opportunity: 1, stage: 'Proposal' })
  await closeOpportunity(team.manager, { opportunity: 1, status: 'won' })
  const late = await rep.post('/deals/1/undo', { version: '2' })
  expect(late.status).toBe(409)
  expect(late.text).toContain('Mia Manager won D-1 after you')
  expect((await getOpportunity(team.rep, 1)).status).toBe('won')
})

it('lets managers take back that they made a deal, and shows it deleted', async () => {
  const { team, manager } = await start()
  await createOpportunity(team.manager, { name: 'Mistake' })
  const undone = await manager.submit('/deals/2/undo', { version: '1' })
  expect(undone.text).toContain('D-2 was deleted.')
})

it('follows and mutes a deal', async () => {
  const { team, deal, rep } = await start()
  const stance = async () => (await stancesOn(team.rep, deal.id)).get(team.members.rep.id)
  expect((await rep.submit('/deals/1/stance', { stance: 'follow' })).text).toContain('Unfollow')
  expect(await stance()).toBe('following')
  expect((await rep.submit('/deals/1/stance', { stance: 'mute' })).text).toContain('Unmute')
  expect(await stance()).toBe('muted')
  await rep.submit('/deals/1/stance', { stance: 'unmute' })
  expect(await stance()).toBeUndefined()
  expect((await rep.post('/deals/1/stance', { stance: 'shout' })).status).toBe(400)
})

it('tags in place', async () => {
  const { team, rep } = await start()
  const tags = async () => (await getOpportunity(team.rep, 1)).tags
  expect((await rep.submit('/deals/1/tags', { add: 'VIP renewal' })).text).toContain('D-1 is tagged VIP renewal.')
  expect(await tags()).toEqual(['big', 'renewal', 'vip'])
  await rep.submit('/deals/1/tags', { add: '', remove: 'big' })
  expect(await tags()).toEqual(['renewal', 'vip'])
  expect((await rep.post('/deals/1/tags', { add: ' ' })).status).toBe(400)
  expect((await rep.post('/deals/1/tags', { add: 'a!' })).text).toContain('cannot be a tag')
})

it('shows every stay with how long it lasted and how it ended, by episode', async () => {
  const { team, rep } = await start()
  await closeOpportunity(team.rep, { opportunity: 1, status: 'lost' })
  team.clock.advance({ days: 10 })
  await reopenOpportunity(team.rep, { opportunity: 1, stage: 'Proposal' })
  team.clock.advance({ hours: 5 })
  const { text, html } = await rep.get('/deals/1')
  expect(text).toContain('First time from 23 Nov 2026 Prospecting 23 Nov 2026 – 26 Nov 2026 3.0 days lost')
  expect(text).toContain('Reopened, time 2 from 6 Dec 2026 Proposal 6 Dec 2026 – now 5 h still there')
  expect(html).toContain('aria-label="Time in stages: Prospecting 3.0 days, Proposal 5 h."')
})

it('shows the deal as it stood, to read and not to change', async () => {
  const { team, rep } = await start()
  await addNote(team.rep, { opportunity: 1, text: 'Too late' })
  await moveOpportunity(team.rep, { opportunity: 1, stage: 'Proposal' })
  const then = await rep.get('/deals/1?asOf=2026-11-24T09:00')
  expect(then.text).toContain('As of 24 Nov 2026 09:00 : history, not today.')
  expect(then.text).toContain('Sales · Prospecting')
  expect(then.text).not.toContain('Too late')
  expect(then.html).not.toContain('method="post" action="/deals/1')
  expect((await rep.get('/deals/1?asOf=2020-01-01')).status).toBe(404)
  expect((await rep.get('/deals/1?asOf=nonsense')).status).toBe(400)
  expect((await rep.get('/deals?asOf=2026-11-24T09:00')).html).toContain('href="/deals/1?asOf=2026-11-24')
  await deleteOpportunity(team.manager, { opportunity: 1 })
  expect((await rep.get('/deals/1?asOf=2026-11-24T09:00')).text).toContain('Acme')
})

it('leads on to the neighbours in the list that one came from, and back to it', async () => {
  const { team, rep } = await start()
  await createOpportunity(team.rep, { name: 'Globex', value: 300_000 })
  await createOpportunity(team.rep, { name: 'Initech', value: 200_000 })
  expect((await rep.get('/deals/1')).html).not.toContain('rel="next"')
  await rep.get('/deals?status=open&sort=-value')
  const { html } = await rep.get('/deals/3')
  expect(html).toContain('<a href="/deals?status=open&amp;sort=-value">Deals</a>')
  expect(html).toMatch(/href="\/deals\/2" rel="prev"/)
  expect(html).toMatch(/href="\/deals\/1" rel="next"/)
  await rep.get('/deals?q=globex', { 'x-fragment': '1' })
  expect((await rep.get('/deals/3')).html).toContain('rel="next"')
})

it('marks what was dated back, and what was changed with others', async () => {
  const { team, manager } = await start()
  await closeOpportunity(team.manager, { opportunity: 1, status: 'lost', closedOn: '2026-11-24' })
  expect((await manager.get('/deals/1')).text).toContain('back-dated, written down 26 Nov 2026 09:00')
})
