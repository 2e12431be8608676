import { describe, expect, it } from 'vitest'
import { getOpportunity, listTroubledJobs, stopOf } from '../../src/core/index.ts'
import type { Message, View } from '../../src/sandbox/index.ts'
import { words } from '../support/office.ts'
import { answerPlace, signedRequest } from '../support/signed-request.ts'
import { aDayAtWork, type WorkDay } from '../support/work-day.ts'

/** Nothing is left that Slack has not been told, and nothing was given up. */
async function allIsSaid(day: WorkDay): Promise<void> {
  const waiting = () => {
    // What failed is tried again only when its time has come.
    day.clock.advance({ seconds: 31 })
    return day.database.read.selectFrom('outbox').select(['kind', 'last_error']).execute()
  }
  await expect.poll(waiting, { timeout: 8000 }).toEqual([])
}

/** How many messages that everybody in #sales sees are this deal's card. */
const cardsOf = ({ slack }: WorkDay, reference: string): Message[] =>
  slack
    .as('Dana')
    .messages('sales')
    .filter((one) => `${words(one)}${one.text}`.includes(reference))

/** Ana's deal D-1 is in #sales. */
async function withACard(): Promise<WorkDay & { card1: Message }> {
  const day = await aDayAtWork()
  await day.say('Ana', 'new Acme renewal 12k')
  return { ...day, card1: await day.knownCard('D-1') }
}

describe('while Slack is down', () => {
  it('people work on and are answered; afterwards the channel shows the end of it, once', async () => {
    const day = await withACard()
    for (const method of ['chat.postMessage', 'chat.update', 'views.publish']) day.slack.fail(method, 500)
    expect(await day.say('Ana', 'move D-1 to Proposal')).toMatch(/Open in Proposal/)
    expect(await day.say('Ben', 'new Globex rollout 50k')).toContain('You created *D-2 Globex rollout*')
    for (let minutes = 0; minutes < 30; minutes += 10) day.clock.advance({ minutes: 10 })
    expect(await day.say('Ben', 'value D-2 55k')).toContain('$55,000')
    expect(await day.say('Ana', 'won D-1')).toMatch(/Won/)
    expect(cardsOf(day, 'D-2')).toEqual([])
    await expect.poll(async () => (await listTroubledJobs(await day.ctxOf('Dana'))).length).toBeGreaterThan(0)
    const [troubled] = await listTroubledJobs(await day.ctxOf('Dana'))
    expect(troubled?.error).toContain(
      'Slack has trouble of its own. It is tried again for a day; there is nothing to do.',
    )

    day.slack.mend()
    day.clock.advance({ hours: 1 })
    await day.card('D-1', /Won on/)
    expect(words(await day.card('D-2', /\$55,000/))).toContain('Ben Okafor')
    await allIsSaid(day)
    expect([cardsOf(day, 'D-1'), cardsOf(day, 'D-2')].map((cards) => cards.length)).toEqual([1, 1])
  })
})

describe('when Slack refuses to post a card once, by', () => {
  it.each([
    ['a 429 with Retry-After', 429],
    ['a status of 500', 500],
    ['no answer at all', 'timeout'],
    ['an answer that got lost after it was posted', 'answer_lost'],
    ['msg_too_long', 'msg_too_long'],
    ['invalid_blocks', 'invalid_blocks'],
  ])('%s, the deal is there and its card comes, once', async (_how, fault) => {
    const day = await aDayAtWork()
    day.slack.fail('chat.postMessage', fault, { times: 1, retryAfter: 2 })
    expect(await day.say('Ana', 'new Acme renewal 12k')).toContain('You created *D-1 Acme renewal*')
    await day.slack.until(() => day.slack.calls('chat.postMessage').length > 0, 8000)
    const comes = () => {
      day.clock.advance({ seconds: 31 })
      return cardsOf(day, 'D-1').length
    }
    await expect.poll(comes, { timeout: 10_000 }).toBe(1)
    await allIsSaid(day)
    expect(cardsOf(day, 'D-1')).toHaveLength(1)
    expect(await day.say('Ben', 'list all')).toMatch(/D-1 Acme renewal/)
  })

  it.each(['channel_not_found', 'not_in_channel'])(
    '%s, whoever made the deal gets the card and reads why',
    async (error) => {
      const day = await aDayAtWork()
      day.slack.fail('chat.postMessage', error)
      expect(await day.say('Ana', 'new Acme renewal 12k')).toContain('You created *D-1 Acme renewal*')
      const card = words(await day.reads('Ana', /only you see this card/, 'sales'))
      expect(card).toMatch(/D-1 Acme renewal[\s\S]*\/invite @Dealwright/)
      expect(day.read('Ben', 'sales').join()).not.toContain('D-1 Acme renewal')
      await allIsSaid(day)
    },
  )
})

describe('when the app is switched off in Slack', () => {
  it('with account_inactive, the work goes on, the messages wait, and come when it is on again', async () => {
    const day = await withACard()
    for (const method of ['chat.update', 'chat.postMessage', 'auth.test']) day.slack.fail(method, 'account_inactive')
    await day.say('Ana', 'move D-1 to Proposal')
    await expect
      .poll(async () => stopOf(await day.ctxOf('Dana')), { timeout: 5000 })
      .toMatchObject({
        reason: 'account_inactive',
      })
    expect(await day.say('Ben', 'won D-1 13k')).toMatch(/Won/)
    day.slack.mend()
    await day.bot.start()
    expect(words(await day.card('D-1', /Won on/))).toContain('$13,000')
    expect(cardsOf(day, 'D-1')).toHaveLength(1)
  })

  it('and removed, nobody is written to any more, and every deal is kept', async () => {
    const day = await withACard()
    await day.slack.endTokens('app_uninstalled')
    await expect.poll(async () => stopOf(await day.ctxOf('Dana')), { timeout: 5000 }).not.toBeNull()
    const before = day.slack.calls().length
    await day.say('Ana', 'value D-1 15k')
    day.clock.advance({ hours: 2 })
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(
      day.slack
        .calls()
        .slice(before)
        .map(({ method }) => method),
    ).toEqual([])
    expect(await getOpportunity(await day.ctxOf('Ana'), 1)).toMatchObject({ value: 1_500_000 })
  })
})

describe('what goes wrong between two hands', () => {
  it('a form whose trigger is lost is not missed: the person reads what to do, and nothing is half done', async () => {
    const day = await withACard()
    day.slack.fail('views.open', 'expired_trigger_id', { times: 1 })
    expect(await day.say('Ana', 'edit D-1')).toMatch(/Slack did not open the form in time\. Try again/)
    const form = await day.form('Ana', 'edit D-1')
    await day.slack.as('Ana').submit(form, { Value: '13k' })
    await day.card('D-1', /\$13,000/)
  })

  it('a double click wins once, and nobody is scolded for it', async () => {
    const day = await withACard()
    const ana = day.slack.as('Ana')
    await Promise.all([ana.click(day.card1, 'Won'), ana.click(day.card1, 'Won')])
    await day.card('D-1', /Won on/)
    expect((await day.say('Ana', 'history D-1')).match(/won it/g)).toHaveLength(1)
    expect(day.read('Ana', 'sales').join()).not.toContain(':warning:')
  })

  it('a form that is sent twice makes one deal', async () => {
    const day = await aDayAtWork()
    const form = await day.form('Ana', 'new')
    const filled = { Name: 'Acme renewal', Value: '12k' }
    const ana = day.slack.as('Ana')
    const sent = await Promise.all([ana.submit(form, filled), ana.submit(form, filled)])
    await day.card('D-1')
    await allIsSaid(day)
    expect(await day.say('Ben', 'list all')).not.toContain('D-2')
    const refusals = sent.flatMap(({ errors }) => Object.values(errors ?? {}))
    expect(refusals).toEqual(['This was done already. Nothing was changed twice.'])
  })

  it('a mention that Slack delivers again, and again under another name, is done once and answered once', async () => {
    const day = await aDayAtWork()
    const id = await day.slack.as('Ben').mention('sales', 'new Initech pilot 9k')
    await day.slack.redeliver(id)
    await day.slack.resend(id)
    await day.reads('Ana', /You created \*D-1 Initech pilot\*/, 'sales')
    await allIsSaid(day)
    expect(day.read('Ana', 'sales').filter((text) => text.includes('You created'))).toHaveLength(1)
    expect(await day.say('Ben', 'list all')).not.toContain('D-2')
  })

  it('a stranger who reads along in a shared channel is refused kindly, and changes nothing', async () => {
    const day = await withACard()
    const { url, answers } = await answerPlace()
    const command = {
      command: '/deal',
      text: 'won D-1',
      team_id: 'T0PARTNER1',
      user_id: 'U0STRANGER',
      response_url: url,
    }
    const at = new Date(day.clock.now())
    const said = await (await day.bot.handle(signedRequest(command, { at }))).text()
    expect(`${said}${answers.join()}`).toMatch(/so only its people can use it here/)
    expect(await getOpportunity(await day.ctxOf('Ana'), 1)).toMatchObject({ status: 'open', version: 1 })
  })

  it('a deal that Ben closes while Ana fills in its form costs her nothing that she typed', async () => {
    const day = await withACard()
    const ana = day.slack.as('Ana')
    const form = await day.form('Ana', 'edit D-1')
    await day.say('Ben', 'lost D-1 because price')
    const again = (await ana.submit(form, { Name: 'Acme renewal, third try' })).modal as View
    expect(words(again)).toContain('Ben Okafor lost it')
    expect(JSON.stringify(again)).toContain('Acme renewal, third try')
  })
})
