import { expect, it } from 'vitest'
import {
  changeSettings,
  completeTask,
  countOpenTasks,
  createOpportunity,
  createTask,
  deleteOpportunity,
  editTask,
  getOpportunity,
  getTask,
  listOpenTasks,
  listOpportunities,
  listTasks,
  reopenTask,
  type Task,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { filtersOf } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

const texts = (tasks: readonly Task[]) => tasks.map(({ text }) => text)

describeEachEngine('tasks', (engine) => {
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    await createOpportunity(team.rep, { name: 'Acme renewal' })
    return team
  }

  it('are numbered through the workspace and are the actor’s own unless said otherwise', async () => {
    const { rep, otherRep, members, clock } = await start()
    await createOpportunity(otherRep, { name: 'Globex' })
    const first = await createTask(rep, { opportunity: 1, text: ' Call  Jane ', dueOn: '2026-11-24' })
    const second = await createTask(rep, { opportunity: 2, text: 'Send offer', assignee: 'Ben Rep' })
    expect(first).toMatchObject({
      number: 1,
      ref: 'T-1',
      opportunity: { number: 1, ref: 'D-1', name: 'Acme renewal' },
      text: 'Call Jane',
      dueOn: '2026-11-24',
      dueAt: null,
      assignee: { id: members.rep.id, name: 'Ana Rep', slackUserId: 'U1' },
      createdBy: { id: members.rep.id, name: 'Ana Rep' },
      via: 'slack',
      createdAt: clock.now(),
      doneAt: null,
      doneBy: null,
    })
    expect(second).toMatchObject({ ref: 'T-2', assignee: { name: 'Ben Rep' } })
  })

  it('are made once, however often the same request comes', async () => {
    const { rep } = await start()
    const asked = { ...rep, requestKey: 'request 1' }
    await createTask(asked, { opportunity: 1, text: 'Call' })
    await expect(createTask(asked, { opportunity: 1, text: 'Call' })).rejects.toMatchObject({ code: 'conflict' })
    expect(await listTasks(rep, 1)).toHaveLength(1)
  })

  it('with an hour are due on the workspace’s day of that hour', async () => {
    const { rep } = await start()
    const made = await createTask(rep, { opportunity: 1, text: 'Call', dueAt: '2026-11-24T23:30:00Z' })
    expect(made).toMatchObject({ dueAt: '2026-11-24T23:30:00.000Z', dueOn: '2026-11-25' })
    expect(await editTask(rep, { task: 1, dueAt: null })).toMatchObject({ dueAt: null, dueOn: '2026-11-25' })
    expect(await editTask(rep, { task: 1, text: 'Write' })).toMatchObject({ text: 'Write', dueOn: '2026-11-25' })
    expect(await editTask(rep, { task: 1, dueOn: null, assignee: null })).toMatchObject({ dueOn: null, assignee: null })
  })

  it('when finished count as activity of the deal, once; finishing again changes nothing', async () => {
    const { rep, otherRep, clock } = await start()
    await createTask(rep, { opportunity: 1, text: 'Call Jane' })
    const before = await getOpportunity(rep, 1)
    clock.advance({ days: 2 })
    const done = await completeTask(otherRep, { task: 1 })
    expect(done).toMatchObject({ doneAt: clock.now(), doneBy: { name: 'Ben Rep' } })
    expect(await getOpportunity(rep, 1)).toEqual({ ...before, lastActivityAt: clock.now() })
    clock.advance({ days: 1 })
    expect(await completeTask(rep, { task: 1 })).toEqual(done)
    expect((await getOpportunity(rep, 1)).lastActivityAt).toBe(done.doneAt)
    expect(await reopenTask(rep, { task: 1 })).toMatchObject({ doneAt: null, doneBy: null })
    expect(await reopenTask(rep, { task: 1 })).toMatchObject({ doneAt: null })
  })

  it('of a deal are listed open ones first by urgency, then those done last', async () => {
    const { rep, clock } = await start()
    const add = (text: string, due: object = {}) => createTask(rep, { opportunity: 1, text, ...due })
    await add('Some day')
    await add('Late', { dueOn: '2026-12-01' })
    await add('At ten', { dueAt: '2026-11-24T09:00:00Z' })
    await add('At nine', { dueAt: '2026-11-24T08:00:00Z' })
    await add('Done first')
    await add('Done last')
    await completeTask(rep, { task: 5 })
    clock.advance({ minutes: 1 })
    await completeTask(rep, { task: 6 })
    expect(texts(await listTasks(rep, 1))).toEqual(['At nine', 'At ten', 'Late', 'Some day', 'Done last', 'Done first'])
  })

  it('of a member are listed and counted by when they are due, page by page', async () => {
    const { rep, otherRep, members } = await start()
    const add = (text: string, due: object = {}) => createTask(rep, { opportunity: 1, text, ...due })
    await add('Yesterday', { dueOn: '2026-11-22' })
    await add('An hour ago', { dueAt: '2026-11-23T07:00:00Z' })
    await add('Today', { dueOn: '2026-11-23' })
    await add('In an hour', { dueAt: '2026-11-23T09:00:00Z' })
    await add('Tomorrow', { dueOn: '2026-11-24' })
    await add('Some day')
    await createTask(otherRep, { opportunity: 1, text: 'Ben’s', dueOn: '2026-11-01' })
    await add('Done', { dueOn: '2026-11-01' })
    await completeTask(rep, { task: 8 })
    const assigneeId = members.rep.id
    expect(await countOpenTasks(rep, assigneeId)).toEqual({ overdue: 2, today: 2, upcoming: 1, undated: 1 })
    expect(await countOpenTasks(rep, null)).toMatchObject({ overdue: 3 })
    const listed = async (due: 'overdue' | 'today' | 'upcoming' | 'undated') =>
      texts((await listOpenTasks(rep, { assigneeId, due })).items)
    expect(await listed('overdue')).toEqual(['Yesterday', 'An hour ago'])
    expect(await listed('today')).toEqual(['In an hour', 'Today'])
    expect(await listed('upcoming')).toEqual(['Tomorrow'])
    expect(await listed('undated')).toEqual(['Some day'])

    const pages: string[][] = []
    let cursor: string | null = null
    do {
      const page = await listOpenTasks(rep, { assigneeId, limit: 4, cursor })
      expect(page.count).toBe(6)
      pages.push(texts(page.items))
      cursor = page.next
    } while (cursor)
    expect(pages).toEqual([
      ['Yesterday', 'An hour ago', 'In an hour', 'Today'],
      ['Tomorrow', 'Some day'],
    ])
    await expect(listOpenTasks(rep, { assigneeId, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid' })
  })

  it('are a deal’s next step while they are open', async () => {
    const { rep } = await start()
    const without = async () => {
      const filters = await filtersOf(rep, { attention: ['no-next-step'] })
      return (await listOpportunities(rep, { filters })).items.length
    }
    expect(await without()).toBe(1)
    await createTask(rep, { opportunity: 1, text: 'Call' })
    expect(await without()).toBe(0)
    await completeTask(rep, { task: 1 })
    expect(await without()).toBe(1)
  })

  it.for([
    [{ text: ' ' }, 'Write a text.', 'text'],
    [{ text: 'x'.repeat(501) }, 'the most is 500', 'text'],
  ] as const)('with %j are refused and take no number', async ([{ text }, message, field]) => {
    const { rep } = await start()
    await expect(createTask(rep, { opportunity: 1, text })).rejects.toMatchObject({
      code: 'invalid',
      fields: { [field]: expect.stringContaining(message) },
    })
    for (const due of [{ dueOn: '2026-02-30' }, { dueAt: 'tomorrow' }])
      await expect(createTask(rep, { opportunity: 1, text: 'Call', ...due })).rejects.toMatchObject({ code: 'invalid' })
    await expect(createTask(rep, { opportunity: 1, text: 'Call', assignee: 'Zed' })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(createTask(rep, { opportunity: 99, text: 'Call' })).rejects.toMatchObject({ code: 'not_found' })
    expect(await listTasks(rep, 1)).toEqual([])
    expect((await createTask(rep, { opportunity: 1, text: 'Call' })).ref).toBe('T-1')
  })

  it('follow their deal: hidden with it, gone with it, and given to nobody who cannot see it', async () => {
    const { rep, otherRep, manager, admin } = await start()
    await createTask(rep, { opportunity: 1, text: 'Call' })
    const workspace = await changeSettings(admin, { repsSee: 'own' })
    const [ana, ben, mia] = [rep, otherRep, manager].map((ctx) => ({ ...ctx, workspace }))
    if (!ana || !ben || !mia) throw new Error('Three people are needed.')
    await expect(getTask(ben, 1)).rejects.toMatchObject({ code: 'not_found' })
    await expect(completeTask(ben, { task: 1 })).rejects.toMatchObject({ code: 'not_found' })
    expect((await listOpenTasks(ben, { assigneeId: null })).items).toEqual([])
    await expect(editTask(ana, { task: 1, assignee: 'Ben Rep' })).rejects.toMatchObject({
      code: 'invalid',
      fields: { assignee: expect.stringContaining('D-1 is not theirs') },
    })
    expect(await editTask(ana, { task: 1, assignee: 'Mia' })).toMatchObject({ assignee: { name: 'Mia Manager' } })
    await deleteOpportunity(mia, { opportunity: 1 })
    await expect(getTask(mia, 1)).rejects.toMatchObject({ code: 'not_found' })
    expect((await listOpenTasks(mia, { assigneeId: null })).count).toBe(0)
  })
})
