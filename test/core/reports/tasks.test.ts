import { expect, it } from 'vitest'
import {
  closeOpportunity,
  completeTask,
  createOpportunity,
  createTask,
  deleteOpportunity,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('Tasks as a report', (engine) => {
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    const { rep, otherRep } = team
    await createOpportunity(rep, { name: 'Busy', source: 'Web' })
    await createOpportunity(rep, { name: 'Idle' })
    await createOpportunity(otherRep, { name: 'Planned', expectedCloseOn: '2026-12-31' })
    await createTask(rep, { opportunity: 1, text: 'Call', dueOn: '2026-11-22' })
    await createTask(rep, { opportunity: 1, text: 'Write', dueOn: '2026-11-23' })
    await createTask(rep, { opportunity: 3, text: 'Visit', assignee: 'Ben Rep' })
    return team
  }

  it('counts what is open, overdue and done by assignee, and deals without a next step by owner', async () => {
    const { rep } = await start()
    await completeTask(rep, { task: 2 })
    const { rows, totals, summary } = await answer(rep, 'tasks')
    expect(rows.map(({ deals, ...cells }) => cells)).toEqual([
      { assignee: 'Ana Rep', open: 1, overdue: 1, done: 1, count: 1 },
      { assignee: 'Ben Rep', open: 1, overdue: 0, done: 0, count: 0 },
    ])
    expect(totals).toEqual({ open: 2, overdue: 1, done: 1, count: 1 })
    expect(summary).toBe('1 of 2 open tasks is overdue, 1 done; 1 open deal has no next step.')
    expect((await behind(rep, rows[0] ?? {})).count).toBe(1)
  })

  it('counts as done what was done in the period, and what is overdue by the clock of the moment', async () => {
    const { rep, clock } = await start()
    await completeTask(rep, { task: 1 })
    const asOf = clock.now()
    clock.set('2027-01-05T08:00:00.000Z')
    await completeTask(rep, { task: 2 })
    const now = await answer(rep, 'tasks', { period: 'this-quarter' })
    expect(now.totals).toEqual({ open: 1, overdue: 0, done: 1, count: 2 })
    const then = await answer(rep, 'tasks', { asOf })
    expect(then.totals).toEqual({ open: 2, overdue: 0, done: 1, count: 1 })
    for (const row of then.rows) if (row.deals) expect((await behind(rep, row)).count).toBe(row.count)
  })

  it('looks at the deals that the filters let through, at open ones for what is next, and at no deleted one', async () => {
    const { rep, manager } = await start()
    expect((await answer(rep, 'tasks', { source: ['web'] })).totals).toEqual({ open: 2, overdue: 1, done: 0, count: 0 })
    await closeOpportunity(rep, { opportunity: 2, status: 'lost' })
    await deleteOpportunity(manager, { opportunity: 1 })
    expect((await answer(rep, 'tasks')).totals).toEqual({ open: 1, overdue: 0, done: 0, count: 0 })
  })

  it('shows a rep the tasks of own deals where reps see no others', async () => {
    const { rep, ctxOf, members } = await start()
    const limited = { ...ctxOf(members.rep), workspace: { ...rep.workspace, repsSee: 'own' as const } }
    const own = await answer(limited, 'tasks')
    expect(own).toMatchObject({ totals: { open: 2, overdue: 1 }, notes: ['You see your own deals only.'] })
  })
})
