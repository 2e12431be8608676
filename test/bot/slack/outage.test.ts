import { describe, expect, it } from 'vitest'
import { REACTIONS, type Reaction } from '../../../src/bot/slack/reactions.ts'
import {
  type Log,
  lastTrouble,
  listTroubledJobs,
  moveOpportunity,
  outboxHealth,
  retryJob,
  stopOf,
} from '../../../src/core/index.ts'
import { type Office, openOffice, words } from '../../support/office.ts'
import { quietLog } from '../../support/quiet-log.ts'

const instant = () => new Date().toISOString()

/** Ana's first deal is posted in #general; Dana is an admin. */
async function withCard(log: Log = quietLog): Promise<Office> {
  const office = await openOffice({ log })
  for (const who of ['Ben', 'Dana']) await office.slack.as(who).command('/deal help')
  await office.slack.as('Ana').command('/deal new Acme renewal 12k')
  await office.card('D-1')
  return office
}

const troubled = async ({ ctxOf }: Office) => listTroubledJobs(await ctxOf('Dana'))
const publicCards = ({ slack }: Office, channel: string, reference: string) =>
  slack
    .as('Ben')
    .messages(channel)
    .filter((one) => words(one).includes(`|${reference} `))

describe('when Slack fails', () => {
  it.each([
    ['the network', 'server_error', 503],
    ['an error of its own', 'internal_error', 'internal_error'],
    ['a status of 500', 'server_error', 500],
  ])('with %s, the message goes out when Slack is back', async (_what, name, fault) => {
    const office = await withCard()
    const { slack, ctxOf, card } = office
    slack.fail('chat.update', fault)
    await moveOpportunity(await ctxOf('Ana'), { opportunity: 1, stage: 'Proposal' })
    await expect
      .poll(() => troubled(office), { timeout: 15_000 })
      .toMatchObject([{ kind: 'refresh-cards', failedAt: null, error: expect.stringContaining(`(${name})`) }])
    expect(await lastTrouble(await ctxOf('Dana'))).toMatchObject({ name })
    slack.mend()
    await card('D-1', /Open in Proposal/)
    await expect.poll(() => troubled(office)).toEqual([])
  })

  it('by not answering at all, the message goes out when it does', async () => {
    const office = await withCard()
    office.slack.fail('chat.update', 'timeout', { times: 1 })
    await moveOpportunity(await office.ctxOf('Ana'), { opportunity: 1, stage: 'Proposal' })
    await expect
      .poll(() => troubled(office), { timeout: 15_000 })
      .toMatchObject([
        { error: 'Slack did not answer in time. It is tried again for a day; there is nothing to do. (timeout)' },
      ])
    await office.card('D-1', /Open in Proposal/)
  })

  it('by asking for less, only that lane waits, for as long as it says', async () => {
    const office = await withCard()
    const { slack, ctxOf, card } = office
    slack.fail('chat.update', 429, { retryAfter: 2, times: 1 })
    const began = performance.now()
    await moveOpportunity(await ctxOf('Ana'), { opportunity: 1, stage: 'Proposal' })
    await slack.until(() => slack.calls('chat.update').length === 1)
    await slack.as('Ana').command('/deal new Globex', { channel: 'sales' })
    await slack.until(() => publicCards(office, 'sales', 'D-2')[0])
    expect(performance.now() - began).toBeLessThan(2000)
    await card('D-1', /Open in Proposal/)
    expect(performance.now() - began).toBeGreaterThanOrEqual(2000)
    expect(slack.calls('chat.update')).toHaveLength(2)
    expect(await troubled(office)).toEqual([])
  })

  it('a channel gets one message a second, in the order in which they were asked for', async () => {
    const office = await withCard()
    const { slack } = office
    for (const name of ['Two', 'Three', 'Four'])
      await slack.as('Ana').command(`/deal new ${name}`, { channel: 'sales' })
    await slack.until(() => publicCards(office, 'sales', 'D-4')[0], 8000)
    const posts = slack.calls('chat.postMessage').filter(({ params }) => params.channel === 'C0SALES001')
    expect(posts.map(({ params }) => String(params.text).slice(0, 3))).toEqual(['D-2', 'D-3', 'D-4'])
    for (const [i, { at }] of posts.entries()) {
      const before = posts[i - 1]
      if (before) expect(at.getTime() - before.at.getTime()).toBeGreaterThanOrEqual(950)
    }
  })

  it.each(['msg_too_long', 'invalid_blocks'])('with %s, the plain text goes out, once', async (error) => {
    const office = await withCard()
    const { slack, ctxOf } = office
    slack.fail('chat.update', error, { times: 1 })
    await moveOpportunity(await ctxOf('Ana'), { opportunity: 1, stage: 'Proposal' })
    await slack.until(() => slack.calls('chat.update').length === 2, 15_000)
    await expect.poll(async () => (await outboxHealth(office.database, instant())).waiting).toBe(0)
    const [, plain] = slack.calls('chat.update')
    expect(plain?.params).toMatchObject({ blocks: [], text: expect.stringContaining('D-1 Acme renewal') })
    expect(slack.as('Ben').messages('general')[0]).toMatchObject({
      blocks: [],
      text: expect.stringContaining('Proposal'),
    })
    slack.fail('chat.update', error)
    await moveOpportunity(await ctxOf('Ana'), { opportunity: 1, stage: 'Negotiation' })
    await slack.until(() => slack.calls('chat.update').length >= 4, 15_000)
    await expect.poll(() => troubled(office), { timeout: 15_000 }).toMatchObject([{ failedAt: null }])
  })

  it.each(['channel_not_found', 'not_in_channel', 'is_archived'])(
    'with %s, whoever asked gets the card, and nothing is left over',
    async (error) => {
      const office = await withCard()
      const { slack, told } = office
      slack.fail('chat.postMessage', error)
      await slack.as('Ben').command('/deal new Initech')
      expect(words(await told('Ben', /only you see this card/))).toContain('D-2')
      await expect.poll(async () => outboxHealth(office.database, instant())).toMatchObject({ waiting: 0, failed: 0 })
    },
  )

  it('gives up what can never go out, says so, and tries again when an admin asks', async () => {
    const office = await withCard()
    const { slack, ctxOf, card } = office
    slack.fail('chat.update', 'missing_scope')
    await moveOpportunity(await ctxOf('Ana'), { opportunity: 1, stage: 'Proposal' })
    await expect.poll(async () => (await outboxHealth(office.database, instant())).failed, { timeout: 15_000 }).toBe(1)
    const [job] = await troubled(office)
    expect(job).toMatchObject({ failedAt: expect.any(String), error: expect.stringContaining('(missing_scope)') })
    slack.mend()
    await expect(retryJob(await ctxOf('Ana'), job?.id ?? '')).rejects.toMatchObject({ code: 'forbidden' })
    await retryJob(await ctxOf('Dana'), job?.id ?? '')
    await card('D-1', /Open in Proposal/)
  })
})

describe('when Slack no longer takes the token', () => {
  it.each(['account_inactive', 'invalid_auth', 'token_revoked'])(
    'and says %s, the workspace’s jobs stand still, are kept, and go on with a token that works',
    async (error) => {
      const loud: string[] = []
      const office = await withCard({ ...quietLog, error: (_fields, text) => loud.push(text) })
      const { slack, database, ctxOf, card } = office
      slack.fail('chat.update', error)
      slack.fail('auth.test', error)
      await moveOpportunity(await ctxOf('Ana'), { opportunity: 1, stage: 'Proposal' })
      await expect.poll(async () => stopOf(await ctxOf('Dana')), { timeout: 15_000 }).toMatchObject({ reason: error })
      expect(loud.join()).toContain('Slack jobs of a workspace stand still.')
      expect(await outboxHealth(database, instant())).toMatchObject({ stopped: 1, failed: 0, oldestSeconds: 0 })
      const asked = slack.calls('chat.update').length
      await moveOpportunity(await ctxOf('Ana'), { opportunity: 1, stage: 'Negotiation' })

      // People are answered all the while.
      expect(words((await slack.as('Ben').command('/deal show D-1')).ephemeral)).toContain('Negotiation')
      await new Promise((resolve) => setTimeout(resolve, 1200))
      expect(slack.calls('chat.update')).toHaveLength(asked)

      slack.mend()
      await office.bot.start()
      await card('D-1', /Open in Negotiation/)
      expect(await stopOf(await ctxOf('Dana'))).toBeNull()
    },
  )
})

describe('a message whose answer was lost', () => {
  it('is posted once, and shows what is true by then', async () => {
    const office = await withCard()
    const { slack, ctxOf } = office
    slack.fail('chat.postMessage', 'answer_lost', { times: 1 })
    await slack.as('Ana').command('/deal new Globex', { channel: 'sales' })
    await slack.until(() => publicCards(office, 'sales', 'D-2')[0], 15_000)
    await moveOpportunity(await ctxOf('Ana'), { opportunity: 2, stage: 'Proposal' })
    await slack.until(() => words(publicCards(office, 'sales', 'D-2')[0]).includes('Open in Proposal'), 8000)
    expect(publicCards(office, 'sales', 'D-2')).toHaveLength(1)
    expect(slack.calls('chat.postMessage').filter(({ params }) => params.channel === 'C0SALES001')).toHaveLength(2)
  })
})

describe('the table of reactions', () => {
  const reactionTo = (name: string): Reaction | undefined => REACTIONS[name]?.reaction

  it('decides about every trouble that is known to happen', () => {
    expect(['network', 'timeout', 'server_error'].map(reactionTo)).toEqual(['again', 'again', 'again'])
    expect(['ratelimited'].map(reactionTo)).toEqual(['wait'])
    expect(['msg_too_long', 'invalid_blocks'].map(reactionTo)).toEqual(['plain', 'plain'])
    expect(['channel_not_found', 'not_in_channel'].map(reactionTo)).toEqual(['give up', 'give up'])
    const stopping = ['account_inactive', 'invalid_auth', 'token_revoked', 'not_authed', 'token_expired']
    expect(stopping.map(reactionTo)).toEqual(stopping.map(() => 'stop'))
  })

  it('says of each what happened or what to do, in whole sentences', () => {
    for (const { sentence } of Object.values(REACTIONS)) expect(sentence).toMatch(/^[A-Z].+[.a-z]$/)
  })
})
