import { describe, expect, it } from 'vitest'
import { setRole, systemActor } from '../../../src/core/index.ts'
import { officeWithDeals, words } from '../../support/office.ts'

describe('/deal day', () => {
  it('tells one’s tasks, the deals that want attention, and the open pipeline', async () => {
    const { ana } = await officeWithDeals()
    await ana('close-date D-1 2026-11-20')
    await ana('close-date D-2 2026-11-30')
    await ana('task D-1 call Jane 2026-11-22')
    await ana('task D-3 write to Max today')
    const day = await ana('day')
    expect(day).toMatch(/\*Your day\*, 23 Nov 2026/)
    expect(day).toMatch(
      /My open pipeline>\*: 3 deals, \$17,000\nProspecting: 2 deals, \$5,000\nProposal: 1 deal, \$12,000/,
    )
    expect(day).toMatch(/\*Overdue tasks\*: 1[\s\S]*call Jane[\s\S]*\*Tasks for today\*: 1[\s\S]*write to Max/)
    expect(day).toMatch(/Past their expected close>\*: 1 deal, \$12,000[\s\S]*D-1/)
    expect(day).toMatch(/Closing this month>\*: 1 deal, \$5,000[\s\S]*D-2/)
    expect(day).not.toMatch(/Stuck|Stale|No next step/)
  })

  it('shows a few of each list, and all of them at the press of a button', async () => {
    const { slack, ana } = await officeWithDeals()
    await ana('new Initech')
    const { ephemeral } = await slack.as('Ana').command('/deal day')
    expect(words(ephemeral)).toMatch(/No next step>\*: 4 deals/)
    if (!ephemeral) throw new Error('Nothing was answered.')
    await slack.as('Ana').click(ephemeral, 'All 4')
    const list = await slack.until(() =>
      slack
        .as('Ana')
        .ephemeral()
        .find((one) => words(one).includes('(mine attention:no-next-step)')),
    )
    for (const ref of ['D-1', 'D-2', 'D-3', 'D-4']) expect(words(list)).toContain(ref)
  })

  it('of the team is for managers', async () => {
    const { slack, ana, ctxOf } = await officeWithDeals()
    expect(await ana('day team')).toContain('Only managers and admins can see the day of the team.')
    expect(await ana('day bens')).toContain('I do not know whose day “bens” is.')
    const said = async (line: string) => words((await slack.as('Ben').command(line)).ephemeral)
    expect(await said('/deal day')).toContain('Nothing wants your attention. Well done.')
    const ben = await ctxOf('Ben')
    await setRole(
      { ...ben, actor: { ...systemActor('Test', 'automation') } },
      { member: ben.actor.memberId ?? '', role: 'manager' },
    )
    expect(await said('/deal day team')).toMatch(/The team’s open pipeline>\*: 3 deals, \$17,000/)
  })
})
