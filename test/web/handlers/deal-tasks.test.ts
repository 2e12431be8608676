import { expect, it } from 'vitest'
import { createOpportunity, listTasks } from '../../../src/core/index.ts'
import { openDashboard } from '../../support/dashboard.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

async function start() {
  const team = await makeTeam(await sqlite.fresh())
  await createOpportunity(team.rep, { name: 'Acme renewal' })
  return { team, rep: await openDashboard(team).as(team.members.rep), tasks: () => listTasks(team.rep, 1) }
}

it('adds a task, ticks it and takes it up again', async () => {
  const { team, rep, tasks } = await start()
  expect((await rep.get('/deals/1')).text).toContain('No tasks yet. What is the next step?')
  const fields = { text: 'Call Jane', dueOn: '2026-11-24', assignee: team.members.otherRep.id }
  const page = await rep.submit('/deals/1/tasks', fields)
  expect(page.text).toContain('T-1 is added.')
  expect(page.text).toContain('Call Jane T-1 · Ben Rep · due 24 Nov 2026')
  expect((await rep.submit('/deals/1/tasks/1/complete')).text).toContain('T-1 is done.')
  expect(await tasks()).toMatchObject([{ text: 'Call Jane', doneBy: { name: 'Ana Rep' } }])
  expect((await rep.submit('/deals/1/tasks/1/reopen')).text).toContain('T-1 is open again.')
  expect(await tasks()).toMatchObject([{ doneAt: null }])
})

it('says in place what is wrong with a task and keeps what was typed', async () => {
  const { rep, tasks } = await start()
  const page = await rep.post('/deals/1/tasks', { text: 'x'.repeat(501), dueOn: '2026-11-24' })
  expect(page.status).toBe(400)
  expect(page.text).toContain('The text has 501 characters; the most is 500.')
  expect(page.html).toContain('value="2026-11-24"')
  expect(await tasks()).toEqual([])
  expect((await rep.post('/deals/1/tasks/9/complete')).status).toBe(404)
})
