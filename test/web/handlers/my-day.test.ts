import { expect, it } from 'vitest'
import {
  completeTask,
  createOpportunity,
  createTask,
  getOpportunity,
  getTask,
  listNotes,
  listTasks,
  moveOpportunity,
} from '../../../src/core/index.ts'
import { openDashboard } from '../../support/dashboard.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

/** Monday, 09:00. Acme is overdue and has a task for yesterday and one for today at 16:00; Globex has no next step. */
async function start() {
  const team = await makeTeam(await sqlite.fresh())
  await createOpportunity(team.rep, { name: 'Acme', value: 10_000, expectedCloseOn: '2026-11-20' })
  await createOpportunity(team.rep, { name: 'Globex', value: 30_000 })
  await createOpportunity(team.otherRep, { name: 'Bens', expectedCloseOn: '2026-11-20' })
  await createTask(team.rep, { opportunity: 1, text: 'Call Jane', dueOn: '2026-11-22' })
  await createTask(team.rep, { opportunity: 1, text: 'Send the offer', dueAt: '2026-11-23T15:00:00Z' })
  const dashboard = openDashboard(team)
  return { team, dashboard, rep: await dashboard.as(team.members.rep) }
}

it('shows what is due, late, stuck, or without a next step', async () => {
  const { rep } = await start()
  const { text } = await rep.get('/my-day')
  expect(text).toContain('Good morning, Ana Monday, 23 November · 2 tasks today, 1 of them overdue')
  expect(text).toContain('Overdue 1 Call Jane Acme · T-1 · due yesterday')
  expect(text).toContain('Due today 1 Send the offer Acme · T-2 · 23 Nov 2026 16:00')
  expect(text).toContain('Acme $100 Prospecting · expected 20 Nov')
  expect(text).toContain('Without a next step 1')
  expect(text).toContain('Globex $300 Prospecting · no task, no date')
  expect(text).not.toContain('Bens')
})

it('ticks a task, and takes it up again', async () => {
  const { team, rep } = await start()
  const ticked = await rep.submit('/my-day/tasks/1/complete', { back: '/my-day' })
  expect(ticked.text).toContain('T-1 is done: Call Jane')
  expect(await getTask(team.rep, 1)).toMatchObject({ doneBy: { name: 'Ana Rep' } })
  expect(ticked.html).toContain('action="/my-day/tasks/1/reopen"')
  expect((await rep.submit('/my-day/tasks/1/reopen', { back: '/my-day' })).text).toContain('T-1 is open again.')
})

it('puts a task off to another day, at the same hour if it has one, also over a change of the clocks', async () => {
  const { team, rep } = await start()
  await rep.submit('/my-day/tasks/1/reschedule', { to: '2026-11-24', back: '/my-day' })
  expect(await getTask(team.rep, 1)).toMatchObject({ dueOn: '2026-11-24', dueAt: null })
  await rep.submit('/my-day/tasks/2/reschedule', { day: '2027-03-29', back: '/my-day' })
  expect(await getTask(team.rep, 2)).toMatchObject({ dueOn: '2027-03-29', dueAt: '2027-03-29T14:00:00.000Z' })
  const wrong = await rep.post('/my-day/tasks/1/reschedule', { day: 'soon', back: '/my-day' })
  expect([wrong.status, wrong.text.includes('“soon” is not a date.')]).toEqual([400, true])
})

it('logs a note, adds a next step, moves and dates a deal in place', async () => {
  const { team, rep } = await start()
  const back = '/my-day'
  await rep.submit('/my-day/deals/2/note', { text: 'They are keen.', back })
  expect(await listNotes(team.rep, 2)).toMatchObject([{ text: 'They are keen.' }])
  await rep.submit('/my-day/deals/2/task', { text: 'Visit', dueOn: '2026-12-01', back })
  expect(await listTasks(team.rep, 2)).toMatchObject([{ text: 'Visit', assignee: { name: 'Ana Rep' } }])
  const dated = await rep.submit('/my-day/deals/1/date', { expectedCloseOn: '2026-12-15', version: '1', back })
  expect(dated.text).toContain('Acme is expected on 2026-12-15.')
  expect(dated.text).not.toContain('expected 20 Nov')
  const moved = await rep.submit('/my-day/deals/1/move', { stage: 'Proposal', version: '2', back })
  expect(moved.text).toContain('Acme is in Proposal now.')
  await moveOpportunity(team.otherRep, { opportunity: 1, stage: 'Negotiation' })
  const late = await rep.post('/my-day/deals/1/move', { stage: 'Proposal', version: '3', back })
  expect([late.status, late.text.includes('Ben Rep moved D-1 to Negotiation meanwhile.')]).toEqual([409, true])
  expect(await getOpportunity(team.rep, 1)).toMatchObject({ stage: { name: 'Negotiation' } })
  expect((await rep.post('/my-day/deals/2/note', { text: ' ', back })).status).toBe(400)
  expect((await rep.post('/my-day/deals/99/note', { text: 'Hm', back })).status).toBe(404)
})

it('shows managers the day of a member or of the team, and reps their own alone', async () => {
  const { team, dashboard, rep } = await start()
  const manager = await dashboard.as(team.members.manager)
  expect((await manager.get('/my-day')).text).toContain('All clear')
  const ben = await manager.get(`/my-day?of=${team.members.otherRep.id}`)
  expect(ben.text).toContain('The day of Ben Rep')
  expect(ben.text).toContain('Bens')
  const everybody = await manager.get('/my-day?of=team')
  expect(everybody.text).toContain('The day of the team')
  expect(everybody.text).toContain('Prospecting · expected 20 Nov · Ben Rep')
  expect((await rep.get(`/my-day?of=${team.members.otherRep.id}`)).status).toBe(403)
  expect((await rep.get('/my-day?of=team')).status).toBe(403)
  expect((await manager.get('/my-day?of=nobody-at-all')).status).toBe(404)
})

it('answers as of any moment, read-only, and leads to the same lists', async () => {
  const { team, rep } = await start()
  team.clock.advance({ days: 2 })
  await completeTask(team.rep, { task: 1 })
  await moveOpportunity(team.rep, { opportunity: 1, stage: 'Proposal' })
  const now = await rep.get('/my-day')
  expect(now.text).not.toContain('Call Jane')
  const then = await rep.get('/my-day?asOf=2026-11-23')
  expect(then.text).toContain('Your day Monday, 23 November · 2 tasks due then, 2 of them overdue')
  expect(then.text).toContain('history, not today.')
  expect(then.text).toContain('Nothing can be changed here: this is how the day stood then.')
  expect(then.text).toContain('Acme $100 Prospecting · expected 20 Nov')
  expect(then.html).not.toMatch(/<form method="post" action="\/my-day/)
  expect(then.html).toContain('href="/deals/1?asOf=2026-11-23T')
  const query = /href="(\/deals\?[^"]*attention=overdue[^"]*)"/.exec(then.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  expect((await rep.get(query)).text).toContain('Acme')
  expect((await rep.get('/my-day?asOf=2026-01-01')).text).toContain('Nothing was waiting')
  expect((await rep.get('/my-day?asOf=soon')).status).toBe(400)
})

it('shows a list of more tasks than fit to its end, and what one does about each', async () => {
  const { team, rep } = await start()
  for (let number = 1; number <= 60; number += 1) {
    await createTask(team.rep, { opportunity: 2, text: `Mail number ${number}.`, dueOn: '2026-11-23' })
  }
  const day = await rep.get('/my-day')
  expect(day.text).toContain('All 61 tasks due today')
  expect(day.text).not.toContain('Mail number 60.')
  const first = await rep.get('/my-day?tasks=today')
  expect(first.text).toContain('Tasks: due today Your day · Monday, 23 November · 61 tasks')
  const next = /href="(\/my-day\?tasks=today&amp;cursor=[^"]*)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await rep.get(next)
  expect(second.text).toContain('Mail number 60.')
  const back = await rep.submit('/my-day/tasks/62/complete', { back: next })
  expect(back.text).toContain('T-62 is done: Mail number 60.')
  expect(back.text).toContain('60 tasks')
  const refused = await rep.post('/my-day/tasks/61/reschedule', { day: 'soon', back: next })
  expect([refused.status, refused.text.includes('Mail number 59.')]).toEqual([400, true])
  expect((await rep.get('/my-day?tasks=today&cursor=what')).status).toBe(400)
})
