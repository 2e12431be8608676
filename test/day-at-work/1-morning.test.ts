import { describe, expect, it } from 'vitest'
import type { View } from '../../src/sandbox/index.ts'
import { words } from '../support/office.ts'
import { aDayAtWork } from '../support/work-day.ts'

/** Three weeks ago Ana and Ben began two deals each; nobody touched Ana's renewal since. Now it is Monday, nine o'clock. */
async function onMondayMorning() {
  const day = await aDayAtWork({ startsAt: '2026-11-02T08:00:00.000Z' })
  const { say, slack, clock } = day
  await say('Ana', 'new Acme renewal 12k in Proposal')
  await say('Ben', 'new Globex rollout 50k close:20 Nov 2026')
  const settings = await day.form('Ana', 'notices')
  await slack.as('Ana').submit(settings, { 'Tell me when': ['My day, every working morning', IDLE] })
  clock.set('2026-11-22T10:00:00.000Z')
  await say('Ana', 'new Initech pilot 8k close:30 Nov 2026')
  await say('Ana', 'task D-3 call Jane tomorrow 10:00')
  await say('Ben', 'note D-2 They wait for their lawyers')
  clock.set('2026-11-23T08:00:00.000Z')
  await day.clockStrikes()
  return day
}

const IDLE = 'My deal is idle: ask me what becomes of it'

describe('in the morning', () => {
  it('everybody reads what concerns them, and nobody anything else', async () => {
    const day = await onMondayMorning()
    const hers = words(await day.reads('Ana', /Good morning Ana/))
    expect(hers).toMatch(/This is your 23 Nov 2026/)
    expect(hers).toContain('call Jane')
    expect(hers).not.toContain('Globex')
    const week = words(await day.reads('Mia', /This was the team’s week/))
    expect(week).toMatch(/1 deal past their expected close/)
    expect(day.read('Mia').join()).not.toContain('What becomes of it')
    await day.reads('Ana', /Acme renewal.*What becomes of it/s)
    expect(day.read('Ben').filter((text) => text.includes('Good morning'))).toEqual([])
    expect(day.read('Ben', 'sales').filter((text) => text.includes('Good morning'))).toEqual([])

    // The program was restarted, or looks again.
    await day.clockStrikes()
    await day.clockStrikes()
    await day.say('Ana', 'list')
    expect(day.read('Ana').filter((text) => /Good morning|What becomes of it/.test(text))).toHaveLength(2)
  })

  it('Ana keeps her idle deal with a word about it, and everybody can read why', async () => {
    const day = await onMondayMorning()
    const { slack } = day
    const question = await day.reads('Ana', /Acme renewal.*What becomes of it/s)
    const { modal } = await slack.as('Ana').click(question, 'Keep, with a note…')
    await slack.as('Ana').submit(modal as View, { 'Why does it go on?': 'Their budget comes in January' })
    expect(words(await day.reads('Ana', /keeps/))).toMatch(/I do not ask again before/)
    expect(await day.say('Ben', 'history D-1')).toContain('Their budget comes in January')
    expect(await day.say('Mia', 'list stale')).not.toContain('Acme renewal')
  })

  it('Ana begins at her Home, and Mia at the team’s', async () => {
    const day = await onMondayMorning()
    const { slack } = day
    const hers = await day.home('Ana', /My open pipeline>\*: 2 deals, \$20,000/)
    expect(hers).toMatch(/Tasks for today\*: 1[\s\S]*call Jane/)
    expect(hers).not.toContain('Globex')
    const teams = await day.home('Mia', /The team’s open pipeline>\*: 3 deals, \$70,000/)
    expect(teams).toMatch(/Past their expected close[\s\S]*Globex rollout/)

    // What she does from there shows there.
    const home = slack.as('Ana').home as View
    const { modal } = await slack.as('Ana').click(home, 'Notifications')
    expect(words(modal)).toContain('My day, every working morning')
    await day.say('Ana', 'done T-1')
    await slack.until(() => !words(slack.as('Ana').home ?? undefined).includes('call Jane'), 5000)
    expect(await day.say('Ana', 'day')).not.toContain('call Jane')
  })
})
