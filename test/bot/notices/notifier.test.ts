import { describe, expect, it, vi } from 'vitest'
import { changeNoticeSettings } from '../../../src/core/index.ts'
import type { Message, View } from '../../../src/sandbox/index.ts'
import { type Office, openOffice, words } from '../../support/office.ts'
import { type FakeClock, makeClock } from '../../support/team.ts'

/** Ana, Ben and Dana (an admin) have used Dealwright before; the clock stands until it is moved. */
async function atWork(): Promise<Office & { clock: FakeClock; say(who: string, line: string): Promise<string> }> {
  const clock = makeClock()
  const office = await openOffice({ now: () => new Date(clock.now()) })
  const say = async (who: string, line: string) => words(await office.slack.as(who).command(`/deal ${line}`))
  for (const who of ['Ana', 'Ben', 'Dana']) await say(who, 'help')
  return { ...office, clock, say }
}

/** The messages in a person's direct conversation, or in a channel, once there are `count` of them. */
async function heard({ slack }: Office, who: string, count: number, channel?: string): Promise<Message[]> {
  return slack.until(() => {
    const messages = slack.as(who).messages(channel)
    return messages.length >= count ? messages : undefined
  }, 15_000)
}

/** What is said in the thread under a message, once it says what `says` looks for. */
function inThread({ slack }: Office, who: string, under: Message, says: RegExp): Promise<Message> {
  return slack.until(
    () =>
      slack
        .as(who)
        .thread(under)
        .find((one) => says.test(words(one))),
    15_000,
  )
}

describe('notices', () => {
  it('tell a rep of a deal that was given to them, once its giver has paused', async () => {
    const office = await atWork()
    await office.say('Dana', 'new Acme renewal 12k for @Ana')
    await office.say('Dana', 'move D-1 to Proposal')
    office.clock.advance({ minutes: 2 })
    const [notice] = await heard(office, 'Ana', 1)
    expect(words(notice)).toContain('|D-1 Acme renewal>')
    expect(words(notice)).toMatch(/Dana Bright created it\nDana Bright moved it from Prospecting to Proposal/)
    expect(office.slack.as('Dana').messages()).toEqual([])
  })

  it('gather in one thread per deal, and stop where they are read', async () => {
    const office = await atWork()
    const { slack, clock, say } = office
    await say('Ana', 'new Acme renewal 12k')
    expect(await say('Ben', 'follow acme')).toContain('You follow D-1 Acme renewal')
    clock.advance({ minutes: 5 })
    await say('Ana', 'move D-1 to Proposal')
    clock.advance({ minutes: 2 })
    const [first] = await heard(office, 'Ben', 1)
    await say('Ana', 'value D-1 15k')
    clock.advance({ minutes: 2 })
    const second = await inThread(office, 'Ben', first as Message, /value/)
    expect(words(second)).toContain('changed the value from $12,000 to $15,000')

    await slack.as('Ben').choose(second, 'Stop these', 'Stop following D-1')
    await slack.until(
      () => slack.workspace.state.messages.find((one) => words(one).includes('do not follow D-1')),
      15_000,
    )
    await say('Ana', 'won D-1')
    clock.advance({ minutes: 2 })
    await say('Ana', 'new Globex for @Ben')
    clock.advance({ minutes: 2 })
    expect(words((await heard(office, 'Ben', 2)).at(-1))).toContain('Globex')
  })

  it('begin a thread in which the deal need not be named', async () => {
    const office = await atWork()
    const { slack, clock, say } = office
    await say('Ana', 'new Acme renewal 12k')
    await say('Ben', 'follow acme')
    clock.advance({ minutes: 5 })
    await say('Ana', 'move D-1 to Qualification')
    clock.advance({ minutes: 2 })
    const [notice] = await heard(office, 'Ben', 1)
    await slack.as('Ben').reply(notice as Message, 'move to Proposal')
    expect(words(await inThread(office, 'Ben', notice as Message, /in Proposal/))).toContain('D-1')
  })

  it('tell whoever is given a task, and not who takes one', async () => {
    const office = await atWork()
    await office.say('Ana', 'new Acme renewal')
    await office.say('Ana', 'task D-1 prepare the offer')
    await office.say('Ana', 'task D-1 call Jane for @Ben')
    office.clock.advance({ minutes: 2 })
    const [given] = await heard(office, 'Ben', 1)
    expect(words(given)).toMatch(/Ana Reyes gave you a task\.\n.*T-2.* call Jane/)
    await office.slack.as('Ben').choose(given as Message, 'Stop these', 'Not when I am given a task')
    await office.slack.until(
      () => office.slack.workspace.state.messages.find((one) => words(one).includes('no more of these')),
      15_000,
    )
    await office.say('Ana', 'task D-1 send the contract for @Ben')
    office.clock.advance({ minutes: 2 })
    await office.say('Ana', 'new Globex for @Ben')
    office.clock.advance({ minutes: 2 })
    expect(words((await heard(office, 'Ben', 2)).at(-1))).toContain('Globex')
    expect(office.slack.as('Ana').messages()).toEqual([])
  })

  it('wait for the end of quiet hours', async () => {
    const office = await atWork()
    await changeNoticeSettings(await office.ctxOf('Ana'), { quiet: { from: '00:00', to: '23:00' } })
    await office.say('Ben', 'new Acme for @Ana')
    office.clock.advance({ minutes: 2 })
    await office.say('Ana', 'new Globex for @Ben')
    office.clock.advance({ minutes: 2 })
    await heard(office, 'Ben', 1)
    expect(office.slack.as('Ana').messages()).toEqual([])
    office.clock.advance({ hours: 24 })
    expect(words((await heard(office, 'Ana', 1))[0])).toContain('Acme')
  })

  it('find another place when the thread is gone, and are given up where the app may not write', async () => {
    const office = await atWork()
    const { slack, clock, say } = office
    await say('Ana', 'subscribe moved')
    await subscribed(office, 'Ana', 'subscribe moved')
    await say('Ana', 'new Acme')
    clock.advance({ minutes: 2 })
    await say('Ana', 'move D-1 to Proposal')
    clock.advance({ minutes: 2 })
    const ben = slack.as('Ben')
    const said = () => ben.messages('general').filter((one) => words(one).includes('moved it'))
    await slack.until(() => said().length === 1 || undefined, 15_000)
    slack.fail('chat.postMessage', 'thread_not_found', { times: 1 })
    await say('Ana', 'move D-1 to Negotiation')
    clock.advance({ minutes: 2 })
    await slack.until(() => said().length === 2 || undefined, 15_000)
    expect(said()[1]?.thread_ts ?? null).toBeNull()
    slack.fail('chat.postMessage', 'not_in_channel')
    await say('Ana', 'move D-1 to Qualification')
    clock.advance({ minutes: 2 })
    const givenUp = () =>
      office.database.read.selectFrom('outbox').select('last_error').where('failed_at', 'is not', null).execute()
    await vi.waitUntil(async () => (await givenUp()).length > 0, 15_000)
    expect((await givenUp())[0]?.last_error).toContain('not_in_channel')
  })
})

/** Subscribes #general by words, and gives what the person is told before they confirm. */
async function subscribed({ slack, told }: Office, who: string, line: string): Promise<string> {
  const { ephemeral } = await slack.as(who).command(`/deal ${line}`)
  await slack.as(who).click(ephemeral as Message, 'Subscribe')
  await told(who, /Subscribed\./)
  return words(ephemeral)
}

describe('a subscription', () => {
  it('says beforehand how much it would have posted, tells the channel, and posts from then on', async () => {
    const office = await atWork()
    const { slack, clock, say } = office
    await say('Ana', 'new Acme 12k')
    await say('Ana', 'new Globex 50k')
    clock.advance({ days: 1 })
    await say('Ana', 'won D-1')
    await say('Ana', 'won D-2')
    clock.advance({ days: 1 })
    const before = await subscribed(office, 'Ana', 'subscribe won >20k')
    expect(before).toContain('Won deals, worth $20,000 or more')
    expect(before).toContain('1 message in the last 7 days')
    await slack.until(
      () =>
        slack
          .as('Ben')
          .messages('general')
          .find((one) => words(one).includes('subscribed this channel')),
      15_000,
    )

    await say('Ana', 'new Initech 90k')
    await say('Ana', 'won D-3')
    clock.advance({ minutes: 2 })
    const notice = await inThread(office, 'Ana', await office.card('D-3'), /Ana Reyes won it/)
    await slack.as('Ana').choose(notice, 'Stop these', 'No more won deals here')
    await office.told('Ana', /No more won deals here/)
    expect(await say('Ana', 'subscriptions')).toContain('Nothing is subscribed')
  })

  it('can be made with a form, whose mistakes stand at their fields', async () => {
    const office = await atWork()
    const ana = office.slack.as('Ana')
    const { modal } = await ana.command('/deal subscribe')
    const wrong = await ana.submit(modal as View, { 'Worth at least': 'lots' })
    expect(Object.keys(wrong.errors ?? {})).toEqual(['minValue'])
    const preview = await ana.submit(modal as View, {
      'What to post': ['new deals', 'won deals'],
      'Worth at least': '10k',
      Owner: 'Ana Reyes',
    })
    expect(words(preview.modal ?? undefined)).toContain('This would have posted nothing in the last 7 days.')
    await ana.submit(preview.modal as View)
    await office.told('Ana', /Subscribed\./)
    expect(await office.say('Ana', 'subscriptions')).toMatch(
      /New deals and won deals of Ana Reyes, worth \$10,000 or more/,
    )
  })

  it('is refused in words that it cannot go by, and nothing is written', async () => {
    const { say } = await atWork()
    expect(await say('Ana', 'subscribe weather')).toContain('I cannot subscribe to “weather”')
    expect(await say('Ana', 'subscribe won period:last-week')).toContain('I cannot subscribe to “period”')
    expect(await say('Ana', 'subscribe won owner:nobody')).toContain('leave the owner out')
    expect(await say('Ana', 'subscribe won pipeline:Nope')).toContain('Nope')
    expect(await say('Ana', 'subscriptions')).toContain('Nothing is subscribed')
  })

  it('ends with a word, and only for who made it or manages', async () => {
    const office = await atWork()
    await subscribed(office, 'Ana', 'subscribe won lost')
    expect(await office.say('Ben', 'unsubscribe all')).toContain('Ana Reyes made this subscription')
    expect(await office.say('Ana', 'unsubscribe lost')).toContain('No more lost deals')
    const shown = await office.slack.as('Dana').command('/deal unsubscribe')
    expect(words(shown)).toContain('Won deals\n')
    await office.slack.as('Dana').click(shown.ephemeral as Message, 'Unsubscribe')
    await office.told('Dana', /Ended/)
    expect(await office.say('Ana', 'subscriptions')).toContain('Nothing is subscribed')
  })
})

describe('notification settings', () => {
  it('are a form, which refuses times that are none', async () => {
    const office = await atWork()
    const ana = office.slack.as('Ana')
    const { modal } = await ana.command('/deal notices')
    const wrong = await ana.submit(modal as View, { 'Quiet from': '25:00', 'Quiet until': '8:00' })
    expect(wrong.errors).toMatchObject({ quietFrom: expect.stringContaining('Write it like 08:00') })
    await ana.submit(modal as View, {
      'Tell me when': ['Any deal is won'],
      'Quiet from': '20:00',
      'Quiet until': '8:00',
    })
    await office.told('Ana', /nothing between 20:00 and 08:00/)
    await office.say('Ben', 'new Acme for @Ana')
    await office.say('Ben', 'new Globex')
    office.clock.advance({ minutes: 2 })
    await office.say('Ben', 'won D-2')
    office.clock.advance({ minutes: 2 })
    expect(words((await heard(office, 'Ana', 1))[0])).toContain('won it')
  })
})
