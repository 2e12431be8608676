import { expect, it } from 'vitest'
import {
  agendaOf,
  closeOpportunity,
  completeTask,
  createOpportunity,
  createTask,
  DEAL_LISTS,
  type DealPage,
  deleteOpportunity,
  moveOpportunity,
  tasksOfDay,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { behind } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

const numbers = ({ items }: DealPage) => items.map(({ number }) => number)

describeEachEngine('The day', (engine) => {
  /** Monday 7 December: Ana has four open deals and a won one, Ben has one. */
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    const { rep, otherRep, clock } = team
    await createOpportunity(rep, { name: 'Late', value: 1000_00, expectedCloseOn: '2026-12-01' })
    await createOpportunity(rep, { name: 'Soon', value: 500_00, expectedCloseOn: '2026-12-31', stage: 'Proposal' })
    await createOpportunity(rep, { name: 'Next year', currency: 'EUR', value: 70_00, expectedCloseOn: '2027-01-01' })
    await createOpportunity(rep, { name: 'Won', value: 9 })
    await createOpportunity(otherRep, { name: 'Ben’s' })
    await closeOpportunity(rep, { opportunity: 4, status: 'won' })
    clock.advance({ days: 15 })
    await createOpportunity(rep, { name: 'Fresh' })
    await moveOpportunity(rep, { opportunity: 2, stage: 'Negotiation' })
    await createTask(rep, { opportunity: 1, text: 'Call', dueOn: '2026-12-07' })
    await createTask(rep, { opportunity: 2, text: 'Write', dueOn: '2026-12-08' })
    await createTask(otherRep, { opportunity: 1, text: 'Ask', dueOn: '2026-12-08' })
    clock.set('2026-12-08T08:00:00.000Z')
    return team
  }

  it('of a member has their tasks, their deals that want attention, and their open pipeline by stage', async () => {
    const { rep } = await start()
    const day = await agendaOf(rep, { whose: 'mine', limit: 10 })
    expect(day).toMatchObject({ whose: 'mine', today: '2026-12-08' })
    expect(day.tasks.overdue).toMatchObject({ count: 1, items: [{ text: 'Call' }] })
    expect(day.tasks.today).toMatchObject({ count: 1, items: [{ text: 'Write' }] })
    const lists = Object.fromEntries(DEAL_LISTS.map((kind) => [kind, numbers(day.deals[kind])]))
    expect(lists).toEqual({ overdue: [1], closing: [2], stuck: [1, 3], stale: [1, 3], 'no-next-step': [6] })
    expect(day.deals.overdue).toMatchObject({ count: 1, value: 1000_00, unvalued: 0 })
    expect(day.deals.stuck).toMatchObject({ count: 2, value: 1000_00, otherCurrencies: 1 })
    expect(await behind(rep, { deals: day.link })).toEqual({ count: 4, value: 1500_00 })
    expect(day.stages).toEqual([
      { pipeline: 'Sales', stage: 'Prospecting', count: 3, value: 1000_00 },
      { pipeline: 'Sales', stage: 'Negotiation', count: 1, value: 500_00 },
    ])
  })

  it('of the team has everybody’s, for managers alone', async () => {
    const { rep, manager } = await start()
    const day = await agendaOf(manager, { whose: 'team', limit: 10 })
    expect(day.tasks.today).toMatchObject({ count: 2 })
    expect(numbers(day.deals['no-next-step'])).toEqual([6, 5])
    expect((await agendaOf(manager, { whose: 'mine', limit: 10 })).stages).toEqual([])
    await expect(agendaOf(rep, { whose: 'team', limit: 10 })).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('Only managers and admins can see the day of the team.'),
    })
  })

  it('turns the pages of one list and keeps its totals; its link opens the same deals', async () => {
    const { manager } = await start()
    const first = await agendaOf(manager, { whose: 'team', limit: 2 })
    const { stuck } = first.deals
    expect([numbers(stuck), stuck.count]).toEqual([[1, 3], 3])
    const cursors = { deals: { stuck: stuck.next ?? '' } }
    const second = await agendaOf(manager, { whose: 'team', limit: 2, cursors })
    expect([numbers(second.deals.stuck), second.deals.stuck.next]).toEqual([[5], null])
    expect(numbers(second.deals.stale)).toEqual(numbers(first.deals.stale))
    for (const kind of DEAL_LISTS) {
      const { count, value, link } = first.deals[kind]
      expect(await behind(manager, { deals: link })).toEqual({ count, value })
    }
  })

  it('is nobody’s when the program asks', async () => {
    const { system } = await start()
    await expect(agendaOf(system, { whose: 'mine', limit: 1 })).rejects.toMatchObject({ code: 'invalid' })
  })

  it('of a moment of the past is the day as it stood then: deals by history, tasks by their making and finishing', async () => {
    const { rep, manager, clock } = await start()
    const asOf = clock.now()
    clock.advance({ hours: 1 })
    await completeTask(rep, { task: 1 })
    await closeOpportunity(rep, { opportunity: 1, status: 'lost' })
    await deleteOpportunity(manager, { opportunity: 3 })
    clock.advance({ days: 40 })
    await createTask(rep, { opportunity: 2, text: 'Later', dueOn: '2026-12-01' })
    const then = await agendaOf(rep, { whose: 'mine', asOf, limit: 10 })
    expect(then.today).toBe('2026-12-08')
    expect(then.tasks).toMatchObject({ overdue: { count: 1, items: [{ text: 'Call' }] }, today: { count: 1 } })
    const lists = Object.fromEntries(DEAL_LISTS.map((kind) => [kind, numbers(then.deals[kind])]))
    expect(lists).toEqual({ overdue: [1], closing: [2], stuck: [1, 3], stale: [1, 3], 'no-next-step': [6] })
    expect(then.stages).toMatchObject([
      { stage: 'Prospecting', count: 3 },
      { stage: 'Negotiation', count: 1 },
    ])
    for (const kind of DEAL_LISTS) {
      const { count, value, link } = then.deals[kind]
      expect(await behind(rep, { deals: link })).toEqual({ count, value })
    }
    const now = await agendaOf(rep, { whose: 'mine', limit: 10 })
    expect(now.stages).toMatchObject([{ count: 1 }, { count: 1 }])
  })

  it('has each list of tasks by itself, page by page, with the same permissions', async () => {
    const { rep, manager } = await start()
    const ask = { whose: 'team', due: 'today', limit: 1 } as const
    const first = await tasksOfDay(manager, { ...ask, cursor: null })
    expect(first).toMatchObject({ count: 2, items: [{ text: 'Write' }] })
    const second = await tasksOfDay(manager, { ...ask, cursor: first.next })
    expect(second).toMatchObject({ count: 2, next: null, items: [{ text: 'Ask' }] })
    await expect(tasksOfDay(rep, { ...ask, cursor: null })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(tasksOfDay(manager, { ...ask, cursor: 'what' })).rejects.toMatchObject({ code: 'invalid' })
  })
})
