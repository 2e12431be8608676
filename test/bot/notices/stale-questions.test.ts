import { describe, expect, it } from 'vitest'
import {
  askAboutIdleDeals,
  changeNoticeSettings,
  queueDueDigests,
  staleAnswersByOwner,
  systemActor,
} from '../../../src/core/index.ts'
import type { Message, View } from '../../../src/sandbox/index.ts'
import { type Office, openOffice, words } from '../../support/office.ts'
import { type FakeClock, makeClock } from '../../support/team.ts'

interface Work extends Office {
  readonly clock: FakeClock
  say(who: string, line: string): Promise<string>
  /** The newest message to the person, once it says what `says` looks for. */
  dm(who: string, says: RegExp): Promise<Message>
  /** Lets the program look at its clock. */
  look(): Promise<void>
}

/** Ana's deal D-1 has been idle for sixteen days; it is Wednesday, nine in the morning in Berlin. */
async function withIdleDeal(): Promise<Work> {
  const clock = makeClock()
  const office = await openOffice({ now: () => new Date(clock.now()) })
  const { slack } = office
  const say = async (who: string, line: string) => words(await slack.as(who).command(`/deal ${line}`))
  for (const who of ['Ben', 'Dana']) await say(who, 'help')
  await say('Ana', 'new Acme renewal 12k')
  clock.advance({ days: 16, hours: 7 })
  const look = async () => {
    const ctx = { ...(await office.ctxOf('Dana')), actor: systemActor('Dealwright', 'automation') }
    await askAboutIdleDeals(ctx)
    await queueDueDigests(ctx)
  }
  const dm = (who: string, says: RegExp) =>
    slack.until(
      () =>
        slack
          .as(who)
          .messages()
          .findLast((one) => says.test(words(one))),
      5000,
    )
  await look()
  return { ...office, clock, say, dm, look }
}

const QUESTION = /has been idle for 16 days\. What becomes of it\?/

describe('the owner of an idle deal', () => {
  it('keeps it with one click, and the question shows that', async () => {
    const { slack, dm, ctxOf, look } = await withIdleDeal()
    const question = await dm('Ana', QUESTION)
    await slack.as('Ana').click(question, 'Keep for a week')
    expect(words(await dm('Ana', /keeps/))).toMatch(/Ana Reyes keeps .*D-1 Acme renewal.*I do not ask again before/)
    await slack.as('Ana').click(question, { actionId: 'stale.keep' })
    await look()
    expect(slack.as('Ana').messages()).toHaveLength(1)
    const ctx = await ctxOf('Ana')
    const answers = await staleAnswersByOwner(ctx, { from: null, to: null })
    expect(answers.get(ctx.actor.memberId ?? '')).toEqual({ asked: 1, answered: 1 })
  })

  it('keeps it with a note', async () => {
    const { slack, dm, say } = await withIdleDeal()
    const { modal } = await slack.as('Ana').click(await dm('Ana', QUESTION), 'Keep, with a note…')
    await slack.as('Ana').submit(modal as View, { 'Why does it go on?': 'They decide in January' })
    await dm('Ana', /keeps/)
    expect(await say('Ana', 'history D-1')).toContain('They decide in January')
  })

  it('moves, loses or abandons it from the question, which becomes its card', async () => {
    const { slack, dm, say } = await withIdleDeal()
    const question = await dm('Ana', QUESTION)
    await slack.as('Ana').choose(question, 'Move to', 'Proposal')
    const card = await dm('Ana', /Open in Proposal/)
    expect(card.ts).toBe(question.ts)
    expect(words(card)).toContain('Ana Reyes moved it from Prospecting to Proposal')
    expect(await say('Ana', 'keep D-1')).toContain('D-1 is not waiting for an answer')
    const { modal } = await slack.as('Ana').click(card, 'Lost…')
    await slack.as('Ana').submit(modal as View, { 'Why was D-1 lost?': 'Price' })
    await dm('Ana', /:x: Lost/)
  })

  it('is left in peace when they want that', async () => {
    const { slack, dm, clock, look, say } = await withIdleDeal()
    await slack.as('Ana').choose(await dm('Ana', QUESTION), 'Stop these', 'Do not ask about idle deals')
    await slack.until(() => slack.workspace.state.messages.find((one) => words(one).includes('no more of these')), 5000)
    await say('Ana', 'keep D-1')
    await dm('Ana', /keeps/)
    clock.advance({ days: 30 })
    await look()
    expect(
      slack
        .as('Ana')
        .messages()
        .filter((one) => words(one).includes('What becomes of it')),
    ).toEqual([])
  })
})

describe('a digest', () => {
  it('tells a manager on Monday morning who did not answer, with charts in its thread', async () => {
    const { slack, clock, look, dm } = await withIdleDeal()
    await dm('Ana', QUESTION)
    clock.set('2026-12-14T16:00:00.000Z')
    await look()
    const week = await dm('Dana', /This was the team’s week/)
    expect(words(week)).toMatch(/Idle deals without an answer of their owner\*\n• Ana Reyes: 1/)
    expect(words(week)).toContain('1 deal stale')
    const charts = await slack.until(
      () =>
        slack
          .as('Dana')
          .thread(week)
          .find((one) => JSON.stringify(one).includes('"image"')),
      5000,
    )
    expect(charts).toBeDefined()
    await slack.as('Dana').choose(week, 'Stop these', 'No weekly digest')
    await slack.until(() => slack.workspace.state.messages.find((one) => words(one).includes('no more of these')), 5000)
    clock.advance({ days: 7 })
    await look()
    expect(
      slack
        .as('Dana')
        .messages()
        .filter((one) => words(one).includes('the team’s week')),
    ).toHaveLength(1)
  })

  it('tells a rep their day, when they asked for it', async () => {
    const { clock, look, dm, ctxOf, slack, say } = await withIdleDeal()
    await changeNoticeSettings(await ctxOf('Ana'), { dayDigest: true })
    await say('Ana', 'task D-1 call Jane today')
    clock.set('2026-12-10T16:00:00.000Z')
    await look()
    const day = await dm('Ana', /Good morning Ana/)
    expect(words(day)).toContain('call Jane')
    await look()
    const { modal } = await slack.as('Ana').click(day, 'Notification settings')
    expect(words(modal)).toContain('My day, every working morning')
    expect(
      slack
        .as('Ana')
        .messages()
        .filter((one) => words(one).includes('Good morning')),
    ).toHaveLength(1)
  })
})
