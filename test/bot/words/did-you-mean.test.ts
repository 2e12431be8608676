import { describe, expect, it } from 'vitest'
import { createMember, createPipeline } from '../../../src/core/index.ts'
import type { Message } from '../../../src/sandbox/index.ts'
import { officeWithDeals, words } from '../../support/office.ts'

/** The office with a pipeline of confusing stages, and colleagues of confusing names. */
async function confusing() {
  const office = await officeWithDeals()
  await office.slack.as('Dana').command('/deal')
  const dana = await office.ctxOf('Dana')
  const stages = ['Legal review', 'Legal sign-off', 'Contract'].map((name) => ({ name }))
  await createPipeline(dana, { name: 'Partners', stages })
  for (const [name, email] of [
    ['Anna Lind', 'anna@northwind.example'],
    ['Max Mustermann', 'max1@northwind.example'],
    ['Max Mustermann', 'max2@northwind.example'],
  ] as const)
    await createMember(dana, { name, email })
  const say = async (line: string) => (await office.slack.as('Ana').command(`/deal ${line}`)).ephemeral as Message
  const press = async (message: Message, label: string, says: RegExp) => {
    await office.slack.as('Ana').click(message, label)
    return words(await office.told('Ana', says))
  }
  return { ...office, say, press }
}

describe('an unclear command', () => {
  it.each([
    ['move D-1 to Propsal', 'Did you mean Proposal?', 'Proposal', /D-1 is in Proposal\./],
    ['mvoe D-1 to Negotiation', 'Did you mean /deal move?', '/deal move', /D-1 is in Negotiation\./],
    ['lost D-1 because prise', 'Did you mean Price?', 'Price', /Lost on 23 Nov 2026: Price/],
    [
      'move D-1 to legal pipeline:Partners',
      'may mean Legal review or Legal sign-off',
      'Legal sign-off',
      /in Legal sign-off/,
    ],
    ['move D-1 to Contract pipeline:partnrs', 'Did you mean Partners?', 'Partners', /D-1 is in Contract\./],
    ['assign D-1 to @an', 'may mean', 'Anna Lind', /D-1 belongs to Anna Lind\./],
    ['assign D-1 to anna lnd', 'Did you mean Anna Lind?', 'Anna Lind', /D-1 belongs to Anna Lind\./],
    ['assign D-1 to max', 'may mean Max Mustermann or Max Mustermann', 'Max Mustermann', /belongs to Max Mustermann\./],
    ['close-date D-1 1/2/2027', 'may be day 1 of month 2', '2 Jan 2027', /expected to close on 2 Jan 2027\./],
    ['new Initech 5k in Propsal', 'Did you mean Proposal?', 'Proposal', /You created \*D-4 Initech\*.*Proposal/],
    ['new Initech 5k in legal', 'may mean', 'Legal review', /You created \*D-4 Initech\*.*Legal review/],
    ['new Initech for @an', 'may mean', 'Anna Lind', /You created \*D-4 Initech\*.*Anna Lind/],
    ['list in Propsal', 'Did you mean Proposal?', 'Proposal', /D-1 Acme renewal/],
    ['value glboex 9k', 'Did you mean one of these?', 'This one', /The value of D-3 is \$9,000\./],
    ['glboex', 'Did you mean one of these?', 'This one', /D-3 Globex/],
  ])('/deal %s', async (line, asks, label, says) => {
    const { say, press } = await confusing()
    const asked = await say(line)
    expect(words(asked)).toContain(asks)
    expect(await press(asked, label, says)).toMatch(says)
  })

  it('writes nothing until a button is pressed', async () => {
    const { say, ana } = await confusing()
    const before = await ana('history D-1')
    for (const line of ['move D-1 to Propsal', 'assign D-1 to an', 'mvoe D-1 to Negotiation', 'value D-1 lots'])
      await say(line)
    expect(await ana('history D-1')).toBe(before)
  })

  it('gets no button where the whole command would not fit on it', async () => {
    const { say, ana } = await confusing()
    const note = 'long words '.repeat(230)
    const asked = await say(`note acme: ${note}`)
    expect(words(asked)).toContain('Nothing is written yet. Say it again with the reference of the deal.')
    expect(words(await say(`new Initech in Propsal note:${note}`))).toMatch(/Did you mean Proposal/)
    expect(await ana('find initech')).toContain('contains “initech”')
  })

  it('is quoted back with an example', async () => {
    const { ana } = await confusing()
    expect(await ana('value D-1 lots')).toContain('“lots” is not an amount. Write it like 12k')
    expect(await ana('close-date D-1 someday')).toContain('“someday” as a date. Write it like 31 Dec')
    expect(await ana('new 12k')).toContain('“12k” names no deal. Write it like /deal new Acme renewal')
  })
})
