import { expect, it } from 'vitest'
import { type BulkDeed, carryOutBulkChange, prepareBulkChange, undoBulkChange } from '../../../src/core/index.ts'
import type { Message } from '../../../src/sandbox/index.ts'
import { openOffice, words } from '../../support/office.ts'
import { makeClock } from '../../support/team.ts'

/** Ana has eight deals and Ben one; Dana, an admin, changes many at once on the dashboard. */
async function atWork() {
  const clock = makeClock()
  const office = await openOffice({ now: () => new Date(clock.now()) })
  const { slack } = office
  const say = async (who: string, line: string) => words(await slack.as(who).command(`/deal ${line}`))
  for (const who of ['Ana', 'Ben', 'Dana']) await say(who, 'help')
  for (let n = 1; n <= 8; n++) await say('Ana', `new Deal ${n}k`)
  await say('Ben', 'new Globex')
  clock.advance({ minutes: 5 })
  const change = async (deals: number[], deed: BulkDeed) => {
    const dana = await office.ctxOf('Dana')
    const { id } = await prepareBulkChange(dana, { deals, deed })
    await carryOutBulkChange(dana, id)
    clock.advance({ minutes: 2 })
    return { id, undo: async () => undoBulkChange(dana, id).then(() => clock.advance({ minutes: 2 })) }
  }
  const heard = (who: string, says: RegExp): Promise<Message> =>
    slack.until(
      () =>
        slack
          .as(who)
          .messages()
          .find((one) => says.test(words(one))),
      15_000,
    )
  return { ...office, clock, say, change, heard }
}

const EIGHT = [1, 2, 3, 4, 5, 6, 7, 8]

it('tells an owner in one message that many of their deals were moved, with the way to the list', async () => {
  const { slack, change, heard } = await atWork()
  await change(EIGHT, { kind: 'move', stage: 'Proposal' })
  const notice = await heard('Ana', /moved/)
  expect(words(notice)).toContain('Dana Bright moved 8 of your deals to Proposal.')
  expect(words(notice)).toMatch(/\|D-1 Deal> · .*\|D-5 Deal> · and 3 more/)
  expect(JSON.stringify(notice.blocks)).toContain('https://deals.example/deals?period=all&deal=D-1&deal=D-2')
  expect(slack.as('Ana').messages()).toHaveLength(1)
  expect(slack.as('Ben').messages()).toEqual([])
  expect(slack.as('Dana').messages()).toEqual([])
})

it('says who was given deals and whose they were, and the same again when it is taken back', async () => {
  const { change, heard } = await atWork()
  const { undo } = await change([1, 2], { kind: 'assign', owner: 'Ben Okafor' })
  expect(words(await heard('Ben', /gave you/))).toContain('Dana Bright gave you 2 deals.')
  expect(words(await heard('Ana', /gave/))).toMatch(/Dana Bright gave 2 of your deals to Ben \w+\./)
  await undo()
  expect(words(await heard('Ana', /took back/))).toContain('for 2 deals, which are yours again.')
  expect(words(await heard('Ben', /took back/))).toContain('for 2 of your deals, which are yours no more.')
})

it('stops where it is read, and says so', async () => {
  const { slack, change, heard, say } = await atWork()
  await say('Ben', 'follow D-1')
  await change([1, 9], { kind: 'tag', add: ['summer'], remove: [] })
  const notice = await heard('Ben', /tagged/)
  expect(words(notice)).toContain('Dana Bright tagged 1 of your deals +summer.')
  expect(words(notice)).toContain('Dana Bright tagged 1 deal that you follow +summer.')
  await slack.as('Ben').choose(notice, 'Stop these', 'Not when many of my deals change')
  await change([9], { kind: 'tag', add: ['winter'], remove: [] })
  await change([1], { kind: 'close', status: 'lost' })
  expect(words(await heard('Ben', /closed/))).toContain('Dana Bright closed 1 deal that you follow as lost.')
  expect(slack.as('Ben').messages()).toHaveLength(2)
})

it('has no list to open for deals that were deleted', async () => {
  const { change, heard } = await atWork()
  await change([1, 2], { kind: 'delete' })
  const notice = await heard('Ana', /deleted/)
  expect(words(notice)).toContain('Dana Bright deleted 2 of your deals.')
  expect(JSON.stringify(notice.blocks)).not.toContain('Open these deals')
})
