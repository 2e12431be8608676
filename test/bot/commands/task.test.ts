import { describe, expect, it } from 'vitest'
import { getTask, listTasks } from '../../../src/core/index.ts'
import type { Message, View } from '../../../src/sandbox/index.ts'
import { officeWithDeals, words } from '../../support/office.ts'

describe('/deal task', () => {
  it('adds a task in words, to do by oneself or by somebody else', async () => {
    const { slack, ana, ctxOf } = await officeWithDeals()
    const ben = slack.as('Ben').id
    expect(await ana(`task D-1 call Jane tomorrow 10:00 for <@${ben}>`)).toMatch(/\*T-1\* call Jane[\s\S]*Ben/)
    expect(await ana('task globex: send the offer by friday')).toMatch(/\*T-2\* send the offer\n.*due 27 Nov 2026/)
    const ctx = await ctxOf('Ana')
    expect(await listTasks(ctx, 1)).toMatchObject([{ dueOn: '2026-11-24', assignee: { slackUserId: ben } }])
    expect(await listTasks(ctx, 3)).toMatchObject([{ dueOn: '2026-11-27', assignee: { name: 'Ana Reyes' } }])
  })

  it('is ticked and taken up again, by word or by button', async () => {
    const { slack, ana, ctxOf, told: toldTo } = await officeWithDeals()
    const told = (says: RegExp) => toldTo('Ana', says)
    const rep = slack.as('Ana')
    await rep.command('/deal task D-1 call Jane')
    await rep.click(rep.ephemeral().at(-1) as Message, 'Done')
    const done = await told(/:white_check_mark: \*T-1\*/)
    const ctx = await ctxOf('Ana')
    expect((await getTask(ctx, 1)).doneBy?.name).toBe('Ana Reyes')
    const seen = rep.ephemeral().length
    await rep.click(done, 'Not done')
    await slack.until(() => rep.ephemeral().length > seen)
    expect((await getTask(ctx, 1)).doneAt).toBeNull()
    expect(await ana('done T-1')).toContain(':white_check_mark: *T-1*')
    expect(await ana('done t1')).toContain(':white_check_mark: *T-1*')
  })

  it('asks in a form for a deal, and changes a task in one', async () => {
    const { slack, ctxOf } = await officeWithDeals()
    const rep = slack.as('Ana')
    const { modal } = await rep.command('/deal task D-1')
    await rep.submit(modal as View, { 'What is to be done?': 'Call Jane', Due: '2026-11-24', At: '10:00' })
    const ctx = await ctxOf('Ana')
    const hour = { text: 'Call Jane', dueOn: '2026-11-24' }
    expect(await getTask(ctx, 1)).toMatchObject({ ...hour, assignee: { name: 'Ana Reyes' } })
    expect((await getTask(ctx, 1)).dueAt).not.toBeNull()
    const { modal: change } = await rep.command('/deal task T-1')
    await rep.submit(change as View, { 'What is to be done?': 'Write to Jane' })
    expect(await getTask(ctx, 1)).toMatchObject({ text: 'Write to Jane', dueAt: (await getTask(ctx, 1)).dueAt })
  })

  it('is added from a card, too', async () => {
    const { slack, ctxOf } = await officeWithDeals()
    const rep = slack.as('Ana')
    const { ephemeral } = await rep.command('/deal D-1')
    const { modal } = await rep.click(ephemeral as Message, 'Add a task…')
    await rep.submit(modal as View, { 'What is to be done?': 'Call Jane' })
    expect(await listTasks(await ctxOf('Ana'), 1)).toMatchObject([{ text: 'Call Jane', dueOn: null }])
  })

  it('alone lists one’s own open tasks, the most urgent first, page by page', async () => {
    const { ana, slack } = await officeWithDeals()
    expect(await ana('task')).toContain('None. Add one')
    for (let i = 1; i <= 11; i += 1) await ana(`task D-1 step${i} ${String(12 - i)} Dec`)
    const { ephemeral } = await slack.as('Ana').command('/deal tasks')
    expect(words(ephemeral)).toMatch(/^\*Your open tasks\*\s+11\s[\s\S]*step11[\s\S]*step2/)
    await slack.as('Ana').click(ephemeral as Message, 'Next page')
    const page = await slack.until(() =>
      slack
        .as('Ana')
        .ephemeral()
        .find((one) => one.ts === ephemeral?.ts && /step1\n/.test(words(one))),
    )
    expect(words(page)).not.toContain('step2\n')
  })

  it('writes nothing that it does not understand', async () => {
    const { ana, ctxOf } = await officeWithDeals()
    expect(await ana('task D-9 call')).toContain('There is no deal D-9')
    expect(await ana('task D-1 tomorrow')).toContain('What is to be done?')
    expect(await ana('task D-1 call due:soon')).toContain('I do not understand “soon” as a time')
    expect(await ana('task D-1 call 1/2/2027')).toContain('Write the month in letters')
    expect(await ana('task D-1 call for @ghost')).toContain('There is no member “ghost”')
    expect(await ana(`task D-1 ${'x'.repeat(501)}`)).toContain('The text has 501 characters')
    expect(await ana('task T-9')).toContain('There is no task T-9')
    expect(await ana('done T-9')).toContain('There is no task T-9')
    expect(await ana('done D-1')).toContain('Which task is done?')
    expect(await ana('reopen T-9')).toContain('There is no task T-9')
    expect(await listTasks(await ctxOf('Ana'), 1)).toEqual([])
  })
})
