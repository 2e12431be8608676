import { describe, expect, it } from 'vitest'
import type { Message } from '../../../src/sandbox/index.ts'
import { officeWithDeals, words } from '../../support/office.ts'

describe('/deal list', () => {
  it('lists open deals unless told otherwise, with their sum', async () => {
    const { ana } = await officeWithDeals()
    await ana('won D-2')
    expect(await ana('list')).toMatch(/\*Open deals\*[\s\S]*2 deals, \$12,000, 1 without a value/)
    expect(await ana('list won')).toMatch(/\*Won deals\*[\s\S]*D-2 Acme upgrade/)
    expect(await ana('list all acme')).toMatch(/\*All deals\*[\s\S]*2 deals, \$17,000/)
    expect(await ana('list in Proposal')).toMatch(/D-1/)
    expect(await ana('list >10k')).not.toMatch(/D-3/)
    expect(await ana('list for @ghost')).toContain('There is no member “ghost”')
    expect(await ana('list colour:red')).toContain('I do not know the filter “colour:red”')
    expect(words(await (await officeWithDeals()).slack.as('Ben').command('/deal list mine'))).toContain('None.')
  })

  it('lists what is stale, stuck or overdue, the worst first', async () => {
    const office = await officeWithDeals()
    const { ana } = office
    await ana('close-date D-1 2026-11-20')
    await ana('close-date D-3 2026-11-10')
    expect(await ana('list overdue')).toMatch(/\*Open deals\* \(overdue\)[\s\S]*2 deals[\s\S]*D-3 [\s\S]*D-1 /)
    expect(await ana('list stale')).toContain('None.')
    expect(await ana('list mine stuck attention:no-next-step')).toContain('3 deals')
  })

  it('turns pages in place', async () => {
    const { slack, ana } = await officeWithDeals()
    for (let i = 4; i <= 10; i += 1) await ana(`new Deal ${i}th`)
    const { ephemeral } = await slack.as('Ana').command('/deal list')
    expect(words(ephemeral)).toMatch(/D-10 [\s\S]*D-3 /)
    await slack.as('Ana').click(ephemeral as Message, 'Next page')
    const page = await slack.until(() =>
      slack
        .as('Ana')
        .ephemeral()
        .find((one) => words(one).includes('D-2 Acme upgrade') && one.ts === ephemeral?.ts),
    )
    expect(words(page)).not.toContain('Next page')
    await slack.as('Ana').click(page, 'First page')
  })
})
