import { describe, expect, it } from 'vitest'
import { changeSettings, type Job, listNotes, setActive } from '../../../src/core/index.ts'
import type { Message } from '../../../src/sandbox/index.ts'
import { officeWithDeals, openOffice, words } from '../../support/office.ts'

type Slack = Awaited<ReturnType<typeof openOffice>>['slack']

/** The newest answer of ours among what `look` gives, once it says what `says` looks for. */
const answered = (slack: Slack, look: () => Message[], says: RegExp): Promise<Message> =>
  slack.until(
    () => look().findLast((one) => one.user === slack.workspace.team.app.userId && says.test(words(one))),
    5000,
  )

describe('a direct message', () => {
  it.each(['new Acme 12k in Proposal', 'deal new Acme 12k in Proposal', '/deal new Acme 12k in Proposal'])(
    'says what stands after /deal: %s',
    async (text) => {
      const { slack, card } = await openOffice()
      await slack.as('Ana').dm(text)
      await answered(slack, () => slack.as('Ana').messages(), /You created \*D-1 Acme\*: \$12,000 · Proposal/)
      expect((await card('D-1')).channel).toBe('D0ANA00001')
    },
  )

  it('gets a card with buttons that work, and that is rewritten like every other', async () => {
    const { slack, ana, card } = await officeWithDeals()
    await slack.as('Ana').dm('D-3')
    const shown = await answered(slack, () => slack.as('Ana').messages(), /D-3 Globex/)
    await slack.as('Ana').click(shown, 'Won')
    await slack.until(() => /won/i.test(words(slack.workspace.find(shown.channel, shown.ts))))
    await ana('reopen D-3')
    expect((await card('D-3', /reopened/)).ts).toBeDefined()
  })

  it('is greeted back with the menu', async () => {
    const { slack } = await openOffice()
    await slack.as('Ana').dm('Hi!')
    await answered(slack, () => slack.as('Ana').messages(), /Hello Ana, what would you like to do/)
  })

  it('that asks for a form gets a button which opens it', async () => {
    const { slack } = await openOffice()
    await slack.as('Ana').dm('new')
    const offer = await answered(slack, () => slack.as('Ana').messages(), /There is a form for that/)
    expect((await slack.as('Ana').click(offer, 'Open the form')).modal?.title?.text).toBe('New deal')
  })

  it('that is not understood is answered with what was perhaps meant, and nothing is written', async () => {
    const { slack, ctxOf, database } = await officeWithDeals()
    await slack.as('Ana').dm('mvoe D-1 to Proposal')
    await answered(slack, () => slack.as('Ana').messages(), /Did you mean \/deal move/)
    await slack.as('Ana').dm('value D-1 plenty')
    await answered(slack, () => slack.as('Ana').messages(), /“?plenty”?/)
    expect((await ctxOf('Ana')).workspace.slackTeamId).toBe('T0SANDBOX1')
    expect(await database.read.selectFrom('opportunity_history').selectAll().execute()).toHaveLength(3)
  })

  it('delivered twice, also under another id, is carried out once', async () => {
    const { slack, ctxOf } = await officeWithDeals()
    const id = await slack.as('Ana').dm('note D-1 Jane is back')
    await slack.redeliver(id)
    await slack.resend(id)
    await answered(slack, () => slack.as('Ana').messages(), /Your note on D-1 is kept/)
    await slack.as('Ana').dm('list mine')
    await answered(slack, () => slack.as('Ana').messages(), /Globex/)
    expect(await listNotes(await ctxOf('Ana'), 1)).toHaveLength(1)
    expect(slack.calls('chat.postMessage').filter(({ params }) => /is kept/.test(String(params.text)))).toHaveLength(1)
  })

  it('is answered once Slack works again, and what it asked for has happened once', async () => {
    const { slack, ctxOf, card } = await openOffice()
    await slack.as('Ana').command('/deal new Acme')
    await card('D-1')
    slack.fail('chat.postMessage', 500, { times: 1 })
    await slack.as('Ana').dm('note D-1 Jane is back')
    await answered(slack, () => slack.as('Ana').messages(), /Your note on D-1 is kept/)
    expect(await listNotes(await ctxOf('Ana'), 1)).toHaveLength(1)
  })

  it('that is worked on again after a crash changes nothing twice, and is answered as if nothing had been', async () => {
    const { slack, bot, card, ctxOf } = await officeWithDeals()
    await card('D-1')
    const { workspace } = await ctxOf('Ana')
    const [user, channel] = [slack.as('Ana').id, 'D0ANA00001']
    const event = {
      type: 'message',
      channel_type: 'im',
      user,
      channel,
      ts: '1.000001',
      text: 'move D-1 to Negotiation',
    }
    const told = { requestKey: `written/${channel}/1.000001`, botUserId: null, isShared: false, happenedAt: null }
    const asked = {
      id: 'job',
      workspaceId: workspace.id,
      kind: 'event-message',
      key: 'Ev1',
      payload: { ...told, event },
    }
    const [createdAt, claimedUntil] = ['2026-11-23T08:00:00.000Z', '2026-11-23T08:01:00.000Z']
    const job = { ...asked, attempts: 0, generation: 1, begunBefore: false, createdAt, claimedUntil }
    const worked = bot.jobHandlers['event-message'] as { run(job: Job): Promise<void> }
    for (let time = 0; time < 2; time += 1) await worked.run(job)
    await answered(slack, () => slack.as('Ana').messages(), /Open in Negotiation/)
    await slack.as('Ana').dm('help')
    await answered(slack, () => slack.as('Ana').messages(), /What you can say/)
    const answers = slack
      .as('Ana')
      .messages()
      .map((one) => words(one))
    expect(answers.filter((text) => /D-1 Acme/.test(text))).toHaveLength(1)
    expect(answers.join()).not.toContain('done already')
  })

  it('is refused to a member who was switched off', async () => {
    const { slack, ctxOf } = await officeWithDeals()
    await slack.as('Dana').command('/deal')
    await setActive(await ctxOf('Dana'), { member: 'Ana Reyes', active: false })
    await slack.as('Ana').dm('won D-1')
    await answered(slack, () => slack.as('Ana').messages(), /switched off/)
  })
})

describe('a mention in a channel', () => {
  it('is answered in the thread, where the deal need not be named again', async () => {
    const { slack, card } = await officeWithDeals()
    const ben = slack.as('Ben')
    await ben.mention('sales', 'new Initech 9k')
    const asked = ben.messages('sales').at(-1) as Message
    await answered(slack, () => ben.thread(asked), /You created \*D-4 Initech\*/)
    expect((await card('D-4')).thread_ts).toBe(asked.ts)
    await ben.reply(asked, '@dealwright move to Proposal')
    await answered(slack, () => ben.thread(asked), /D-4 is in Proposal/)
    await card('D-4', /Proposal/)
  })

  it('that may mean several deals gets buttons, which answer in the thread too', async () => {
    const { slack } = await officeWithDeals()
    const ben = slack.as('Ben')
    await ben.mention('sales', 'show acme')
    const asked = ben.messages('sales').at(-1) as Message
    const choice = await answered(slack, () => ben.thread(asked), /Several deals match “acme”/)
    await ben.click(choice, 'This one')
    const card = await answered(slack, () => ben.thread(asked), /Open in \w+ · Sales/)
    expect(card.onlyFor).toBe(ben.id)
  })

  it('under a posted card is about its deal', async () => {
    const { slack, card, knownCard, ctxOf } = await officeWithDeals()
    const shown = await knownCard('D-1')
    const ana = slack.as('Ana')
    await ana.reply(shown, '@dealwright note Jane is back')
    await answered(slack, () => ana.thread(shown), /Your note on D-1 is kept: Jane is back/)
    await ana.reply(shown, '@dealwright won 13k')
    await answered(slack, () => ana.thread(shown), /D-1 is won: \$13,000/)
    await card('D-1', /\$13,000/)
    await ana.reply(shown, '@dealwright')
    await answered(slack, () => ana.thread(shown), /D-1 Acme renewal/)
    await ana.reply(shown, '@dealwright won D-3')
    await card('D-3', /won/)
    expect((await listNotes(await ctxOf('Ana'), 1)).map(({ text }) => text)).toEqual(['Jane is back'])
  })

  it('that is refused tells only the person who asked', async () => {
    const { slack, knownCard } = await officeWithDeals()
    const shown = await knownCard('D-1')
    await slack.as('Ben').reply(shown, '@dealwright move to Nowhere')
    const refusal = await answered(slack, () => slack.as('Ben').thread(shown), /Nowhere/)
    expect(refusal.onlyFor).toBe(slack.as('Ben').id)
    expect(words(slack.as('Ana').thread(shown).at(-1))).not.toContain('Nowhere')
  })

  it('never shows the way into the dashboard to others', async () => {
    const { slack } = await openOffice()
    await slack.as('Ana').mention('general', 'dashboard')
    const link = await answered(slack, () => slack.as('Ana').ephemeral('general'), /works once/)
    expect(link.onlyFor).toBe(slack.as('Ana').id)
    expect(slack.calls('chat.postMessage')).toEqual([])
  })

  it('shows nothing of a deal that the person may not see', async () => {
    const { slack, card, knownCard, ctxOf } = await officeWithDeals()
    const shown = await knownCard('D-1')
    for (const who of ['Ben', 'Dana']) await slack.as(who).command('/deal')
    await changeSettings(await ctxOf('Dana'), { repsSee: 'own' })
    await slack.as('Ben').reply(shown, '@dealwright won')
    await answered(slack, () => slack.as('Ben').thread(shown), /no deal D-1/i)
    expect(words(await card('D-1'))).not.toMatch(/is won/)
  })

  it('by somebody of another company is refused kindly, and in a shared channel answers stay private', async () => {
    const { slack, ana } = await officeWithDeals()
    await ana('list')
    const base = { type: 'app_mention', channel: 'C0SALES001', text: '<@U0DEALBOT1> D-1', ts: '1.000001' }
    await slack.event({ ...base, user: 'U0ANA00001', team: 'T9OTHER' })
    await answered(slack, () => slack.as('Ana').ephemeral('sales'), /another company/)
    await slack.event({ ...base, ts: '1.000002', user: 'U0ANA00001', team: 'T0SANDBOX1' }, { shared: true })
    await answered(slack, () => slack.as('Ana').messages(), /D-1 Acme renewal/)
    expect(
      slack
        .as('Ana')
        .messages('sales')
        .map((one) => words(one))
        .join(),
    ).not.toContain('Acme renewal')
  })

  it('by a bot, or in a message that was changed, is not heard', async () => {
    const { slack, database } = await officeWithDeals()
    const base = { type: 'message', channel: 'D0ANA00001', channel_type: 'im', text: 'won D-1', ts: '1.000001' }
    await slack.event({ ...base, user: 'U0DEALBOT1', bot_id: 'B0DEALBOT1' })
    await slack.event({ ...base, user: 'U0ANA00001', edited: { user: 'U0ANA00001', ts: '1.2' } })
    await slack.event({ ...base, user: 'U0ANA00001', subtype: 'message_changed' })
    expect(await database.read.selectFrom('received_events').selectAll().execute()).toEqual([])
  })
})
